"""The rows of the sheet Releases, and that what the sheet reckons is what the program reckons."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from au_desktop.domain.safety.infant_exposure import Asked, InfantAdvice
from au_desktop.domain.safety.release_findings import BasisKind
from au_desktop.domain.safety.releases import NONE_GIVEN, Decision, Release
from au_desktop.domain.training.cases import Voided
from au_desktop.exchange.sheets.releases_log import RELEASES
from au_desktop.services.workbook.safety.release_rows import release_rows
from au_desktop.services.workbook.sheet_rows import Days
from tests.release_examples import (
    IODINE,
    LUTETIUM,
    WRITTEN,
    YTTRIUM,
    a_release,
    after,
    facts,
    measured,
)

NOVEMBER = Days(date(2026, 11, 1), date(2026, 11, 30))


class Records:
    """What the rows are read from."""

    def __init__(self, *records: Any) -> None:
        self._records = records

    def safety(self, _kind: type, _days: Days) -> Iterator[Any]:
        return iter(self._records)


def cells(record: Release) -> dict[str, Any]:
    (row,) = release_rows(Records(record), NOVEMBER)  # type: ignore[arg-type] # all it uses
    keys = [column.key for column in RELEASES.columns]
    return dict(zip(keys, RELEASES.values(row), strict=True))


def test_a_release_with_the_equation_in_both_units() -> None:
    found = cells(a_release(facts(LUTETIUM, "7.4 GBq")))
    assert (found["activity"], found["activity_si"]) == (Decimal(200), Decimal("7.4"))
    assert (found["gamma"], found["half_life"], found["occupancy"]) == (
        Decimal("0.181"), Decimal("6.647"), Decimal("0.25"),
    )  # fmt: skip
    assert abs(found["equation_rem"] - Decimal("0.208138")) < Decimal("0.000001")
    assert found["equation_msv"] == found["equation_rem"] * 10
    assert abs(found["dose"] - found["equation_msv"]) < Decimal("0.0000001")
    assert found["required"] == "no"
    assert found["instructions"] == "due; written, Lu-177 dotatate version 1, English"
    assert (found["infant"], found["authorized"], found["state"]) == (
        "not applicable",
        "Lee Fox",
        "",
    )


def test_a_measured_one_with_meter_rate_and_second_method() -> None:
    given = facts(IODINE, "100 mCi", measured=measured("6.5 mrem/h"))
    spoken = replace(WRITTEN, sheet="", written=False)
    record = a_release(given, basis=BasisKind.MEASURED, instructions=spoken, authorized_by=None)
    found = cells(record)
    assert (found["rate"], found["rate_si"]) == (Decimal("6.5"), Decimal(65))
    assert found["instrument"] == "Survey meter 1, Lee Fox"
    assert "tissue" in found["required"]
    assert found["instructions"] == "due; spoken"


def test_a_held_one_without_instructions_and_a_void_one() -> None:
    given = facts(IODINE, "100 mCi")
    why = replace(NONE_GIVEN, why_not="stays in")
    nursing = InfantAdvice(Asked.YES, given="stop for this child")
    held = a_release(given, decision=Decision.HELD, instructions=why, infant=nursing)
    found = cells(held)
    assert (found["decision"], found["instrument"], found["rate"]) == ("held", "", None)
    assert found["instructions"] == "due; none given (stays in)"
    assert found["infant"] == "breast-feeding; stop for this child"
    void = a_release(given, voided=Voided("entered twice", after(2)), instructions=NONE_GIVEN)
    assert cells(void)["state"] == "void: entered twice"
    assert cells(void)["instructions"] == "due; none given"


def test_where_the_guide_sets_no_limit_there_is_no_dose() -> None:
    found = cells(a_release(facts(YTTRIUM, "32 mCi"), instructions=NONE_GIVEN))
    assert (found["dose"], found["equation_rem"]) == (None, Decimal(0))
    assert found["instructions"] == "not required; none given"
