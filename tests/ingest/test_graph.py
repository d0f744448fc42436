"""The validity of the real base, worked out by hand from the fact sheet and the texts themselves, on twelve dates.

`soon` upcoming (or not issued yet), `in` in force, `old` superseded by a newer text, `over` its period has ended,
`?` cannot be decided because the source gives only a year or a month, or no date at all.
"""

from datetime import date, timedelta

import pytest

from ingest import Document, ValidityGraph, read_base, span
from tests.conftest import ROOT

WORDS = {"soon": "upcoming", "in": "in_force", "old": "superseded", "over": "expired", "?": "unknown"}

# The reasons stand behind the rows: what the sources say of the beginning and the end.
EXPECTED = """
                                   2005-07-01 2014-04-30 2014-11-01 2016-09-01 2021-06-30 2021-10-28 2024-09-04 2024-09-05 2026-06-30 2026-07-01 2026-12-31 2027-01-01
decree-649-2014                    soon       soon       in         in         old        old        old        old        old        old        old        old         # in force 1 May 2014, amended 2 March 2019
decree-649-2019                    soon       soon       soon       soon       in         in         in         in         in         in         in         in          # no repeal found after the law of 2026
charity-law-2016                   soon       soon       soon       in         in         in         in         old        old        old        old        old         # in force 1 September 2016
charity-law-2023                   soon       soon       soon       soon       soon       soon       soon       in         in         in         in         in          # in force 5 September 2024
social-assistance-law-2026         soon       soon       soon       soon       soon       soon       soon       soon       soon       in         in         in          # in force 1 July 2026
healthcare-security-law-2026       soon       soon       soon       soon       soon       soon       soon       soon       soon       soon       soon       in          # in force 1 January 2027
basic-healthcare-law-2019          soon       soon       soon       soon       in         in         in         in         in         in         in         in          # in force 1 June 2020
rural-revitalisation-law-2021      soon       soon       soon       soon       in         in         in         in         in         in         in         in          # in force 1 June 2021
decree-735-2021                    soon       soon       soon       soon       in         in         in         in         in         in         in         in          # in force 1 May 2021
mca-2003-158                       in         in         in         in         in         in         in         in         in         in         in         in          # 2003; never expressly repealed
sc-go-2005-10                      ?          in         in         in         in         in         in         in         in         in         in         in          # 2005, day not verified
mca-2009-81                        soon       in         in         in         in         in         in         in         in         in         in         in          # June 2009
ndrc-2012-2605                     soon       in         in         in         in         in         in         in         in         in         in         in          # 2012; the day is in conflict
sc-2014-47                         soon       ?          ?          in         in         in         in         in         in         in         in         in          # 2014, day not verified
sc-go-2015-30                      soon       soon       soon       in         in         in         in         in         in         in         in         in          # April 2015
sc-go-2015-57                      soon       soon       soon       in         in         in         in         in         in         in         in         in          # 2015
sc-2016-3                          soon       soon       soon       in         in         in         in         in         in         in         in         in          # January 2016
cpc-sc-2015-34                     soon       soon       soon       in         ?          ?          over       over       over       over       over       over        # 2015; the campaign ended 2020-21
nhfpc-2016-26                      soon       soon       soon       in         ?          ?          over       over       over       over       over       over        # June 2016; the campaign ended 2020-21
nhfpc-2017-19                      soon       soon       soon       soon       over       over       over       over       over       over       over       over        # April 2017, for 2017-2020
nhc-2018-38                        soon       soon       soon       soon       over       over       over       over       over       over       over       over        # July 2018, for 2018-2020
nhsa-2018-18                       soon       soon       soon       soon       over       over       over       over       over       over       over       over        # October 2018, for 2018-2020
mca-2017-12                        soon       soon       soon       soon       in         in         in         in         in         in         in         in          # February 2017; no repeal found
healthy-china-2030                 soon       soon       soon       soon       in         in         in         in         in         in         in         in          # 25 October 2016, to 2030
nhsa-2021-resident-insurance       soon       soon       soon       soon       ?          ?          over       over       over       over       over       over        # for the year 2021, day not recorded
nhsa-2021-10                       soon       soon       soon       soon       ?          ?          in         in         in         in         in         in          # 2021, day not verified
sc-go-2021-42                      soon       soon       soon       soon       soon       in         in         in         in         in         in         in          # 28 October 2021
sc-go-2023-39                      soon       soon       soon       soon       soon       soon       in         in         in         in         in         in          # 19 October 2023
sc-go-2024-38                      soon       soon       soon       soon       soon       soon       in         in         in         in         in         in          # 26 July 2024
mca-2024-low-income-identification soon       soon       soon       soon       soon       soon       ?          ?          in         in         in         in          # 2024, day not verified
platform-measures-2024             soon       soon       soon       soon       soon       soon       soon       in         in         in         in         in          # issued and in force 5 September 2024
mca-2026-35                        soon       soon       soon       soon       soon       soon       soon       soon       soon       soon       in         in          # August 2026
mca-mof-2026-temporary-assistance  soon       soon       soon       soon       soon       soon       soon       soon       ?          ?          in         in          # 2026, day not known
zhejiang-social-assistance-2014    soon       soon       in         in         old        old        old        old        old        old        old        old         # in force 1 November 2014
zhejiang-social-assistance-2020    soon       soon       soon       soon       in         in         in         in         in         in         in         in          # amended 24 September 2020
zhejiang-medical-assistance-2014   soon       ?          ?          in         in         in         in         in         in         in         in         in          # reported 13 November 2014
zhejiang-healthcare-security-2021  soon       soon       soon       soon       soon       in         in         in         in         in         in         in          # in force 1 July 2021
zhejiang-illness-poverty-2022      soon       soon       soon       soon       soon       soon       in         in         over       over       over       over        # 30 June 2022, plan for 2022-2025
shanghai-social-assistance-2018    soon       soon       soon       soon       in         in         in         in         old        old        old        old         # in force 1 May 2019
shanghai-social-assistance-2024    soon       soon       soon       soon       soon       soon       soon       soon       in         in         in         in          # amended 31 December 2024
shanghai-healthcare-security-2024  soon       soon       soon       soon       soon       soon       soon       soon       in         in         in         in          # in force 1 March 2025
ningbo-charity-2011                soon       in         in         in         in         in         in         in         in         in         in         in          # in force 1 October 2011
shanxi-2021-transition             soon       soon       soon       soon       soon       soon       in         in         in         in         in         in          # from 1 January 2022
jiaxing-critical-illness-trial     ?          ?          ?          ?          ?          ?          ?          ?          ?          ?          ?          ?           # no date found
yichang-extra-aid                  ?          ?          ?          ?          ?          ?          ?          ?          ?          ?          ?          ?           # no date found
""".strip("\n")

