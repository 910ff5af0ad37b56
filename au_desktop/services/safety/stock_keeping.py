"""Reads stock and waste for the inventory, and writes what becomes of stock inside the change of another use case."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.check_points import expected_activity
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.holdings import Holding, HoldingPlace
from au_desktop.domain.safety.safety_records import SafetyRecord
from au_desktop.domain.safety.sealed_sources import SealedSource
from au_desktop.domain.safety.stock import SEALED, UNSEALED, Movement, MovementKind, Stock
from au_desktop.domain.safety.waste import Container, holdings
from au_desktop.services.desk import Change
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.safety_book import SafetyBook, require_live

R = TypeVar("R", bound=SafetyRecord)
_FIRST_DAY = date(1900, 1, 1)


def move_stock(change: Change, book: SafetyBook, stock_id: UUID, movement: Movement) -> Stock:
    """Note that something became of stock, within the change of a dosage, a waste container or a transfer.

    Raises:
        RecordVoid: the stock is void.
        BeforeReceipt, TakesTooMuch, Invalid: it cannot have been so.
    """
    before = change.uow.safety.get(Stock, stock_id)
    require_live(change.uow, before)
    after = before.moved(movement)
    return book.step(change, movement.kind.value, before, after, movement.note)


def draw_dosage(
    change: Change, book: SafetyBook, dosage: Dosage, before: Dosage | None = None
) -> None:
    """Let the stock that a dosage names give it up, once; what an earlier form of it took goes back first.

    Raises:
        RecordVoid: the stock is void.
        BeforeReceipt, TakesTooMuch, Invalid: it cannot have been so.
    """
    if before is not None and before.stock_id != dosage.stock_id:
        book.give_back(change, before.id, f"{before.code} takes from other stock")
    if dosage.stock_id is None:
        return
    stock = change.uow.safety.get(Stock, dosage.stock_id)
    taken = Movement(
        MovementKind.USED,
        dosage.at,
        None if dosage.stock_all else dosage.determined,
        to=dosage.code,
        ref=dosage.id,
        by=dosage.determined_by,
    )
    if taken in stock.movements:
        return
    kept = stock if before is None else stock.without(before.id)
    require_live(change.uow, stock)
    book.step(change, taken.kind.value, stock, kept.moved(taken))


def present_holdings(uow: UnitOfWork, moment: Moment) -> tuple[Holding, ...]:
    """What is in the center, decayed to a moment that is now or later: stock, waste in containers, sealed sources."""
    stock, waste = uow.safety.open_ones(Stock), uow.safety.open_ones(Container)
    return tuple(_holdings((stock, waste, standing(uow.safety.all(SealedSource))), moment))


def holdings_at(uow: UnitOfWork, moment: Moment) -> tuple[Holding, ...]:
    """What was there at a moment, by everything that is known today."""
    day = moment.local.date() + timedelta(
        days=1
    )  # the clock of another place may be on the next day
    stock = standing(uow.safety.between(Stock, _FIRST_DAY, day))
    waste = standing(uow.safety.between(Container, _FIRST_DAY, day))
    return tuple(_holdings((stock, waste, standing(uow.safety.all(SealedSource))), moment))


def holdings_known_at(uow: UnitOfWork, moment: Moment) -> tuple[Holding, ...]:
    """What the records said at that moment was there."""
    stock = standing(uow.safety.as_of(Stock, moment))
    waste = standing(uow.safety.as_of(Container, moment))
    sources = standing(uow.safety.as_of(SealedSource, moment))
    return tuple(_holdings((stock, waste, sources), moment))


def source_holding(source: SealedSource, moment: Moment) -> Holding | None:
    """A sealed source as the inventory counts it; None before it came and from the day it left."""
    left = source.gone_on is not None and source.gone_on <= moment.local.date()
    if left or source.at.utc > moment.utc:
        return None
    activity = expected_activity(source.activity, source.reference, source.half_life, moment)
    return Holding(
        nuclide_id=source.nuclide_id,
        activity=activity,
        place=HoldingPlace.SOURCE,
        record_id=source.id,
        code=source.code,
        label=f"{source.name}, {source.use.value}",
        form=SEALED,
        room=source.room,
        half_life=source.half_life,
    )


def standing(records: Iterator[R] | tuple[R, ...]) -> tuple[R, ...]:
    """Those that are neither void nor amended."""
    live = [record for record in records if record.voided is None]
    replaced = {record.amends for record in live}
    return tuple(record for record in live if record.id not in replaced)


_Records = tuple[tuple[Stock, ...], tuple[Container, ...], tuple[SealedSource, ...]]


def _holdings(records: _Records, moment: Moment) -> Iterator[Holding]:
    stock, waste, sources = records
    for each in stock:
        yield from each.holdings(moment)
    for container in waste:
        if container.at.utc <= moment.utc:
            for held in holdings(container, moment):
                yield replace(held, form=UNSEALED, label=f"Waste: {held.label}")
    found = (source_holding(source, moment) for source in sources)
    yield from (holding for holding in found if holding is not None)
