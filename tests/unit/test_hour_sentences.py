"""What a person reads when the hour ledgers refuse an entry."""

from dataclasses import replace
from decimal import Decimal

import pytest

from au_desktop.domain.training.hour_rules.hour_overlap import (
    HoursOverlap,
    HoursTwice,
    Overlap,
    OverlapKind,
    Twin,
)
from au_desktop.services.refusals import rule_sentences
from au_desktop.services.sentences import sentence_for
from au_desktop.services.standing.hour_log import HoursAreVoid
from tests.hour_builders import A_DAY, NEXT_DAY

rule_sentences.register()
FULL = Overlap(
    OverlapKind.DAYS_FULL, ("H-000001", "H-000002"), A_DAY, A_DAY, Decimal(5), Decimal("4.50")
)


@pytest.mark.parametrize(
    ("overlap", "said"),
    [
        (FULL, "2026-03-02 is full with H-000001, H-000002. Of the 5 h entered, 4.5 h are free."),
        (replace(FULL, last=NEXT_DAY, free=Decimal(0)), "2026-03-02 to 2026-03-03 is full with"),
        (replace(FULL, codes=()), "2026-03-02 has too few hours."),
        (
            replace(FULL, kind=OverlapKind.SAME_TIME),
            "The clock time on 2026-03-02 is held by H-000001, H-000002.",
        ),
    ],
)
def test_an_overlap_names_the_days_the_entries_and_what_is_free(
    overlap: Overlap, said: str
) -> None:
    message = sentence_for(HoursOverlap(overlap))
    assert message.title == "An hour counts once"
    assert said in message.text
    assert "Keep only the free hours" in message.what_to_do


def test_a_repetition_names_the_other_entry() -> None:
    assert "One certificate is one entry" in sentence_for(HoursTwice(Twin.PAPER, "H-000001")).text
    assert "H-000001 says the same" in sentence_for(HoursTwice(Twin.FACTS, "H-000001")).text


def test_a_void_entry_stays_as_it_is() -> None:
    assert "H-000001 was taken out of the count" in sentence_for(HoursAreVoid("H-000001")).text