# Texts still in force on paper that a newer one replaces in practice: nobody states a repeal, the link is inferred.
IN_PRACTICE = {
    "mca-2003-158": ("sc-go-2015-30", "2015-04-30"),
    "sc-go-2005-10": ("sc-go-2015-30", "2015-04-30"),
    "mca-2009-81": ("sc-go-2015-30", "2015-04-30"),
    "guangdong-2006-6": ("sc-go-2015-30", "2015-04-30"),
    "ndrc-2012-2605": ("sc-go-2015-57", "2015-08-02"),
    "zhejiang-medical-assistance-2014": ("zhejiang-medical-assistance-2019", "2019-07-31"),
    "nhsa-2018-18": ("nhsa-2021-10", "2021-04-30"),
    "nhsa-2020-final-push": ("nhsa-2021-10", "2021-04-30"),
    "yunnan-2017-102": ("nhsa-2021-10", "2021-04-30"),
    "gansu-2017-health-poverty": ("nhsa-2021-10", "2021-04-30"),
    "hunan-2020-final-push": ("nhsa-2021-10", "2021-04-30"),
    "sc-go-2015-30": ("sc-go-2021-42", "2021-10-28"),
    "mca-2017-12": ("sc-go-2021-42", "2021-10-28"),
    "decree-649-2019": ("social-assistance-law-2026", "2026-07-01"),
}


