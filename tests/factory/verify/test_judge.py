"""A cycle, a jam and a dead lane are told apart; fluids, modules, undergrounds and poles follow their rules."""

from dataclasses import replace
from fractions import Fraction

import pytest

from agent.factory.verify import Expectation, Feed, Unseen, Verdict
from agent.factory.verify.verdict import Start
from agent.game.blueprint import ItemRequest, Wire
from agent.game.blueprint.model import POLE_COPPER
from tests.factory.verify.grounds import E, Ground, N, S, W


def codes(verdict: Verdict) -> set[str]:
    return {fault.code for fault in verdict.errors}


def warned(verdict: Verdict) -> set[str]:
    return {fault.code for fault in verdict.warnings}


def told(verdict: Verdict) -> set[str]:
    return codes(verdict) | warned(verdict)


def bacteria(*, surplus: bool = True) -> Verdict:
    """Put a biochamber beside a chest: bacteria go into it, one comes back through a second chest, the rest leaves."""
    ground = Ground()
    ground.put("biochamber", 0, 0, recipe="iron-bacteria-cultivation")
    ground.put("fast-inserter", 3, 0, W)
    ground.put("steel-chest", 4, 0)
    if surplus:
        ground.put("fast-inserter", 4, 1, N)
        ground.put("wooden-chest", 4, 2)
        ground.put("fast-inserter", 3, 2, E)
    ground.put("fast-inserter", 5, 0, W)
    ground.belts(6, 0, S, 4)
    ground.put("fast-inserter", -1, 1, W)
    ground.belts(-2, 4, N, 6)
    ground.put("substation", 0, -3)
    feeds = (Feed("bioflux", (-2, 4), "left"), Feed("nutrients", (-2, 4), "right"))
    return ground.judge(Expectation({"iron-bacteria": Fraction(30)}, feeds, ((6, 3),)))


def test_a_cycle_that_feeds_itself_runs_and_is_named() -> None:
    """wiki, Iron bacteria cultivation: one of bacteria and one of bioflux become four of bacteria."""
    verdict = bacteria()
    assert verdict.errors == ()
    assert "cycle" in warned(verdict)


def test_a_cycle_that_is_cut_starves() -> None:
    verdict = bacteria(surplus=False)
    assert {"not-fed", "rate-impossible"} <= codes(verdict)
    assert not {"jam-mixed", "dead-lane"} & codes(verdict)


def circuits(*feeds: Feed) -> Verdict:
    """Feed a machine for circuits from one belt with a closed end."""
    ground = Ground()
    ground.belts(0, 0, E, 6)
    ground.put("fast-inserter", 3, 1, N)
    ground.put("assembling-machine-1", 2, 2, recipe="electronic-circuit")
    ground.put("inserter", 3, 5, N)
    ground.belts(2, 6, E, 4)
    ground.put("medium-electric-pole", 5, 3)
    return ground.judge(Expectation({"electronic-circuit": Fraction(20)}, feeds, ((5, 6),)))


def test_two_items_on_one_lane_jam_when_one_is_needed_less_than_it_comes() -> None:
    verdict = circuits(Feed("iron-plate", (0, 0), "left"), Feed("copper-cable", (0, 0), "left"))
    jams = [fault for fault in verdict.errors if fault.code == "jam-mixed"]
    assert [fault.position for fault in jams] == [(5.5, 0.5)]
    assert {"machine-starved", "rate-missed"} <= codes(verdict)
    assert "dead-lane" not in codes(verdict)


def test_the_same_items_on_a_lane_each_are_sound() -> None:
    verdict = circuits(Feed("iron-plate", (0, 0), "left"), Feed("copper-cable", (0, 0), "right"))
    assert verdict.errors == ()


