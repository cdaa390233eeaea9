"""A plan as a report for people, in their language; names are the game's internal ones, as commands take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from agent.factory.requirements.requirement import ProductionRequirement, Step
    from agent.i18n import Catalogue

NO_MACHINE = "—"
LEFT = (0, 1, 6)
MOST_DIGITS = 9
PREFIXES = ((10**9, "gw"), (10**6, "mw"), (10**3, "kw"))


def report(plan: ProductionRequirement, catalogue: Catalogue, width: int | None = None) -> list[str]:
    """Return the lines of the report.

    ``width`` is that of the terminal in columns: where the table of recipes is wider, each recipe has its own lines.
    """
    return list(_Report(plan, catalogue, width).lines())


class _Report:
    def __init__(self, plan: ProductionRequirement, catalogue: Catalogue, width: int | None) -> None:
        self.plan = plan
        self.words = catalogue
        self.width = width

    def lines(self) -> Iterator[str]:
        plan = self.plan
        targets = ", ".join(f"{self._rate(t.rate_per_s)} {t.name}" for t in plan.targets)
        title = self.words.text("requirements-title", targets=targets)
        yield title
        yield "=" * len(title)
        yield self.words.text("requirements-data", data_set=plan.data_set, place=plan.place)
        rows = [self._row(step) for step in plan.steps]
        table = ["", *_table([self._head(), *rows])] if rows else []
        fits = self.width is None or all(len(line) <= self.width for line in table)
        yield from table if fits else self._narrow(rows)
        yield from self._section("raw", (self._flow(name, rate) for name, rate in plan.raw.items()))
        yield from self._section("by-products", (self._flow(n, r) for n, r in plan.by_products.items()))
        yield from self._section("totals", (f"{count} × {name}" for name, count in plan.machines.items()))
        yield from self._section("cycles", (", ".join(names) for names in plan.cycles))
        yield from self._section("starts", (self._start(index) for index in range(len(plan.starts))))
        yield from self._section("utilisation", (self._busy(n, part) for n, part in plan.utilisation.items()))
        yield ""
        yield from self._sums()
        yield from (self.words.text(f"requirements-note-{note}") for note in plan.notes)

    def _narrow(self, rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
        yield ""
        for recipe, machine, exact, whole, crafts, power, setup in rows:
            yield f"  {recipe}"
            if exact:
                yield "    " + self.words.text("requirements-narrow-machine", machine=machine, whole=whole, exact=exact)
            rates = [self.words.text("requirements-narrow-crafts", crafts=crafts), power, setup]
            yield "    " + ", ".join(part for part in rates if part)

    def _head(self) -> tuple[str, ...]:
        keys = ("recipe", "machine", "exact", "whole", "crafts", "power", "setup")
        return tuple(self.words.text(f"requirements-column-{key}") for key in keys)

    def _row(self, step: Step) -> tuple[str, ...]:
        setup = step.process.setup
        crafts = self._number(step.crafts_per_s * 60)
        if setup is None or step.machines is None:
            return step.process.name, NO_MACHINE, "", "", crafts, "", ""
        whole = str(step.standing) if step.counted else f"({step.standing})"
        power = self._power(step.power_w) if step.power_w else ""
        exact = self._number(step.machines, 3)
        return step.process.name, setup.machine, exact, whole, crafts, power, self._setup(step)

    def _setup(self, step: Step) -> str:
        setup = step.process.setup
        if setup is None:
            return ""
        parts = [] if setup.quality == "normal" else [setup.quality]
        parts += [f"{m.count} × {m.name}" + ("" if m.quality == "normal" else f" {m.quality}") for m in setup.modules]
        for group in setup.beacons:
            inside = " + ".join(f"{m.count} × {m.name}" for m in group.modules)
            parts.append(f"{group.count} × {group.beacon} ({inside})")
        if step.fuel is not None:
            parts.append(self.words.text("requirements-fuel", rate=self._rate(step.fuel[1]), fuel=step.fuel[0]))
        return ", ".join(parts)

    def _section(self, key: str, entries: Iterable[str]) -> Iterator[str]:
        listed = list(entries)
        if listed:
            yield ""
            yield self.words.text(f"requirements-{key}")
            yield from (f"  - {entry}" for entry in listed)

    def _flow(self, name: str, rate: Fraction) -> str:
        text = f"{self._rate(rate)} {name}"
        if name in self.plan.fluids:
            return text
        belt, per_s = self.plan.belt
        return text + self.words.text("requirements-belts", belts=self._number(rate / per_s), belt=belt)

    def _start(self, index: int) -> str:
        start = self.plan.starts[index]
        amount = self._number(start.amount)
        return self.words.text("requirements-start", amount=amount, item=start.name, recipe=start.recipe)

    def _busy(self, name: str, part: Fraction) -> str:
        return self.words.text("requirements-busy", recipe=name, percent=self._number(part * 100, 1))

    def _sums(self) -> Iterator[str]:
        plan = self.plan
        yield self.words.text("requirements-power", power=self._power(plan.power_w))
        if plan.beacon_power_w:
            yield self.words.text("requirements-beacon-power", power=self._power(plan.beacon_power_w))
        for name, amount in plan.pollution_per_min.items():
            yield self.words.text("requirements-pollution", amount=self._number(amount, 1), pollutant=name)

    def _number(self, value: Fraction, digits: int = 2) -> str:
        """Write a number; one that would read as zero and is none gets more digits."""
        while value and digits < MOST_DIGITS and round(value, digits) == 0:
            digits += 1
        return self.words.number(value, digits)

    def _rate(self, rate_per_s: Fraction) -> str:
        return self.words.text("requirements-rate", rate=self._number(rate_per_s * 60))

    def _power(self, power_w: Fraction) -> str:
        for size, unit in PREFIXES:
            if abs(power_w) >= size:
                return self.words.text(f"requirements-{unit}", power=self._number(power_w / size))
        return self.words.text("requirements-w", power=self._number(power_w))


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Line up columns: names to the left, figures to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [
            text.ljust(width) if index in LEFT else text.rjust(width)
            for index, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield ("  " + "  ".join(cells)).rstrip()
