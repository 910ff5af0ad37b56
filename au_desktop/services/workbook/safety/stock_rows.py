"""Rows of the sheet Inventory: what was in stock in these days, and what of it was left at their end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, Duration
from au_desktop.domain.safety.stock import Stock
from au_desktop.services.workbook.sheet_rows import Days, SheetSource


@dataclass(frozen=True, slots=True)
class StockRow:
    """One thing; `share` is the part of it that was still there at `as_of`, decay aside."""

    code: str
    received: Moment
    what: str
    nuclide: str
    lot: str
    reference: Activity
    reference_at: Moment
    half_life: Duration
    as_of: Moment
    share: Decimal
    room: str
    package: str
    steps: str
    state: str


def stock_rows(source: SheetSource, days: Days) -> Iterator[StockRow]:
    """Everything that was in stock on any of these days, by number; void records say so."""
    for stock in source.every_safety(Stock):
        begin = _moment(days.first, stock.at.offset_minutes)
        end = _moment(days.last + timedelta(days=1), stock.at.offset_minutes)
        if stock.at.utc < end.utc and stock.share_left(begin) > 0:
            last = end.utc - timedelta(minutes=1)
            yield _row(stock, Moment(last, stock.reference_at.offset_minutes))


def _row(stock: Stock, as_of: Moment) -> StockRow:
    room = stock.room_at(as_of)
    taken = [m for m in stock.movements if m.at.utc <= as_of.utc]
    return StockRow(
        code=stock.code,
        received=stock.at,
        what=stock.drug or stock.nuclide_id,
        nuclide=stock.nuclide_id,
        lot=stock.lot,
        reference=stock.reference,
        reference_at=stock.reference_at,
        half_life=stock.half_life,
        as_of=as_of,
        share=stock.share_left(as_of),
        room="" if room is None else room.name,
        package=stock.package or stock.parent,
        steps="; ".join(
            f"{m.at.local:%Y-%m-%d %H:%M} {m.kind.value} {m.to}".strip() for m in taken
        ),
        state=stock.state if stock.voided is None else f"void: {stock.voided.reason}",
    )


def _moment(day: date, offset_minutes: int) -> Moment:
    """The beginning of a day on a clock with that offset."""
    wall = datetime.combine(day, time(), tzinfo=UTC)
    return Moment(wall - timedelta(minutes=offset_minutes), offset_minutes)
