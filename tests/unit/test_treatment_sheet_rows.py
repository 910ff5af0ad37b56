"""The rows of the sheets Directives and Dosages, and what the sheets reckon of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from au_desktop.domain.ids import RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import ActivityUnit
from au_desktop.domain.radiation.dosage import PrescribedDosage
from au_desktop.domain.safety.au_directions import AuDirection
from au_desktop.domain.safety.directives import Directive
from au_desktop.domain.safety.dosage_parts import Residual, ResidualPart
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.training.cases import Voided
from au_desktop.exchange.sheets.treatment_directives import TREATMENT_DIRECTIVES
from au_desktop.exchange.sheets.treatment_dosages import TREATMENT_DOSAGES
from au_desktop.services.workbook.safety.treatment_rows import (
    directive_rows,
    dosage_log_rows,
    taken_over,
)
from au_desktop.services.workbook.sheet_rows import Days
from tests.builders import gbq, mci
from tests.treatment_examples import (
    AU,
    IODIDE,
    a_directive,
    a_dosage,
    at,
    drug,
    given,
    head,
    spoken,
)

NOVEMBER = Days(date(2026, 11, 1), date(2026, 11, 30))
VOID = Voided("entered twice", at(12))
RUN = RunId(UUID(int=700))


class Records:
    """What the rows are read from."""

    def __init__(self, *records: Any) -> None:
        self._records = records

    def safety(self, kind: type, _days: Days) -> Iterator[Any]:
        return (record for record in self._records if isinstance(record, kind))

    def runs(self, _days: Days, _kinds: tuple[str, ...]) -> Iterator[Any]:
        yield SimpleNamespace(run=SimpleNamespace(id=RUN, number=12))


def directive_cells(*directives: Directive) -> dict[str, Any]:
    *_, row = directive_rows(Records(*directives), NOVEMBER)  # type: ignore[arg-type] # all it uses
    keys = [column.key for column in TREATMENT_DIRECTIVES.columns]
    return dict(zip(keys, TREATMENT_DIRECTIVES.values(row), strict=True))


def dosage_cells(dosage: Dosage) -> dict[str, Any]:
    (row,) = dosage_log_rows(Records(dosage), NOVEMBER)  # type: ignore[arg-type] # all it uses
    keys = [column.key for column in TREATMENT_DOSAGES.columns]
    return dict(zip(keys, TREATMENT_DOSAGES.values(row), strict=True))


def test_a_signed_directive() -> None:
    cells = directive_cells(a_directive(prescribed=PrescribedDosage(mci("150"), mci("200"))))
    assert (cells["directive"], cells["state"], cells["clock"]) == ("WD-0001", "signed", "")
    assert (cells["low"], cells["high"], cells["high_si"]) == (150, 200, Decimal("7.4"))
    assert (cells["user"], cells["route"]) == ("Example P.", "intravenous")
    assert (cells["prepared_by"], cells["listing"]) == ("Example T.", "not known here")


@pytest.mark.parametrize(
    ("later", "clock"),
    [(timedelta(hours=48), "within 48 h"), (timedelta(hours=48, seconds=1), "after 48 h")],
)
def test_the_48_hours_of_an_oral_directive(later: timedelta, clock: str) -> None:
    oral = spoken()
    signed_at = Moment(oral.given_at.utc + later)
    cells = directive_cells(a_directive(oral=oral, signed_at=signed_at, route=None))
    assert (cells["clock"], cells["route"]) == (clock, "")
    waiting = a_directive(oral=oral, signed_at=None, prepared_by=None, voided=VOID)
    cells = directive_cells(waiting)
    assert (cells["clock"], cells["state"], cells["prepared_by"]) == ("", "void", "")


def test_a_revision_names_what_it_took_the_place_of() -> None:
    first = a_directive()
    second = a_directive(**head(2), amends=first.id, amend_reason="platelets fell")
    assert directive_cells(first, second)["amends"] == "WD-0001"
    assert directive_cells(second)["amends"] == "an earlier one"


def test_a_dosage_with_its_net() -> None:
    left = (
        Residual(ResidualPart.VIAL, mci("2"), at(11)),
        Residual(ResidualPart.TUBING, mci("1"), at(11, 30)),
    )
    dosage = a_dosage(administration=given(), residuals=left, run_id=RUN)
    cells = dosage_cells(dosage)
    assert (cells["dosage"], cells["checklist"], cells["state"]) == (
        "DS-0002",
        "R-000012",
        "given",
    )
    assert dosage.net is not None
    net = dosage.net.to(ActivityUnit.MCI).amount
    assert abs(cells["net"] - net) < Decimal("0.000001")
    assert dosage.expected is not None
    expected = dosage.expected.to(ActivityUnit.MCI).amount
    assert abs(cells["expected"] - expected) < Decimal("0.000001")
    assert cells["percent"] == Decimal("0.135135135")
    assert cells["within"] == "yes"


def test_a_dosage_whose_residual_was_not_read() -> None:
    dosage = a_dosage(administration=given(), residual_waived="capsule swallowed")
    cells = dosage_cells(dosage)
    assert dosage.net is not None
    assert abs(cells["net"] - dosage.net.to(ActivityUnit.MCI).amount) < Decimal("0.000001")
    open_cells = dosage_cells(replace(dosage, residual_waived=""))
    assert (open_cells["net"], open_cells["state"]) == (None, "residual to read")


def test_a_dosage_out_of_range_and_directed() -> None:
    direction = AuDirection(AU, at(9, 30), "accepted")
    cells = dosage_cells(a_dosage(determined=gbq("9"), direction=direction, run_id=head(8)["id"]))
    assert (cells["within"], cells["direction"]) == ("no", "Example P.: accepted")
    assert cells["checklist"] == "an earlier one"
    ranged = PrescribedDosage(mci("150"), mci("200"))
    assert dosage_cells(a_dosage(prescribed=ranged))["within"] == "no"
    inside = dosage_cells(a_dosage(prescribed=ranged, determined=mci("200")))
    assert (inside["within"], inside["percent"]) == ("yes", None)


def test_a_small_dosage_has_its_note() -> None:
    small = a_dosage(
        drug=drug(IODIDE),
        prescribed=None,
        determined=None,
        small=True,
        supplier=None,
        meter=None,
        voided=VOID,
    )
    cells = dosage_cells(small)
    assert (cells["small"], cells["within"], cells["net"]) == ("less than 30 µCi", "", None)
    assert (cells["calibrator"], cells["expected"], cells["state"]) == ("", None, "void")


def test_a_checklist_that_was_taken_over_is_counted_once() -> None:
    records = (a_dosage(run_id=RUN), a_dosage(), a_dosage(run_id=head(8)["id"], voided=VOID))
    assert taken_over(Records(*records), NOVEMBER) == {RUN}  # type: ignore[arg-type] # all it uses
