"""The rows of the sheets Package receipts and Inventory, and what the sheets reckon of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from au_desktop.domain.safety.packages import NoticeParty, Package
from au_desktop.domain.safety.stock import Movement, MovementKind, Stock
from au_desktop.domain.training.cases import Voided
from au_desktop.exchange.sheets.inventory_stock import INVENTORY_STOCK
from au_desktop.exchange.sheets.package_receipts import PACKAGE_RECEIPTS
from au_desktop.services.workbook.safety.package_rows import package_rows
from au_desktop.services.workbook.safety.stock_rows import stock_rows
from au_desktop.services.workbook.sheet_rows import Days
from tests.builders import gbq
from tests.package_examples import (
    FRIDAY_9,
    STORE,
    a_monitored,
    a_notice,
    a_package,
    a_stock,
    a_wipe,
    after,
    mrem,
)

NOVEMBER = Days(date(2026, 11, 1), date(2026, 11, 30))
VOID = Voided("entered twice", after(hours=1))


class Records:
    """What the rows are read from."""

    def __init__(self, *records: Any) -> None:
        self._records = records

    def safety(self, kind: type, _days: Days) -> Iterator[Any]:
        return (record for record in self._records if isinstance(record, kind))

    def every_safety(self, kind: type) -> tuple[Any, ...]:
        return tuple(record for record in self._records if isinstance(record, kind))


def package_cells(package: Package) -> dict[str, Any]:
    (row,) = package_rows(Records(package), NOVEMBER)  # type: ignore[arg-type] # all it uses
    keys = [column.key for column in PACKAGE_RECEIPTS.columns]
    return dict(zip(keys, PACKAGE_RECEIPTS.values(row), strict=True))


def stock_cells(stock: Stock) -> dict[str, Any]:
    (row,) = stock_rows(Records(stock), NOVEMBER)  # type: ignore[arg-type] # all it uses
    keys = [column.key for column in INVENTORY_STOCK.columns]
    return dict(zip(keys, INVENTORY_STOCK.values(row), strict=True))


def test_a_package_with_all_its_results() -> None:
    cells = package_cells(a_monitored(wipes=(a_wipe(), a_wipe("1845"))))
    assert (cells["package"], cells["clock"], cells["state"]) == ("PK-0007", "in time", "to open")
    assert (cells["surface"], cells["surface_si"]) == (Decimal("4.2"), Decimal(42))
    assert (cells["index"], cells["rates"]) == (Decimal("0.6"), "within")
    assert (cells["gross"], cells["dpm"], cells["wipe"]) == (1845, Decimal(240), "within")
    assert (cells["meter"], cells["counter"], cells["by"]) == ("SM-1", "WC-1", "Casey Example")


def test_a_package_above_every_limit_monitored_late() -> None:
    call = a_notice(NoticeParty.AGENCY)
    package = a_monitored(
        surface=mrem("201"),
        at_1_m=mrem("11"),
        wipes=(a_wipe("5000"),),
        monitored_at=after(hours=4),
        notices=(call,),
        voided=VOID,
    )
    cells = package_cells(package)
    assert (cells["rates"], cells["wipe"], cells["clock"]) == ("above", "above", "late")
    assert cells["notified"] == "regulatory agency 2026-11-20 09:45, 555 0100"
    assert cells["state"] == "void: entered twice"
    assert package_cells(replace(package, surface=mrem("1")))["rates"] == "above"
    assert package_cells(replace(package, at_1_m=None))["rates"] == "above"
    exclusive = replace(package, surface=mrem("1"), exclusive_use=True)
    assert package_cells(exclusive)["rates"] == "within"


def test_a_package_of_which_little_is_known() -> None:
    cells = package_cells(a_package(limits=None, contents=()))
    for key in ("monitored", "surface", "index", "gross", "dpm", "wipe_limit", "opened"):
        assert cells[key] is None
    assert (cells["clock"], cells["rates"], cells["wipe"]) == ("", "", "")
    assert (cells["meter"], cells["counter"], cells["by"]) == ("", "", "")
    assert package_cells(a_monitored(limits=None))["rates"] == ""
    assert package_cells(a_monitored(limits=None))["wipe"] == ""


def test_stock_is_decayed_to_the_end_of_the_period() -> None:
    stock = a_stock().moved(Movement(MovementKind.USED, FRIDAY_9, gbq("3.7"), to="DS-0001"))
    cells = stock_cells(stock.moved(Movement(MovementKind.MOVED, after(hours=1), room=STORE)))
    assert (cells["reference"], cells["share"]) == (Decimal(200), Decimal("0.5"))
    assert f"{cells['as_of']:%Y-%m-%d %H:%M}" == "2026-11-30 23:59"
    days = (Decimal(10) * 86400 + Decimal("14.983333333333") * 3600) / 86400
    expected = 100 * Decimal(2) ** (-days / Decimal("6.647"))
    assert abs(cells["left"] - expected) < Decimal("0.00001")
    assert (cells["room"], cells["half_life"]) == ("Store", Decimal("6.647"))
    assert cells["steps"] == "2026-11-20 09:00 used for a dosage DS-0001; 2026-11-20 10:00 moved"


def test_only_what_was_there_in_the_period_is_a_row() -> None:
    gone = a_stock().moved(Movement(MovementKind.GONE, after(hours=1)))
    later = Days(date(2026, 12, 1), date(2026, 12, 31))
    assert list(stock_rows(Records(gone), later)) == []  # type: ignore[arg-type] # all it uses
    assert len(list(stock_rows(Records(gone), NOVEMBER))) == 1  # type: ignore[arg-type] # all it uses
    before = Days(date(2026, 10, 1), date(2026, 10, 31))
    assert list(stock_rows(Records(a_stock()), before)) == []  # type: ignore[arg-type] # all it uses


def test_a_void_thing_says_so() -> None:
    cells = stock_cells(a_stock(voided=VOID, room=None, drug="", parent="RM-0001"))
    assert (cells["state"], cells["room"]) == ("void: entered twice", "")
    assert (cells["what"], cells["from"]) == ("Lu-177", "RM-0001")