def test_a_belt_that_leads_nowhere_is_a_dead_lane_and_no_jam() -> None:
    ground = Ground()
    ground.belts(0, 0, E, 6)
    ground.put("inserter", 3, 1, N)
    ground.put("assembling-machine-1", 2, 2, recipe="iron-gear-wheel")
    ground.put("inserter", 3, 5, N)
    ground.belts(2, 6, E, 3)
    ground.put("stone-wall", 5, 6)
    ground.put("medium-electric-pole", 5, 3)
    verdict = ground.judge(Expectation(feeds=(Feed("iron-plate", (0, 0), "both"),)))
    dead = [fault for fault in verdict.errors if fault.code == "dead-lane"]
    assert [fault.position for fault in dead] == [(3.5, 6.5)]
    assert "jam-mixed" not in codes(verdict)


def plant(*, bridge: bool = False) -> Ground:
    """Two chemical plants side by side: water and petroleum for sulfur, with pipes of their own."""
    ground = Ground()
    ground.put("chemical-plant", 0, 0, recipe="sulfur")
    for y in range(-4, 0):
        ground.put("pipe", 0, y)
        ground.put("pipe", 2, y)
    if bridge:
        ground.put("pipe", 1, -3)
    ground.put("inserter", 1, 3, N)
    ground.put("steel-chest", 1, 4)
    ground.put("medium-electric-pole", 3, 3)
    return ground


def test_two_fluids_in_two_networks_are_sound() -> None:
    assert plant().judge().errors == ()


def test_a_pipe_that_joins_two_fluids_is_found_at_its_place() -> None:
    faults = plant(bridge=True).judge().errors
    assert [(fault.code, fault.position) for fault in faults] == [("fluid-mixed", (1.5, -2.5))]


@pytest.mark.parametrize(("gap", "alone"), [(9, False), (10, True)])
def test_pipes_to_ground_reach_eleven_tiles(gap: int, alone: bool) -> None:
    """wiki, Pipe to ground: up to 9 tiles between the two ends."""
    ground = Ground()
    ground.put("pipe", -1, 0)
    ground.put("pipe-to-ground", 0, 0, W)
    ground.put("pipe-to-ground", 1 + gap, 0, E)
    ground.put("pipe", 2 + gap, 0)
    ground.put("stone-wall", 30, 0)
    ground.put("stone-wall", -30, 0)
    assert ("pipe-alone" in told(ground.judge())) is alone


def test_an_underground_of_the_same_kind_between_two_ends_steals_the_pair() -> None:
    ground = Ground()
    ground.belts(-9, 0, E, 9)
    ground.put("underground-belt", 0, 0, E, end="input")
    ground.put("underground-belt", 2, 0, E, end="input")
    ground.put("underground-belt", 4, 0, E, end="output")
    ground.belts(5, 0, E, 9)
    stolen = [fault for fault in ground.judge().errors if fault.code == "underground-stolen"]
    assert [fault.position for fault in stolen] == [(0.5, 0.5)]


def test_belts_head_on_and_into_a_splitters_side_are_found() -> None:
    ground = Ground()
    ground.belts(0, 0, E, 3)
    ground.belts(5, 0, W, 3)
    ground.belts(0, 5, E, 3)
    ground.put("splitter", 3, 5, N)
    assert {"belts-face", "belt-into-splitter-side"} <= told(ground.judge())


def test_modules_that_do_not_fit_or_do_nothing_are_found() -> None:
    """wiki, Modules: productivity modules work for intermediate products only."""
    ground = Ground()
    ground.put("assembling-machine-3", 0, 0, recipe="pipe", items=(ItemRequest("productivity-module", 1),))
    ground.put("assembling-machine-1", 5, 0, recipe="iron-gear-wheel", items=(ItemRequest("speed-module", 1),))
    found = {fault.code: fault.position for fault in ground.judge().errors}
    assert found["module-not-allowed"] == (1.5, 1.5)
    assert found["modules-too-many"] == (6.5, 1.5)


def test_two_networks_that_both_serve_are_told_and_a_wire_joins_them() -> None:
    ground = Ground()
    first = ground.put("small-electric-pole", 0, 0)
    second = ground.put("small-electric-pole", 6, 0)
    for x in (0, 6):
        ground.put("steel-chest", x, 1)
        ground.put("inserter", x, 2)
        ground.put("steel-chest", x, 3)
    assert "pole-cut-off" in told(ground.judge())
    ground.wires.append(Wire(first, POLE_COPPER, second, POLE_COPPER))
    assert "pole-cut-off" not in told(ground.judge())


