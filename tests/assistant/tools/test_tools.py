"""Each tool computes what the code below it computes, in small JSON with the unit in every field's name."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from agent.assistant.case import open_case
from agent.assistant.tools import Toolbox
from agent.assistant.tools.toolbox import RESULT_CHARACTERS, TOOL_NAMES
from agent.contract import SnapshotEntity
from tests.assistant.scripted import call

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from agent.analysis.findings import NameKind
    from agent.contract import Snapshot
    from tests.assistant.conftest import Ask


def run(toolbox: Toolbox, tool: str, /, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON values
    return dict(json.loads(toolbox.run(call(tool, arguments)).text))


@pytest.fixture
def toolbox(ask: Ask, cables_too_slow: Snapshot) -> Toolbox:
    names: dict[tuple[NameKind, str], str] = {("item", "copper-cable"): "Медный кабель"}
    names["entity", "assembling-machine-2"] = "Сборочный автомат 2"
    return Toolbox(open_case(replace(ask("", "chat", cables_too_slow), localised=names)))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_tool_is_told_with_a_description_and_a_valid_schema_of_an_object(ask: Ask, language: Any) -> None:  # noqa: ANN401 - a language
    specs = Toolbox(open_case(ask("", language=language))).specs()
    assert tuple(spec.name for spec in specs) == TOOL_NAMES
    for spec in specs:
        assert len(spec.description) > 40
        jsonschema.Draft202012Validator.check_schema(dict(spec.parameters))
        assert spec.parameters["type"] == "object"
        assert spec.parameters["additionalProperties"] is False
        assert "$ref" not in json.dumps(spec.parameters)


def test_requirements_are_those_of_the_planner(toolbox: Toolbox) -> None:
    found = run(toolbox, "calculate_requirements", targets=[{"item": "electronic-circuit", "rate_per_min": 60}])
    # Game data: a circuit takes an iron plate and three cables; a copper plate gives two cables.
    raw = {row["item"]: row["rate_per_min"] for row in found["raw_inputs"]}
    assert raw == {"copper-ore": 90, "iron-ore": 60}
    steps = {row["recipe"]: row for row in found["steps"]}
    assert steps["copper-cable"]["makes"][0]["rate_per_min"] == 180
    assert found["power_w"] > 0


def test_what_is_brought_from_outside_is_not_made(toolbox: Toolbox) -> None:
    target = [{"item": "Медный кабель", "rate_per_min": 180}]
    found = run(toolbox, "calculate_requirements", targets=target, supplied=["copper plate"])
    assert [row["recipe"] for row in found["steps"]] in (["copper-cable"], ["copper-plate", "copper-cable"])
    assert {row["item"]: row["rate_per_min"] for row in found["raw_inputs"]} == {"copper-plate": 90}


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"what": "machines"}, 4),
        ({"name": "Сборочный автомат 2"}, 4),
        ({"recipe": "electronic circuit"}, 3),
        ({"status": "item ingredient shortage"}, 3),
        ({"near": {"x": 2.5, "y": 2.5, "radius_tiles": 5}}, 2),
        ({"name": "assembling-machine-2", "recipe": "copper-cable", "status": "working"}, 1),
        ({"name": "lab"}, 0),
    ],
)
def test_entities_are_found_by_name_recipe_status_and_place(
    toolbox: Toolbox, query: dict[str, Any], count: int
) -> None:
    found = run(toolbox, "query_snapshot", **query)
    assert found["found"] == count
    assert len(found["rows"]) == count


def test_rows_are_capped_and_the_nearest_come_first(toolbox: Toolbox) -> None:
    found = run(toolbox, "query_snapshot", near={"x": 14.5, "y": 2.5, "radius_tiles": 100}, limit=2)
    assert (found["found"], found["shown"]) == (5, 2)
    assert [row["x"] for row in found["rows"]] == [14.5, 10.5]


def test_networks_and_counts(toolbox: Toolbox) -> None:
    (network,) = run(toolbox, "query_snapshot", what="networks")["networks"]
    assert (network["network"], network["demand_w"], network["satisfaction_percent"]) == (3, 1_500_000, 100)
    counts = run(toolbox, "query_snapshot", what="counts")
    assert {row["entity"]: row["entities"] for row in counts["by_name"]} == {"assembling-machine-2": 4, "iron-chest": 1}
    assert {row["recipe"]: row["machines"] for row in counts["by_recipe"]} == {
        "electronic-circuit": 3,
        "copper-cable": 1,
    }


def test_snapshots_are_compared_by_what_differs(ask: Ask, cables_too_slow: Snapshot) -> None:
    before = cables_too_slow.model_copy(
        update={"tick": cables_too_slow.tick - 3600, "entities": cables_too_slow.entities[:3], "id": "5a3f19c2-s0"}
    )
    question = replace(ask("", "chat", cables_too_slow), snapshots=(before, cables_too_slow))
    found = run(Toolbox(open_case(question)), "compare_snapshots")
    assert found["minutes_between"] == 1
    changed = {row["entity"]: row["change"] for row in found["entities"]}
    assert changed == {"assembling-machine-2": 1, "iron-chest": 1}
    assert {row["item"]: row["now"] for row in found["stored"]} == {"transport-belt": 40}


def test_machines_and_belts_are_looked_up(toolbox: Toolbox) -> None:
    machine = run(toolbox, "look_up_machine", name="сборочный автомат 2")
    assert machine["crafting_speed"] == 0.75  # Game data: assembling-machine-2.
    belt = run(toolbox, "look_up_machine", name="transport belt")
    assert belt["throughput_per_s"] == 15  # Wiki: Transport belts/Physics.


def test_an_unknown_name_is_answered_with_names_like_it(toolbox: Toolbox) -> None:
    found = run(toolbox, "look_up_recipe", name="copper cables")
    assert found["error"] == "tool-unknown-name"
    assert "copper-cable" in found["next"]


class Shelf:
    """A catalogue with one blueprint; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: dict[str, Any] = {}

    def search_blueprints(
        self,
        *,
        item: str | None,
        min_rate_per_min: float | None,
        max_width: int | None,
        max_height: int | None,
        technologies: Collection[str] | None,
        limit: int,
    ) -> Sequence[Mapping[str, Any]]:
        self.asked = {
            "item": item, "min": min_rate_per_min, "width": max_width, "height": max_height,
            "technologies": technologies,
        }  # fmt: skip
        entry = {
            "id": "abc", "makes_per_min": {"copper-cable": 200}, "takes_per_min": {"copper-plate": 100},
            "furnaces_may_make_per_min": {}, "machines": {"assembling-machine-2": 2}, "width_tiles": 9,
            "height_tiles": 7, "power_w": 300_000, "confidence": 1.0,
        }  # fmt: skip
        return [entry] * min(limit, 1)


