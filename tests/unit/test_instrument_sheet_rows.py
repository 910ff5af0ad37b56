"""The rows of the sheets Instruments and Sources, and what the sheets reckon of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from au_desktop.domain.ids import SafetyId
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    CountRate,
    CountRateUnit,
    Duration,
    DurationUnit,
)
from au_desktop.domain.safety.instrument_tests import CheckKind, Efficiency
from au_desktop.domain.safety.source_checks import (
    InventoryLine,
    LeakCount,
    SourceCheck,
    SourceCheckKind,
)
from au_desktop.domain.training.cases import Voided
from au_desktop.exchange.sheets.instrument_sheets import INSTRUMENTS, SOURCES
from au_desktop.services.workbook.safety.instrument_sheet_rows import check_rows, source_rows
from au_desktop.services.workbook.sheet_rows import Days
from tests.instrument_examples import CO, CS, NOON, TEN, WHO, a_check, a_point

NOVEMBER = Days(date(2026, 11, 1), date(2026, 11, 30))
LIMIT = Activity(Decimal(185), ActivityUnit.BQ)


class Records:
    """What the rows are read from; `amended` has another in its place."""

    def __init__(self, *records: Any, amended: Any = None) -> None:
        self._records, self._amended = records, amended

    def safety(self, kind: type, _days: Days) -> Iterator[Any]:
        yield from (one for one in self._records if isinstance(one, kind))

    def safety_amended(self, key: SafetyId) -> bool:
        return self._amended is not None and key == self._amended.id


def told(sheet: Any, row: Any) -> dict[str, Any]:
    keys = [column.key for column in sheet.columns]
    return dict(zip(keys, sheet.values(row), strict=True))


def a_source_check(**facts: Any) -> SourceCheck:
    head = {
        "id": SafetyId(WHO.id),
        "number": 4,
        "at": NOON,
        "entered_at": NOON,
        "entered_by": WHO.id,
        "by": WHO,
    }
    return SourceCheck(**(head | facts))


def test_every_point_of_a_check_is_a_row():
    check = a_check(CheckKind.CONSTANCY, a_point("111", scale="x1"), a_point("102"))
    first, second = (told(INSTRUMENTS, row) for row in check_rows(Records(check), NOVEMBER))
    assert (first["record"], first["point"], first["model"]) == (
        "IC-0001",
        "x1 Cs-137 setting",
        "CRC-55tR",
    )
    assert (first["difference"], first["tolerance"], first["judged"]) == (11, 10, "beyond")
    assert (second["judged"], second["verdict"], second["state"]) == ("within", "failed", "stands")


def test_a_check_without_points_has_its_own_row():
    counts = (Decimal(1000),) * 10
    check = a_check(
        CheckKind.COUNTER, counts=counts, efficiencies=(Efficiency("Lu-177", Decimal("0.2")),)
    )
    void = replace(check, voided=Voided("twice", NOON))
    (row,) = check_rows(Records(void), NOVEMBER)
    said = told(INSTRUMENTS, row)
    assert (said["expected"], said["difference"], said["judged"], said["state"]) == (
        None,
        "",
        "",
        "void",
    )
    assert said["other"] == "Lu-177 efficiency 0.2; chi-square 0.000"
    (amended,) = check_rows(Records(check, amended=check), NOVEMBER)
    assert amended.state == "amended"


def test_a_point_without_a_tolerance_is_not_judged():
    (row,) = check_rows(Records(a_check(CheckKind.CONSTANCY, a_point(), tolerance=None)), NOVEMBER)
    said = told(INSTRUMENTS, row)
    assert (said["tolerance"], said["judged"]) == (None, "")
    assert TEN.percent == 10


def test_a_leak_test_is_reckoned_or_reported():
    count = LeakCount(
        LIMIT,
        gross=CountRate(Decimal(65), CountRateUnit.CPM),
        background=CountRate(Decimal(50), CountRateUnit.CPM),
        efficiency=Decimal("0.25"),
        time=Duration(Decimal(1), DurationUnit.MIN),
    )
    test = a_source_check(
        check=SourceCheckKind.LEAK,
        source=CS,
        count=count,
        estimated=Activity(Decimal(37), ActivityUnit.KBQ),
    )
    (row,) = source_rows(Records(test), NOVEMBER)
    said = told(SOURCES, row)
    assert (said["record"], said["source"], said["serial"], said["activity"]) == (
        "SC-0004",
        "CS-1",
        "7781",
        1,
    )
    assert (said["bq"], said["limit"], said["reported"], said["result"]) == (
        1,
        185,
        None,
        "passed",
    )
    laboratory = LeakCount(
        LIMIT, reported=Activity(Decimal(200), ActivityUnit.BQ), laboratory="RSO Inc"
    )
    (other,) = source_rows(Records(replace(test, count=laboratory, estimated=None)), NOVEMBER)
    said = told(SOURCES, other)
    assert (said["gross"], said["reported"], said["bq"], said["result"]) == (
        None,
        200,
        200,
        "leaking",
    )
    assert (said["laboratory"], said["activity"]) == ("RSO Inc", None)


def test_every_source_of_an_inventory_is_a_row():
    lines = tuple(
        InventoryLine(
            source, "M1", Activity(Decimal(5), ActivityUnit.UCI), "safe", found, "searched"
        )
        for source, found in ((CS, True), (CO, False))
    )
    check = a_source_check(check=SourceCheckKind.INVENTORY, lines=lines)
    found, missing = (told(SOURCES, row) for row in source_rows(Records(check), NOVEMBER))
    assert (found["source"], found["place"], found["activity"], found["result"]) == (
        "CS-1",
        "safe",
        5,
        "found",
    )
    assert (missing["nuclide"], missing["result"], missing["note"]) == (
        "Co-57",
        "missing",
        "searched",
    )
    assert (found["bq"], found["limit"]) == ("", None)
