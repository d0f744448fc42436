"""Validity follows from dates and links on a date; nothing is believed that a file says about itself."""

from datetime import date
from pathlib import Path

import pytest

from ingest import ValidityGraph, reached, read_base

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def graph() -> ValidityGraph:
    return ValidityGraph(read_base(ROOT / "tests" / "kb").documents)


@pytest.mark.parametrize(
    ("doc_id", "as_of", "status"),
    [
        ("aid-notice-2015", "2015-04-20", "upcoming"),
        ("aid-notice-2015", "2015-04-21", "in_force"),
        ("aid-notice-2015", "2021-10-27", "in_force"),
        ("aid-notice-2015", "2021-10-28", "partly_superseded"),
        ("aid-notice-2021", "2026-06-30", "in_force"),
        ("aid-notice-2021", "2026-07-01", "in_force"),
        ("aid-act-2026", "2026-06-30", "upcoming"),
        ("aid-act-2026", "2026-07-01", "in_force"),
        ("care-act-2026", "2026-12-31", "upcoming"),
        ("care-act-2026", "2027-01-01", "in_force"),
        ("campaign-2018", "2017-12-31", "upcoming"),
        ("campaign-2018", "2018-06-01", "unknown"),
        ("campaign-2018", "2020-12-31", "in_force"),
        ("campaign-2018", "2021-01-01", "expired"),
    ],
)
def test_status_on_a_date(graph: ValidityGraph, doc_id: str, as_of: str, status: str) -> None:
    value = graph.on(doc_id, date.fromisoformat(as_of))
    assert value is not None
    assert value.status == status


def test_only_the_superseded_section_stops_binding(graph: ValidityGraph) -> None:
    value = graph.on("aid-notice-2015", date(2026, 11, 22))
    assert value is not None
    assert not value.binds("ratios")
    assert value.binds("forms")


def test_an_inferred_link_leaves_the_text_in_force_and_is_reported(graph: ValidityGraph) -> None:
    before, after = graph.on("aid-notice-2021", date(2026, 6, 30)), graph.on("aid-notice-2021", date(2026, 7, 1))
    assert before is not None
    assert after is not None
    assert before.replaced_in_practice_by == ()
    assert after.status == "in_force"
    assert after.replaced_in_practice_by == ("aid-act-2026",)


def test_only_policies_have_a_validity(graph: ValidityGraph) -> None:
    assert graph.on("riverton", date(2026, 11, 22)) is None


def test_a_day_inside_an_imprecise_date_cannot_be_decided() -> None:
    assert reached("2021-10", date(2021, 10, 15)) is None
    assert reached("2021-10", date(2021, 9, 30)) is False
    assert reached("2021-10", date(2021, 10, 31)) is True
