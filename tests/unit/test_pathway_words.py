"""Every fact of a pathway and every fault of a supervisor has its sentence."""

from dataclasses import replace

import pytest

from au_desktop.domain.training.pathways import Entrance, PathFact, PathReason
from au_desktop.domain.training.supervisors import SupervisionFault, SupervisionFaultCode
from au_desktop.services.wording.pathway_words import (
    BODY_TITLES,
    ENTRANCE_TITLES,
    basis_words,
    fault_sentence,
    needs_words,
    path_title,
    reason_sentence,
    start_within,
    start_words,
)
from tests.builders import reference
from tests.pathway_advice import advice, way

FACTS = {
    "board": "American Board of Radiology",
    "issued": "2024-01-01",
    "until": "2023-12-31",
    "license": "09-11111-01",
    "sections": "35.390",
    "since": "2020-01-01",
    "categories": "G3",
    "days": "30",
    "note": "Read the letter.",
    "who": "Agency",
    "on": "2026-11-01",
    "says": "yes",
    "document": "letter 1",
    "supervisor": "Example P.",
    "category": "Parenteral",
    "date": "2026-11-18",
    "named_by": "2020-01-01",
}
BARE = FACTS | dict.fromkeys(("issued", "sections", "note", "document"), "")


@pytest.mark.parametrize("fact", PathFact)
def test_every_fact_has_a_sentence(fact: PathFact) -> None:
    for facts in (FACTS, BARE):
        said = reason_sentence(PathReason(fact, facts))
        assert said
        assert "  " not in said
    assert reason_sentence(PathReason(fact, FACTS)).endswith((".", "yes"))


@pytest.mark.parametrize("code", SupervisionFaultCode)
def test_every_fault_has_a_sentence(code: SupervisionFaultCode) -> None:
    assert fault_sentence(SupervisionFault(code, FACTS)).endswith((".", "(35.57)."))


def test_days_are_written_as_asked() -> None:
    late = PathReason(PathFact.BOARD_NOT_RECOGNIZED, FACTS)
    said = reason_sentence(late, lambda day: f"day {day.toordinal()}")
    assert said.count("day 7") == 2
    assert reason_sentence(PathReason(PathFact.BOARD_NOT_RECOGNIZED, FACTS | {"until": ""})) == (
        "American Board of Radiology, certificate of 2024-01-01: not recognized on that day."
    )
    narrow = PathReason(PathFact.NAMED_FOR_OTHER_CATEGORY, {"license": "L", "sections": ""})
    assert reason_sentence(narrow) == "License L does not cover what is requested."


def test_a_path_in_words() -> None:
    found = advice("G3")
    full, parenteral = way(found, "35.390(b)"), way(found, "35.396(a)(2)")
    assert path_title(parenteral) == "35.396(a)(2): Parenteral administrations"
    adding = way(found, "Form 313A (AUT), method 2")
    assert path_title(adding) == "35.390 by Form 313A (AUT), method 2: All uses under 35.300"
    assert needs_words(full) == (
        "700 h with 200 h classroom and laboratory, work experience, cases, written attestation"
    )
    assert needs_words(parenteral).startswith("80 h classroom and laboratory,")
    assert needs_words(way(found, "35.396(a)(1)")) == "nothing more"
    assert start_words(full) == "After the license amendment"
    assert start_within(full) == "after the license amendment"
    assert start_words(way(found, "35.390(a)")) == "At once; notice within 30 days"
    broad = replace(full, waits_for_amendment=False, notice_days=None)
    assert start_words(broad) == "When the broad scope licensee approves"


def test_the_basis_and_the_titles() -> None:
    assert basis_words(None) == ""
    route = reference().profile("nrc-2019").route("35.390")
    assert basis_words(route.basis).startswith("10 CFR 35.390 (83 FR 33107")
    assert set(ENTRANCE_TITLES) == set(Entrance)
    assert route.attestation is not None
    assert set(BODY_TITLES) == set(route.attestation.approving_bodies)
