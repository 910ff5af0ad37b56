"""Rows of the sheets Waste, Transfers and Sewer, and that their formulas reckon what the cells say."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

import pytest

from au_desktop.domain.safety.transfers import LicenseCheck, Transfer, WrittenConfirmation
from au_desktop.domain.safety.waste import Container
from au_desktop.domain.training.cases import Voided
from au_desktop.exchange.sheets.waste_sheets import SEWER, TRANSFERS, WASTE
from au_desktop.services.workbook.safety.waste_sheet_rows import (
    sewer_sheet_rows,
    transfer_sheet_rows,
    waste_sheet_rows,
)
from au_desktop.services.workbook.sheet_rows import Days
from tests.unit.test_sewer_rules import a_disposal
from tests.waste_desk import WasteDesk
from tests.waste_examples import (
    BY,
    a_container,
    a_transfer,
    failing,
    on,
    poured,
    sealed,
)
from tests.waste_page import play_example

ALL = Days(date(2020, 1, 1), date(2030, 1, 1))


class Source:
    """The safety records of a center in memory."""

    def __init__(self, center):
        self._center = center

    def safety(self, kind, days):
        with self._center.unit_of_work() as uow:
            return iter(tuple(uow.safety.between(kind, days.first, days.last)))

    def every_safety(self, kind):
        with self._center.unit_of_work() as uow:
            return uow.safety.all(kind)


@lru_cache
def source():
    center = WasteDesk()
    play_example(center)
    return Source(center.center)


def cells(sheet, row):
    return dict(zip([column.key for column in sheet.columns], sheet.values(row), strict=True))


def test_every_container_of_the_period_has_a_row_with_what_35_2092_asks():
    rows = list(waste_sheet_rows(source(), ALL))
    assert len(rows) == len(source().every_safety(Container))
    done = next(row for row in rows if row.disposition == "biomedical waste")
    shown = cells(WASTE, done)
    assert shown["disposed"]
    assert shown["meter"] == "Model 3 100234"
    assert shown["background"] == Decimal("0.02")
    assert shown["highest"] == Decimal("0.02")
    assert shown["above"] == 0
    assert shown["by"]
    assert shown["finding"] == "background"
    assert shown["defaced"] == "yes"
    assert shown["state"] == "disposed"


def test_a_container_outside_the_period_is_left_out():
    rows = list(waste_sheet_rows(source(), ALL))
    gone = [row for row in rows if row.disposed is not None]
    after = max(row.disposed.local.date() for row in gone) + timedelta(days=1)
    later = list(waste_sheet_rows(source(), Days(after, after)))
    assert not [row for row in later if row.disposed is not None]
    before = min(row.opened.local.date() for row in rows) - timedelta(days=1)
    assert not list(waste_sheet_rows(source(), Days(before, before)))


def test_the_earliest_survey_is_the_sealing_and_ten_half_lives():
    rows = [row for row in waste_sheet_rows(source(), ALL) if row.sealed is not None]
    shown = cells(WASTE, rows[0])
    days = timedelta(days=float(10 * shown["half_life"]))
    assert shown["earliest"] == (shown["sealed"] + days).date()
    never = replace(rows[0], half_life=rows[0].half_life * 10**9)
    assert cells(WASTE, never)["earliest"] == ""
    assert cells(WASTE, replace(rows[0], standing="not eligible"))["earliest"] == ""
    empty = next(r for r in waste_sheet_rows(source(), ALL) if r.sealed is None)
    assert cells(WASTE, empty)["earliest"] == ""
    assert cells(WASTE, empty)["above"] == ""


def test_flags_returns_and_failed_surveys_are_told():
    rows = list(waste_sheet_rows(source(), ALL))
    assert any("Lu-177m" in row.flags for row in rows)
    back = next(row for row in rows if row.returns and row.disposed is None)
    assert cells(WASTE, back)["finding"] == "above background"
    assert back.check_source == "yes"


class Few:
    """A source of just these records."""

    def __init__(self, *records):
        self._records = records

    def safety(self, kind, days):
        return iter([record for record in self._records if isinstance(record, kind)])

    def every_safety(self, kind):
        return tuple(self.safety(kind, ALL))


def test_an_empty_void_and_half_surveyed_container_has_a_row_too():

    bare = a_container(voided=Voided("typed twice", on(1)))
    part = replace(sealed(), surveys=(replace(failing(), conditions=()),))
    rows = list(waste_sheet_rows(Few(bare, part), ALL))
    assert rows[0].state == "void: typed twice"
    assert rows[0].activity is None
    assert cells(WASTE, rows[0])["curie"] is None
    assert rows[1].check_source == "no"


def test_transfers_list_each_material_with_the_license_and_how_it_was_verified():
    rows = list(transfer_sheet_rows(source(), ALL))
    shown = [cells(TRANSFERS, row) for row in rows]
    assert {row["nuclide"] for row in shown} == {"Lu-177", "Lu-177m", "Co-57"}
    assert shown[-1]["state"] == "confirmation due"
    assert shown[-1]["curie"] == Decimal("0.1")
    assert shown[-1]["si"] == Decimal("0.0037")


def test_a_confirmed_transfer_and_one_without_a_check_are_told():

    oral = LicenseCheck(next(iter(type(a_transfer().check.way))), on(49), BY, "x", covers=True)
    done = a_transfer(check=oral, confirmation=WrittenConfirmation(on(52), "letter"))
    bare = a_transfer(check=None)
    first, second = transfer_sheet_rows(Few(done, bare), ALL)
    assert (first.confirmed, second.verified, second.verified_at) == ("letter", "", None)
    assert isinstance(done, Transfer)
    assert cells(TRANSFERS, second)["verified_at"] is None


def test_the_sewer_sheet_reckons_concentration_and_fraction():
    rows = list(sewer_sheet_rows(source(), ALL))
    shown = cells(SEWER, rows[0])
    assert shown["concentration"] == pytest.approx(shown["curie"] * 1000 / (900 * 10**6))
    assert shown["fraction"] == pytest.approx(shown["concentration"] / shown["limit"])
    assert shown["year_limit"] == 1
    assert "needs checking" in shown["basis"]


def test_a_release_that_is_checked_and_unnamed_is_told():

    plain = a_disposal(released=(replace(poured(), verify=False),), by=None)
    (row,) = sewer_sheet_rows(Few(plain), ALL)
    assert (row.by, row.limit_basis) == ("", "10 CFR 20 App. B, Table 3")
    assert row.note == ""
