"""Whatever is typed, a named calculation gives a document of numbers or refuses in words; it never breaks."""

import json
from math import isfinite
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from au_desktop.domain.errors import DomainError
from au_desktop.domain.radiation.calculations.calculation_types import Calculation, Input
from au_desktop.domain.radiation.calculations.named_calculations import CALCULATIONS
from au_desktop.services.calculating.named_results import run_named
from au_desktop.services.sentences import sentence_for
from tests.builders import reference

WORDS = (
    "0", "1", "-1", "0.25", "25 %", "1e15", "1e-12", "999999999999", "200 mCi", "7.4 GBq", "1 nCi", "6.647 d",
    "40 h", "1200 y", "0.000001 s", "20 µSv/h", "1 m", "100 in", "240 cpm", "5 mSv", "1 mCi; 2 mCi", "1@2 h; 2",
    "1@2026-11-23T10:00", "2026-11-23", "9999-12-31", "2199-12-31", "Lu-177", "Lu-177, Lu-177m", "I-131", "Y-90", "Ba-133",
    "Xe-133", "Ir-192 implant", "H-3", "Xofigo", "I-131 NaI", "thyroid-cancer", "carrier-added", "icrp107", "guide", "yes",
    "", " ", "@", ";", "nan", "\u221e", "7,4 GBq",
)  # fmt: skip
NUMBERS = st.integers(0, 10**6).map(lambda n: str(n / 1000))


def texts(one: Input) -> st.SearchStrategy[str]:
    known = st.sampled_from(one.choices) if one.choices else st.sampled_from(WORDS)
    return st.one_of(known, st.sampled_from(WORDS), NUMBERS)


@st.composite
def typed(draw: st.DrawFn, calculation: Calculation) -> dict[str, str]:
    return {
        one.name: draw(texts(one))
        for one in calculation.inputs
        if one.required or draw(st.booleans())
    }


@given(st.data())
@settings(max_examples=600)
def test_nothing_that_is_typed_breaks_a_calculation(data: Any) -> None:
    calculation = data.draw(st.sampled_from(list(CALCULATIONS.values())))
    pairs = data.draw(typed(calculation))
    document, refusal = outcome(calculation, pairs)
    assert (document is None) is not (refusal == "")
    assert json.loads(json.dumps(document)) == document
    for value in (document or {}).values():
        assert not isinstance(value, float) or isfinite(value)


def outcome(
    calculation: Calculation, pairs: dict[str, str]
) -> tuple[dict[str, object] | None, str]:
    """The document, or what the refusal says."""
    try:
        return run_named(calculation.name, pairs, reference()).document(), ""
    except DomainError as error:
        return None, sentence_for(error).what_happened