def test_direct_insertion_from_machine_to_machine_works() -> None:
    """One circuit takes 3 of cable: a fast inserter brings 2.5 items/s, enough for 50 circuits a minute."""
    ground = Ground()
    ground.put("steel-chest", 0, 1)
    ground.put("fast-inserter", 1, 1, W)
    ground.put("assembling-machine-2", 2, 0, recipe="copper-cable")
    ground.put("fast-inserter", 5, 1, W)
    ground.put("assembling-machine-2", 6, 0, recipe="electronic-circuit")
    ground.put("fast-inserter", 9, 1, W)
    ground.put("steel-chest", 10, 1)
    ground.put("fast-inserter", 7, 3, S)
    ground.put("steel-chest", 7, 4)
    ground.put("substation", 3, 4)
    verdict = ground.judge()
    assert verdict.errors == ()
    assert {feed.item for feed in verdict.feeds} == {"copper-plate", "iron-plate"}
    cable, circuits = verdict.machines
    rate = verdict.rates[0]
    assert rate.item == "electronic-circuit"
    assert rate.simulated_per_min == pytest.approx(2.5 * 60 / 3, rel=0.05)
    assert cable.simulated == pytest.approx(2.5 / 3, rel=0.05)
    assert rate.simulated_per_min <= rate.bound_per_min + 1
    assert circuits.simulated == pytest.approx(2.5 / 3 / 1.5, rel=0.05)


def test_modules_and_quality_change_what_a_machine_makes() -> None:
    """assembling-machine-3: speed 1.25; four speed-module-3 at +50 % each: × 3 (wiki: Speed module 3)."""
    ground = Ground()
    ground.put("steel-chest", 0, 1)
    ground.put("fast-inserter", 1, 1, W)
    ground.put("assembling-machine-3", 2, 0, recipe="engine-unit", items=(ItemRequest("speed-module-3", 4),))
    ground.put("fast-inserter", 5, 1, W)
    ground.put("steel-chest", 6, 1)
    ground.put("substation", 2, 4)
    verdict = ground.judge()
    assert verdict.errors == ()
    assert verdict.rates[0].simulated_per_min == pytest.approx(1.25 * 3 / 10 * 60, rel=0.06)


def test_an_unknown_entity_is_listed_and_nothing_breaks() -> None:
    ground = Ground()
    ground.belts(0, 0, E, 3)
    odd = replace(ground.entities[0], number=9, name="miniloader", x=7.5)
    ground.entities.append(odd)
    verdict = ground.judge()
    assert Unseen("miniloader") in verdict.not_modelled
    assert "unknown-entity" in warned(verdict)


def test_an_empty_blueprint_is_no_crash() -> None:
    verdict = Ground().judge()
    assert verdict.sound
    assert verdict.rates == ()


def test_labs_hand_packs_on_and_use_them() -> None:
    """A lab takes packs that the next one needs from its neighbour (wiki: Lab); research of 60 s takes one a minute."""
    ground = Ground()
    ground.put("steel-chest", -2, 1)
    ground.put("inserter", -1, 1, W)
    ground.put("lab", 0, 0)
    ground.put("inserter", 3, 1, W)
    ground.put("lab", 4, 0)
    ground.put("substation", 2, 4)
    feeds = (Feed("automation-science-pack", (-2, 1), "both"),)
    verdict = ground.judge(Expectation(feeds=feeds))
    assert verdict.faults == ()
    brought = next(port for port in verdict.ports if port.comes_in)
    assert brought.simulated_per_min == pytest.approx(2, abs=1)
    assert Unseen("lab", "research-time") in verdict.not_modelled


