"""Reads stock and waste for the inventory, and writes what becomes of stock inside the change of another use case."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.holdings import Holding
from au_desktop.domain.safety.safety_records import SafetyRecord
from au_desktop.domain.safety.stock import UNSEALED, Movement, Stock
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


def present_holdings(uow: UnitOfWork, moment: Moment) -> tuple[Holding, ...]:
    """What is in the center, decayed to a moment that is now or later: stock on the shelves and waste in containers."""
    return tuple(_holdings(uow.safety.open_ones(Stock), uow.safety.open_ones(Container), moment))


def holdings_at(uow: UnitOfWork, moment: Moment) -> tuple[Holding, ...]:
    """What was there at a moment, by everything that is known today."""
    day = moment.local.date()
    stock = standing(uow.safety.between(Stock, _FIRST_DAY, day))
    waste = standing(uow.safety.between(Container, _FIRST_DAY, day))
    return tuple(_holdings(stock, waste, moment))


def holdings_known_at(uow: UnitOfWork, moment: Moment) -> tuple[Holding, ...]:
    """What the records said at that moment was there."""
    stock = standing(uow.safety.as_of(Stock, moment))
    waste = standing(uow.safety.as_of(Container, moment))
    return tuple(_holdings(stock, waste, moment))


def standing(records: Iterator[R] | tuple[R, ...]) -> tuple[R, ...]:
    """Those that are neither void nor amended."""
    live = [record for record in records if record.voided is None]
    replaced = {record.amends for record in live}
    return tuple(record for record in live if record.id not in replaced)


def _holdings(
    stock: tuple[Stock, ...], waste: tuple[Container, ...], moment: Moment
) -> Iterator[Holding]:
    for each in stock:
        yield from each.holdings(moment)
    for container in waste:
        if container.at.utc <= moment.utc:
            yield from (replace(held, form=UNSEALED) for held in holdings(container, moment))