def test_the_catalogue_of_the_player_is_searched_where_there_is_one(ask: Ask, cables_too_slow: Snapshot) -> None:
    shelf = Shelf()
    toolbox = Toolbox(open_case(ask("", "chat", cables_too_slow)), shelf)
    found = run(toolbox, "search_catalog", item="copper cable", min_rate_per_min=100, researched_only=True)
    assert found["blueprints"][0]["rate_per_min"] == 200
    assert shelf.asked == {
        "item": "copper-cable", "min": 100, "width": None, "height": None, "technologies": cables_too_slow.researched,
    }  # fmt: skip


def test_without_a_catalogue_the_cell_of_the_recipe_is_found(toolbox: Toolbox) -> None:
    found = run(toolbox, "search_catalog", item="copper-cable", min_rate_per_min=100)
    assert found["blueprints"][0]["rate_per_min"] >= 100
    assert run(toolbox, "search_catalog", item="copper-cable", max_width_tiles=2)["blueprints"] == []


def test_a_string_that_the_player_pasted_is_judged(ask: Ask) -> None:
    maker = Toolbox(open_case(ask("")))
    run(maker, "compose_factory", item="iron-gear-wheel", rate_per_min=60)
    assert maker.offer is not None
    toolbox = Toolbox(open_case(ask("")), pasted=maker.offer.string)
    found = run(toolbox, "verify_blueprint", blueprint="pasted", item="iron-gear-wheel", rate_per_min=60)
    assert found["works"] is True
    assert found["rates"][0]["item"] == "iron-gear-wheel"
    greedy = run(toolbox, "verify_blueprint", blueprint="pasted", item="iron-gear-wheel", rate_per_min=6000)
    assert greedy["works"] is False
    assert greedy["faults"]


def test_a_result_is_never_longer_than_a_model_should_read(ask: Ask, cables_too_slow: Snapshot) -> None:
    signs = tuple(
        SnapshotEntity(type="display-panel", name=f"panel-{number}", x=1.5, y=number + 0.5, text="слово " * 40)
        for number in range(100)
    )
    toolbox = Toolbox(open_case(ask("", "chat", cables_too_slow.model_copy(update={"entities": signs}))))
    for arguments in ({"limit": 20}, {"what": "counts"}):
        assert len(toolbox.run(call("query_snapshot", arguments)).text) <= RESULT_CHARACTERS