def test_a_rocket_silo_makes_parts_though_nobody_takes_them() -> None:
    """Rocket part: 3 s, ten of each (wiki: Rocket part); the launch is not modelled, and is said so."""
    ground = Ground()
    ground.put("rocket-silo", 0, 0)
    items = ("low-density-structure", "processing-unit", "rocket-fuel")
    for place, _ in enumerate(items):
        ground.put("bulk-inserter", 1 + 3 * place, 9, S)
        ground.put("steel-chest", 1 + 3 * place, 10)
    ground.put("substation", 2, 11)
    feeds = tuple(Feed(item, (1 + 3 * place, 10), "both") for place, item in enumerate(items))
    verdict = ground.judge(Expectation({"rocket-part": Fraction(20)}, feeds))
    assert verdict.errors == ()
    assert verdict.rates[0].simulated_per_min == pytest.approx(20, rel=0.05)
    assert Unseen("rocket-silo", "launch") in verdict.not_modelled


def test_what_is_not_modelled_is_named() -> None:
    ground = Ground()
    ground.belts(0, 0, E, 3)
    ground.put("electric-mining-drill", 8, 0)
    ground.put("nuclear-reactor", 12, 0)
    ground.put("train-stop", 20, 0)
    ground.put("requester-chest", 24, 0)
    ground.put("stack-inserter", 1, 1, S)
    ground.put("burner-inserter", 26, 3, W)
    circuit = {"control_behavior": {"circuit_enabled": True}}
    ground.put("inserter", 28, 0, W, settings=circuit)
    assert {
        "electric-mining-drill: ore", "nuclear-reactor", "train-stop", "requester-chest: robots",
        "stack-inserter: belt-stacks", "burner-inserter: fuel", "inserter: circuit",
    } <= {str(unseen) for unseen in ground.judge().not_modelled}  # fmt: skip


def test_chances_of_quality_are_named_only_where_a_module_gives_them() -> None:
    """A quality module gives each product a chance of a higher quality (wiki: Quality); a speed module gives none."""
    ground = Ground()
    for place, module in enumerate(("quality-module", "speed-module")):
        name = f"assembling-machine-{place + 2}"
        request = ItemRequest(module, 1, "normal")
        ground.put(name, 4 * place, 0, recipe="iron-gear-wheel", items=(request,))
    assert [unseen for unseen in ground.judge().not_modelled if unseen.part == "quality"] == [
        Unseen("assembling-machine-2", "quality")
    ]


def test_stacks_on_belts_are_named_only_where_an_arm_makes_them() -> None:
    """Of the inserters only the stack inserter stacks on belts (wiki: Stack inserter)."""
    ground = Ground()
    ground.belts(0, 0, E, 4)
    ground.put("bulk-inserter", 0, 1, S)
    ground.put("stack-inserter", 1, 1, N)
    assert ground.judge().not_modelled == ()
    ground.put("stack-inserter", 2, 1, S)
    assert ground.judge().not_modelled == (Unseen("stack-inserter", "belt-stacks"),)


def test_an_arm_takes_from_the_half_of_a_splitter_that_leads_nowhere() -> None:
    ground = Ground()
    ground.belts(0, 1, E, 3)
    ground.put("splitter", 3, 0, E)
    ground.belts(4, 1, E, 3)
    ground.put("inserter", 3, -1, S)
    ground.put("steel-chest", 3, -2)
    ground.put("small-electric-pole", 4, -1)
    verdict = ground.judge(Expectation({"iron-plate": Fraction(50)}, (Feed("iron-plate", (0, 1), "both"),), ((6, 1),)))
    chest = next(port for port in verdict.ports if port.tile == (3, -2))
    assert chest.simulated_per_min == pytest.approx(60 * 60 / 70, rel=0.05)


def test_a_sign_before_a_belt_does_not_close_it() -> None:
    ground = Ground()
    ground.put("constant-combinator", 0, 0)
    ground.belts(1, 0, E, 4)
    ground.put("inserter", 3, 1, N)
    ground.put("assembling-machine-1", 2, 2, recipe="iron-gear-wheel")
    ground.put("inserter", 3, 5, N)
    ground.put("steel-chest", 3, 6)
    ground.put("medium-electric-pole", 5, 3)
    verdict = ground.judge()
    assert verdict.errors == ()
    assert [feed.item for feed in verdict.feeds] == ["iron-plate", "iron-plate"]


