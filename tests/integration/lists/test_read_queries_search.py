"""The search: any text is safe, every kind is found, codes and people come first."""

from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.domain.training.cases import case_code
from au_desktop.persistence.engine import Driver
from au_desktop.persistence.stores.search_store import SearchRows
from au_desktop.persistence.tables.search_tables import KINDS
from au_desktop.services.rows import CaseFilter, Hit, PageRequest, RosterFilter, RunFilter
from tests.perf.big_center import TODAY
from tests.read_centers import ReadCenters

ANYTHING = st.text(st.characters(), max_size=40)
OPERATORS = st.lists(
    st.sampled_from(
        [
            '"',
            "'",
            "*",
            "^",
            "(",
            ")",
            ":",
            "+",
            "-",
            "AND",
            "OR",
            "NOT",
            "NEAR(",
            "words:",
            "{",
            "}",
            "%",
            "_",
            "\\",
            "a",
            "R-1",
            "\0",
            "\ud800",
            "🙂",
            "é",
            "ß",
            "٣",
            "漢字",
            "\u0301",
            ";--",
            "{words}: a",
        ]
    ),
    max_size=8,
).map(" ".join)


@given(typed=st.one_of(ANYTHING, OPERATORS, OPERATORS.map(lambda typed: typed.replace(" ", ""))))
@example(typed='"')
@example(typed="\0")
@example(typed="🙂")
@example(typed="𐞀𞤀")
@example(typed="a" * 100_000)
@example(typed="a " * 10_000)
def test_no_text_raises(centers: ReadCenters, typed: str) -> None:
    lists = centers.lists(0)
    assert len(lists.find(typed, 5)) <= 5
    page = PageRequest(3)
    assert lists.cases(CaseFilter(typed), page).total >= 0
    assert lists.runs(RunFilter(typed), page).total >= 0
    assert lists.roster(RosterFilter(typed), page, TODAY).total >= 0
    assert lists.log(typed, page).total >= 0


@pytest.mark.parametrize("nothing", ["", "   ", '"', "🙂", "- *"])
def test_nothing_to_look_for_finds_nothing(centers: ReadCenters, nothing: str) -> None:
    assert centers.lists(0).find(nothing, 5) == ()


def test_every_kind_is_found_by_its_words(centers: ReadCenters) -> None:
    lists = centers.lists(0)
    made = centers.engines(0)
    with made.write.begin() as connection:
        hours = Hit("hours", UUID(int=77), "H-000001", "a course")
        SearchRows(Driver(connection, made.path)).put(hours, "H-000001 refresher")
    kinds = {
        hit.kind
        for word in ("example", "room 1", "instrument 1", "supervisor", "rso", "refresher")
        for hit in lists.find(word, 200)
    }
    assert kinds == set(KINDS) - {kind.value for kind in RecordKind}


def test_all_words_are_asked_and_only_the_last_may_be_unfinished(centers: ReadCenters) -> None:
    lists = centers.lists(0)
    found = lists.find("room 1", 50)
    assert {hit.title for hit in found if hit.kind == "room"} == {
        "Room 1",
        "Room 10",
        "Room 11",
        "Room 12",
    }
    assert lists.find("roo 1", 50) == ()
    assert lists.find("room zzz", 50) == ()


@pytest.mark.parametrize("typed", ["C-000007", "c-7", "C7", " c-0007 "])
def test_a_code_brings_its_record_first(centers: ReadCenters, typed: str) -> None:
    hits = centers.lists(0).find(typed, 5)
    assert (hits[0].kind, hits[0].title) == ("case", case_code(7))
    assert len(set(hits)) == len(hits) <= 5


def test_a_code_of_no_record_finds_nothing(centers: ReadCenters) -> None:
    nothing: tuple[Hit, ...] = ()
    assert centers.lists(0).find("C-999999", 5) == nothing


def test_where_hundreds_fit_people_come_first_and_then_the_newest_runs(busy: ReadCenters) -> None:
    lists = busy.lists(0)
    hits = lists.find("e", 120)
    kinds = [hit.kind for hit in hits]
    few = [kind for kind in kinds if kind not in {"case", "run"}]
    assert few
    assert kinds[: len(few)] == few
    titles = [hit.title for hit in hits if hit.kind == "run"]
    assert titles == sorted(titles, reverse=True)
    assert len(hits) == 120