def table() -> list[tuple[str, str, str]]:
    """The cells of EXPECTED as (document, date, status)."""
    head, *rows = EXPECTED.split("\n")
    cells = []
    for row in rows:
        doc_id, *statuses = row.partition("#")[0].split()
        cells += [(doc_id, day, WORDS[status]) for day, status in zip(head.split(), statuses, strict=True)]
    return cells


@pytest.fixture(scope="module")
def policies() -> dict[str, Document]:
    return {document.doc_id: document for document in read_base(ROOT / "kb").documents if document.kind == "policy"}


@pytest.fixture(scope="module")
def graph(policies: dict[str, Document]) -> ValidityGraph:
    return ValidityGraph(policies.values())


def status_of(graph: ValidityGraph, doc_id: str, day: date) -> str:
    validity = graph.on(doc_id, day)
    assert validity is not None, doc_id
    return validity.status


def test_the_table_is_large_enough() -> None:
    assert len({doc_id for doc_id, _, _ in table()}) >= 20
    assert {"2026-06-30", "2026-07-01", "2027-01-01"} < {day for _, day, _ in table()}


@pytest.mark.parametrize("doc_id", sorted({cell[0] for cell in table()}))
def test_each_text_has_its_status_on_each_date(graph: ValidityGraph, doc_id: str) -> None:
    expected = {day: status for known, day, status in table() if known == doc_id}
    assert {day: status_of(graph, doc_id, date.fromisoformat(day)) for day in expected} == expected


def test_exactly_these_are_replaced_in_practice(graph: ValidityGraph, policies: dict[str, Document]) -> None:
    replaced = {}
    for doc_id in policies:
        validity = graph.on(doc_id, date(2027, 1, 1))
        if validity and validity.replaced_in_practice_by:
            replaced[doc_id] = validity.replaced_in_practice_by
    assert replaced == {doc_id: (newer,) for doc_id, (newer, _) in IN_PRACTICE.items()}


@pytest.mark.parametrize("doc_id", sorted(IN_PRACTICE))
def test_a_text_is_replaced_in_practice_from_that_day_and_binds_as_before(graph: ValidityGraph, doc_id: str) -> None:
    newer, since = IN_PRACTICE[doc_id]
    day = date.fromisoformat(since)
    before, after = graph.on(doc_id, day - timedelta(days=1)), graph.on(doc_id, day)
    assert before is not None
    assert after is not None
    assert newer not in before.replaced_in_practice_by
    assert newer in after.replaced_in_practice_by
    assert after.status == before.status  # an inferred link never changes a status


def test_a_superseded_text_names_its_successor(graph: ValidityGraph) -> None:
    pairs = {
        "decree-649-2014": "decree-649-2019",
        "charity-law-2016": "charity-law-2023",
        "zhejiang-social-assistance-2014": "zhejiang-social-assistance-2020",
        "shanghai-social-assistance-2018": "shanghai-social-assistance-2024",
    }
    for older, newer in pairs.items():
        validity = graph.on(older, date(2026, 11, 22))
        assert validity is not None
        assert (validity.status, validity.by) == ("superseded", (newer,))


def test_the_undated_texts_are_known(graph: ValidityGraph, policies: dict[str, Document]) -> None:
    undated = {doc_id for doc_id in policies if status_of(graph, doc_id, date(2027, 1, 1)) == "unknown"}
    assert undated == {"jiaxing-critical-illness-trial", "yichang-extra-aid"}


def test_time_runs_one_way(graph: ValidityGraph, policies: dict[str, Document]) -> None:
    """From upcoming to in force to over or superseded, and never back; `unknown` may stand between."""
    order = {"upcoming": 0, "in_force": 1, "partly_superseded": 2, "expired": 3, "superseded": 3}
    days = {date(2003, 1, 1), date(2027, 12, 31)}
    for document in policies.values():
        dates = [document.issued, document.effective, document.expires, *(link.start for link in document.links)]
        for first, last in (span(text) for text in dates if text):
            days |= {first - timedelta(days=1), first, last, last + timedelta(days=1)}
    for doc_id in policies:
        walked = [status_of(graph, doc_id, day) for day in sorted(days)]
        steps = [order[status] for status in walked if status != "unknown"]
        assert steps == sorted(steps), doc_id