def mall(*, emptied: bool) -> Ground:
    """Put two machines for belts side by side; an arm empties the first or none."""
    ground = Ground()
    ground.belts(-2, 0, E, 10)
    for x in (0, 4):
        ground.put("fast-inserter", x + 1, 1, N)
        ground.put("assembling-machine-1", x, 2, recipe="iron-gear-wheel")
    if emptied:
        ground.put("fast-inserter", 1, 5, N)
        ground.put("steel-chest", 1, 6)
    ground.put("substation", 8, 2)
    return ground


def test_what_nobody_ever_takes_may_be_taken_by_hand_unless_it_is_promised_or_taken_elsewhere() -> None:
    by_hand = mall(emptied=False).judge()
    assert by_hand.errors == ()
    assert [fault.code for fault in by_hand.warnings].count("not-emptied") == 2
    faults = [(fault.code, fault.position) for fault in mall(emptied=True).judge().errors]
    assert ("not-emptied", (5.5, 3.5)) in faults
    promised = mall(emptied=False).judge(Expectation({"iron-gear-wheel": Fraction(10)}))
    assert [fault.code for fault in promised.errors].count("not-emptied") == 2


def test_a_machines_own_opening_that_looks_out_may_be_joined_later() -> None:
    ground = plant()
    ground.entities = [entity for entity in ground.entities if not (entity.name == "pipe" and entity.x == 2.5)]
    assert "fluid-open" in warned(ground.judge())
    assert "fluid-open" in codes(ground.judge(Expectation({"sulfur": Fraction(10)})))
    ground.put("stone-wall", 2, -3)
    assert "fluid-open" in codes(ground.judge())


def kovarex(*, guarded: bool) -> Verdict:
    """Enrich uranium in a centrifuge of double speed: 40 + 5 become 41 + 2 in 30 s, two are gained a minute.

    A splitter lets the return arm have its fill first; without it a chest is emptied by whoever comes first.
    """
    ground = Ground()
    modules = (ItemRequest("speed-module-3", 2),)
    ground.put("centrifuge", 0, 0, recipe="kovarex-enrichment-process", items=modules)
    only = {kind: {"filters": [{"index": 1, "name": f"uranium-{kind}"}]} for kind in (235, 238)}
    ground.put("bulk-inserter", 3, 0, W, settings=only[235])
    if guarded:
        ground.belts(4, 0, S, 1)
        ground.put("splitter", 4, 1, S, settings={"output_priority": "right"})
        ground.belts(4, 2, S, 1)
        ground.belts(5, 2, S, 3)
    else:
        ground.put("steel-chest", 4, 0)
        ground.put("fast-inserter", 5, 0, W)
        ground.belts(6, 0, S, 1)
        ground.put("fast-inserter", 4, 1, N)
        ground.put("steel-chest", 4, 2)
    ground.put("bulk-inserter", 3, 2, E)
    ground.put("fast-inserter", 0, -1, S, settings=only[238])
    ground.put("steel-chest", 0, -2)
    ground.put("fast-inserter", 1, -2, W)
    ground.put("steel-chest", 2, -2)
    ground.put("fast-inserter", 2, -1, N)
    ground.put("fast-inserter", -1, 1, W)
    ground.belts(-2, 4, N, 6)
    ground.put("substation", 0, -4)
    outlet = (5, 4) if guarded else (6, 0)
    feeds = (Feed("uranium-238", (-2, 4), "both"),)
    return ground.judge(Expectation({"uranium-235": Fraction("1.9")}, feeds, (outlet,)))


def test_kovarex_enrichment_runs_on_what_it_gives_back() -> None:
    """wiki, Kovarex enrichment process: 40 + 5 become 41 + 2 in 60 s."""
    verdict = kovarex(guarded=True)
    assert verdict.errors == ()
    assert "cycle" in warned(verdict)
    assert verdict.rates[0].bound_per_min == pytest.approx(2)


