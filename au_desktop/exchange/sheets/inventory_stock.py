"""The sheet Inventory: what was in stock, decayed to the end of the period (10 CFR 30.51)."""

from datetime import datetime, timedelta
from decimal import Decimal

from au_desktop.domain.quantities import DurationUnit
from au_desktop.domain.radiation.exact import half_power, product
from au_desktop.exchange.cells import CellValue
from au_desktop.exchange.columns import NO_REVIEW, REVIEW_COLUMNS, Column, Kind, Sheet, Style
from au_desktop.exchange.sheets.reckoning import as_cell, gbq, mci, rounded
from au_desktop.services.workbook.safety.stock_rows import StockRow

_SECOND = timedelta(seconds=1)
_DAY_SECONDS = Decimal(86400)
_PLACES = 6
_LEFT = "ROUND({reference}*{share}*2^(-({as_of}-{reference_at})/{half_life}),6)"
_LEFT_SI = "ROUND({left}*0.037,9)"


def _left(row: StockRow, reference: Decimal, share: Decimal, days: Decimal) -> Decimal:
    span = (_whole(row.as_of.local) - _whole(row.reference_at.local)) // _SECOND
    factor = half_power(Decimal(span) / _DAY_SECONDS / days)
    return rounded(product(reference, share, factor), _PLACES)


def _whole(wall: datetime) -> datetime:
    return wall.replace(microsecond=0, tzinfo=None)


def _values(row: StockRow) -> tuple[CellValue, ...]:
    reference = mci(row.reference) or Decimal(0)
    share = as_cell(row.share)
    days = as_cell(row.half_life.to(DurationUnit.D).amount)
    left = _left(row, reference, share, days)
    return (
        row.code,
        row.received.local,
        row.what,
        row.nuclide,
        row.lot,
        reference,
        gbq(row.reference),
        row.reference_at.local,
        days,
        row.as_of.local,
        share,
        left,
        rounded(left * Decimal("0.037")),
        row.room,
        row.package,
        row.steps,
        row.state,
        *NO_REVIEW,
    )


INVENTORY_STOCK: Sheet[StockRow] = Sheet(
    "Inventory",
    "One thing that was in stock in this period, and what of it was left at its end: reference x part left x 2^(-t/T). "
    "Waste stands on its own sheet. Receipt records: while held and 3 years after (10 CFR 30.51(a)(1)).",
    (
        Column("stock", "Number", 10),
        Column("received", "Came in (local time)", 16, Kind.MOMENT),
        Column("what", "What", 26, Kind.LONG_TEXT),
        Column("nuclide", "Nuclide", 8),
        Column("lot", "Lot", 12, Kind.LONG_TEXT),
        Column("reference", "Reference (mCi)", 11, Kind.NUMBER),
        Column("reference_si", "Reference (GBq)", 11, Kind.NUMBER),
        Column("reference_at", "Reference time", 16, Kind.MOMENT),
        Column("half_life", "Half-life (d)", 10, Kind.NUMBER),
        Column("as_of", "As of", 16, Kind.MOMENT),
        Column("share", "Part left, decay aside", 10, Kind.NUMBER),
        Column("left", "Left (mCi)", 11, Kind.NUMBER, formula=_LEFT),
        Column("left_si", "Left (GBq)", 11, Kind.NUMBER, formula=_LEFT_SI),
        Column("room", "Room", 15, Kind.LONG_TEXT),
        Column("from", "From", 10),
        Column("steps", "Steps", 36, Kind.LONG_TEXT),
        Column("state", "State", 15, Kind.LONG_TEXT, words={"void": Style.VOID}),
        *REVIEW_COLUMNS,
    ),
    _values,
    "Nothing was in stock in this period.",
)
