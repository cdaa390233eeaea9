"""The blueprint of the starter mode: the next step that is missing, fitted to the ground, judged, or refused."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import duration, watts
from agent.assistant.offers import CHECKS, lacking
from agent.assistant.overview import stored_items
from agent.assistant.question import BlueprintOffer
from agent.assistant.starter.analysis import course_of
from agent.assistant.starter.ground import site_of
from agent.assistant.starter.means import BELT, Means
from agent.contract import Position, PromisedRate, Required, Size
from agent.errors import AgentError, RefusedError
from agent.factory.compose import Limits, compose
from agent.factory.compose.kit import kit_for
from agent.factory.compose.wanted import read_wanted
from agent.factory.requirements import Options, Question, Target, requirements
from agent.factory.requirements.document import document
from agent.factory.starter.ground import fit_block
from agent.factory.starter.mine import Order, fit_mine
from agent.factory.starter.steam import boilers_for, fit_steam
from agent.factory.verify import Expectation, verify
from agent.factory.verify.steam import steam_faults
from agent.game.blueprint import decode, encode, normalise, to_document, version_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.assistant.analyst import Analyst
    from agent.assistant.case import Case
    from agent.assistant.starter.steps import Step
    from agent.contract import Snapshot
    from agent.factory.compose import Block
    from agent.factory.compose.kit import Kit
    from agent.factory.requirements import ProductionRequirement
    from agent.factory.starter.draft import Draft
    from agent.factory.starter.site import Site
    from agent.game.gamedata import GameData

PER_MIN = 60
VERIFY_TICKS = 60 * 3600
STEAM_CHECKS = ("import", "overlap", "power", "steam")
MOST_TRIES = 3
"""Steps that are tried where the first ones cannot be built here."""
FUEL = "coal"


@dataclass(frozen=True, slots=True)
class Fitted:
    """A step as it would stand: its draft on the real map, what it promises, draws and gives, and its own sentence."""

    draft: Draft
    promised: dict[str, Fraction]
    power_w: Fraction
    key: str
    words: dict[str, str | int] = field(default_factory=dict)
    checks: tuple[str, ...] = CHECKS


def starter_offer(case: Case, wanted: Sequence[str] = ()) -> tuple[BlueprintOffer | None, list[str]]:
    """Return a blueprint for the next step with its lines; where none can be built, the reasons.

    Args:
        case: The question with its snapshot.
        wanted: Items that the player named: steps that make one of them, instead of what is missing.
    """
    snapshot, analyst, data = case.question.snapshot, case.analyst, case.data
    if snapshot is None:
        return None, []
    text = analyst.catalogue.text
    found = course_of(snapshot, data)
    steps = found.steps
    if found.refused is not None:
        place = analyst.name("surface", snapshot.surface.planet or snapshot.surface.name)
        return None, [text("starter-other-place", place=place)]
    if not steps:
        return None, [text("starter-no-course")]
    asked = [step for step in steps if step.item in wanted]
    missing = asked or [step for step in steps if not step.done]
    if not missing:
        return None, [text("starter-all-there")]
    lines = _locked(asked or missing[:1], analyst, "starter-locked-asked" if asked else "starter-locked")
    order = [step for step in missing if not step.locks]
    if not order and not asked:
        lines.append(text("starter-by-hand"))
    for step in order[:MOST_TRIES]:
        try:
            offer, presented = step_offer(step, snapshot, data, analyst)
        except AgentError as error:
            reason, cure = analyst.reason(error)
            lines.append(text("starter-refused", what=_what(step, analyst), reason=reason, next=cure))
            continue
        return offer, [*lines, *presented]
    return None, lines


def _locked(steps: Sequence[Step], analyst: Analyst, key: str) -> list[str]:
    """Say of steps which technologies they wait for."""
    return [
        analyst.catalogue.text(
            key, what=_what(step, analyst), list=", ".join(analyst.name("technology", lock) for lock in step.locks)
        )
        for step in steps
        if step.locks
    ]


def step_offer(step: Step, snapshot: Snapshot, data: GameData, analyst: Analyst) -> tuple[BlueprintOffer, list[str]]:
    """Return a proven blueprint for a step and the lines that present it.

    Raises:
        AgentError: It cannot be composed, does not fit, or did not pass the judge; the error says which.
    """
    means = Means(data, frozenset(snapshot.researched))
    label = _label(step, analyst)
    work = _Work(step, means, snapshot, site_of(snapshot, data), kit_for(data, means.composing), label, analyst)
    fitted = work.fit()
    locks = means.locks(sorted({entity.name for entity in fitted.draft.entities}))
    if locks:
        names = ", ".join(analyst.name("technology", lock) for lock in locks)
        raise RefusedError("starter-research", list=names)
    string = proven(fitted, data)
    offer = _offer(fitted, string, label, snapshot, data, analyst)
    return offer, [*_lines(step, fitted, offer, analyst), *lacking(offer, analyst)]


def proven(fitted: Fitted, data: GameData) -> str:
    """Write a draft as a string, read that back and have it judged; return the string.

    Raises:
        RefusedError: ``row-check-failed`` with the first fault.
    """
    draft = fitted.draft
    string = encode(to_document(draft.blueprint, data))
    blueprint = normalise(decode(string)["blueprint"], target=version_for(data))
    expectation = Expectation(fitted.promised, draft.feeds, draft.outlets, ores=draft.ores)
    verdict = verify(blueprint, data, expectation, VERIFY_TICKS)
    faults = [fault.code for fault in verdict.errors]
    if fitted.checks is STEAM_CHECKS:
        faults += (fault.code for fault in steam_faults(blueprint, data, draft.feeds))
    if faults:
        raise RefusedError("row-check-failed", fault=faults[0], count=len(faults))
    return string


@dataclass(frozen=True, slots=True)
class _Work:
    step: Step
    means: Means
    snapshot: Snapshot
    site: Site
    kit: Kit
    label: str
    analyst: Analyst

    def fit(self) -> Fitted:
        """Fit the step."""
        if self.step.kind == "power":
            return self._steam()
        if self.step.kind == "mine":
            return self._mined(None)
        plan = self._plan()
        block = self._block(plan)
        if self.step.kind == "smelt":
            return self._mined(block)
        draft = fit_block(self.label, block, self.site, self.kit)
        return Fitted(
            draft,
            dict(block.targets_per_min),
            plan.power_w,
            "starter-offer-make",
            {"count": sum(module.machines for module in block.modules)},
        )

    def _plan(self) -> ProductionRequirement:
        step, place = self.step, self.snapshot.surface.planet
        supplied = set(step.supplied)
        if step.resource is not None:
            supplied |= {product.name for product in self.kit.data.resources[step.resource].products}
        options = Options(
            supplied=frozenset(supplied),
            preferred=self.means.preferred,
            disabled=self.means.beside,
            place=place if place in self.kit.data.sources else None,
        )
        return requirements(Question((Target(step.item, step.per_min / PER_MIN),), options), self.kit.data)

    def _block(self, plan: ProductionRequirement) -> Block:
        wanted = read_wanted(json.dumps(document(plan)))
        return compose(wanted, self.kit.data, self.label, Limits(researched=self.means.composing))

    def _mined(self, block: Block | None) -> Fitted:
        step, data = self.step, self.kit.data
        resource = data.resources[step.resource or ""]
        drill = self.means.drill(resource)
        if drill is None:
            raise RefusedError("starter-drill-kind", machine="", resource=resource.name)
        product = resource.products[0].name
        per_min = step.per_min
        if block is not None:
            per_min = sum((edge.per_min for edge in block.inputs if edge.item == product), Fraction(0))
        order = Order(self.label, resource, drill, product, per_min, BELT, block)
        found = fit_mine(order, self.site, self.kit)
        power = sum(
            (
                data.entities[e.name].power.use_w + data.entities[e.name].power.drain_w
                for e in found.draft.entities
                if data.entities[e.name].power.needs_pole
            ),
            Fraction(0),
        )
        furnaces = sum(module.machines for module in block.modules) if block is not None else 0
        return Fitted(
            found.draft,
            {step.item: step.per_min},
            power,
            "starter-offer-mine" if block is None else "starter-offer-smelt",
            {
                "drills": found.drills,
                "furnaces": furnaces,
                "ore": self.analyst.name("entity", resource.name),
                "amount": self.analyst.catalogue.number(round(found.amount)),
                "lasts": self.analyst.quantity(duration(Fraction(round(found.minutes)) * PER_MIN)),
            },
        )

    def _steam(self) -> Fitted:
        boilers = boilers_for(self.step.per_min - self.step.there, self.kit.data)
        found = fit_steam(self.label, boilers, FUEL, BELT, self.site, self.kit)
        return Fitted(
            found.draft,
            {},
            Fraction(0),
            "starter-offer-steam",
            {
                "boilers": found.boilers,
                "engines": found.engines,
                "power": str(self.analyst.quantity(watts(found.gives_w))),
            },
            STEAM_CHECKS,
        )


def _what(step: Step, analyst: Analyst) -> str:
    if step.kind == "power":
        return analyst.catalogue.text("starter-power")
    return analyst.name("item", step.item)


def _label(step: Step, analyst: Analyst) -> str:
    if step.kind == "power":
        return analyst.catalogue.text("starter-power")
    return analyst.catalogue.text("offer-label", item=analyst.name("item", step.item), rate=analyst.rate(step.per_min))


def _offer(
    fitted: Fitted, string: str, label: str, snapshot: Snapshot, data: GameData, analyst: Analyst
) -> BlueprintOffer:
    stock = stored_items(snapshot)
    left, top, width, height = fitted.draft.box(data)
    return BlueprintOffer(
        label=label,
        string=string,
        entity_count=len(fitted.draft.entities),
        size=Size(width=width, height=height),
        position=Position(x=left + width / 2, y=top + height / 2),
        surface=snapshot.surface.name,
        required=tuple(
            Required(name=name, count=count, have=stock[name]) for name, count in fitted.draft.required(data).items()
        ),
        missing_research=(),
        promised=tuple(PromisedRate(name=name, rate_per_min=float(rate)) for name, rate in fitted.promised.items()),
        power_w=float(fitted.power_w),
        verified_by=tuple(analyst.catalogue.text(f"check-{name}") for name in fitted.checks),
    )


def _lines(step: Step, fitted: Fitted, offer: BlueprintOffer, analyst: Analyst) -> list[str]:
    text = analyst.catalogue.text
    position = offer.position or Position(x=0.0, y=0.0)
    lines = [
        text(
            fitted.key,
            item=_what(step, analyst),
            rate="" if step.kind == "power" else analyst.rate(step.per_min),
            width=offer.size.width,
            height=offer.size.height,
            draws=str(analyst.quantity(watts(fitted.power_w))),
            place=analyst.place((position.x, position.y)),
            **fitted.words,
        )
    ]
    inlets = [
        text(
            "starter-inlet",
            item=analyst.name("item", inlet.item),
            rate=analyst.rate(inlet.per_min),
            place=analyst.place((inlet.tile[0] + 0.5, inlet.tile[1] + 0.5)),
        )
        for inlet in fitted.draft.inlets
    ]
    if inlets:
        lines.append(text("starter-inlets", list=", ".join(inlets)))
    if fitted.draft.outlets and fitted.promised:
        places = ", ".join(analyst.place((x + 0.5, y + 0.5)) for x, y in fitted.draft.outlets)
        lines.append(text("starter-outlet", item=_what(step, analyst), places=places))
    return lines