def test_kovarex_enrichment_that_gives_its_start_away_is_refused() -> None:
    """What lay in the machine at first leaves and looks like a rate; the machine then stands still for good."""
    verdict = kovarex(guarded=False)
    assert {"rate-missed", "machine-starved"} <= codes(verdict)
    assert not {"jam-mixed", "dead-lane"} & codes(verdict)


def ring(*, priority: str = "left", feeds: tuple[Feed, ...] | None = None) -> Verdict:
    """Enrich uranium on one belt: a lane for each kind, and a splitter that gives back to the machine first."""
    ground = Ground()
    ground.put("centrifuge", 0, 8, recipe="kovarex-enrichment-process")
    only = {kind: {"filters": [{"index": 1, "name": f"uranium-{kind}"}]} for kind in (235, 238)}
    ground.put("bulk-inserter", 0, 7, N)
    ground.put("fast-inserter", 1, 7, S, settings=only[238])
    ground.put("bulk-inserter", 2, 7, S, settings=only[235])
    ground.belts(0, 0, S, 7)
    ground.belts(1, 6, N, 5)
    ground.put("transport-belt", 1, 1, E)
    ground.belts(2, 6, N, 6)
    ground.put("transport-belt", 2, 0, W)
    ground.put("splitter", 1, -1, W, settings={"output_priority": priority, "input_priority": "left"})
    ground.belts(6, -1, W, 5)
    ground.belts(0, -1, W, 3)
    ground.put("substation", 3, 5)
    return ground.judge(Expectation({"uranium-235": Fraction("0.97")}, feeds) if feeds else None)


def test_a_ring_that_is_started_by_hand_is_judged_by_its_rate_after_the_start() -> None:
    """wiki, Kovarex enrichment process: 40 + 5 become 41 + 2 in 60 s, so one a minute."""
    verdict = ring()
    assert verdict.errors == ()
    assert verdict.started == (Start("uranium-235", 80),)
    assert verdict.feeds == (Feed("uranium-238", (6, -1), "left"),)
    (rate,) = (rate for rate in verdict.rates if rate.item == "uranium-235")
    assert rate.bound_per_min == pytest.approx(1)
    assert rate.simulated_per_min == pytest.approx(1, rel=0.03)
    assert [fault.args["items"] for fault in verdict.warnings if fault.code == "cycle"] == ["uranium-235 × 80"]


def test_a_ring_that_gives_its_start_away_is_refused() -> None:
    feeds = (Feed("uranium-238", (6, -1), "left"),)
    assert ring(feeds=feeds).errors == ()
    assert "rate-missed" in codes(ring(priority="right", feeds=feeds))


def liquefaction(*, loop: bool = True) -> Verdict:
    """Liquefy coal: 25 heavy oil runs back from the 90 that come of them; what is more goes out."""
    ground = Ground()
    ground.put("oil-refinery", 0, 0, recipe="coal-liquefaction")
    for x, y in [(0, -1), (-1, -1), *((-1, y) for y in range(6)), (0, 5), (1, 5)]:
        if loop or (x, y) != (-1, 2):
            ground.put("pipe", x, y)
    for x, y in [(-2, -1), (2, -1), (2, -2), (4, -1), (4, -2), (3, 5), (3, 6)]:
        ground.put("pipe", x, y)
    ground.put("fast-inserter", 5, 2, E)
    ground.belts(6, 4, N, 5)
    ground.put("substation", 5, 5)
    rates = {"heavy-oil": Fraction(780), "light-oil": Fraction(240), "petroleum-gas": Fraction(120)}
    feeds = (Feed("coal", (6, 4), "both"), Feed("steam", (3, 6), "both"))
    return ground.judge(Expectation(rates, feeds, ((-2, -1), (2, -2), (4, -2))))


def test_coal_liquefaction_is_started_with_its_heavy_oil() -> None:
    """wiki, Coal liquefaction: 25 heavy oil, 10 coal and 50 steam give 90, 20 and 10 in 5 s; two crafts at first."""
    verdict = liquefaction()
    assert verdict.errors == ()
    assert verdict.started == (Start("heavy-oil", 50),)
    assert codes(liquefaction(loop=False))
