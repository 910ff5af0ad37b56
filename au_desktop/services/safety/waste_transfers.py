"""Transfers to others: entered with the recipient's verified license; waste containers leave by the same step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.stock import Movement, MovementKind, Stock
from au_desktop.domain.safety.transfers import (
    ContainerRef,
    LicenseCheck,
    Purpose,
    RecipientLicense,
    StockRef,
    Transfer,
    TransferredMaterial,
    WrittenConfirmation,
    confirmation_due,
    require_verified,
)
from au_desktop.domain.safety.waste import Container, holdings
from au_desktop.domain.safety.waste_disposal import disposed_with
from au_desktop.domain.safety.waste_steps import Disposition, Way
from au_desktop.services.desk import Change, Desk
from au_desktop.services.outcomes import Outcome
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.stock_keeping import move_stock

_WAYS = {
    Purpose.WASTE: Way.TRANSFERRED,
    Purpose.RETURN: Way.RETURNED,
    Purpose.LICENSEE: Way.TRANSFERRED,
}


@dataclass(frozen=True, slots=True)
class NewTransfer:
    """What a person says of a transfer; materials of its containers and its stock are added to those typed in."""

    at: Moment
    purpose: Purpose
    recipient: str
    license: RecipientLicense
    check: LicenseCheck
    address: str = ""
    materials: tuple[TransferredMaterial, ...] = ()
    container_ids: tuple[SafetyId, ...] = ()
    stock_ids: tuple[SafetyId, ...] = ()
    packages: str = ""
    carrier: str = ""
    notes: str = ""


class WasteTransfers:
    """Use cases about transfers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._book = SafetyBook(desk)

    def transfer(self, key: UUID) -> Transfer:
        """One transfer."""
        return self._book.get(Transfer, key)

    def last(self) -> Transfer | None:
        """The newest transfer, to begin the next one from."""
        return self._book.newest(Transfer)

    def materials_in(
        self, container_ids: Sequence[UUID], at: Moment
    ) -> tuple[TransferredMaterial, ...]:
        """What these containers hold then, as a transfer lists it."""
        containers = self._book.several(Container, container_ids)
        return tuple(one for container in containers for one in _materials(container, at))

    def enter(self, new: NewTransfer) -> Outcome[SafetyId]:
        """Write a transfer down; its containers and what is left of its stock are gone by it.

        Raises:
            TakesTooMuch, RecordVoid: nothing is left of the stock, or it is void.
            TransferNotVerified: the recipient was not verified as 10 CFR 30.41 asks.
            WasteNotReady: a container cannot leave: open, gone already, or empty.
        """
        with self._desk.change(Permission.DISPOSE_WASTE) as change:
            containers = change.uow.safety.several(Container, new.container_ids)
            stock = change.uow.safety.several(Stock, new.stock_ids)
            transfer = self._built(new, containers, stock)
            leave = Disposition(_WAYS[new.purpose], new.at, self._me(), transfer.id)
            for container in containers:
                disposed_with(container, leave)
            require_verified(transfer)
            kept = self._book.enter(change, transfer)
            leave = replace(leave, record_code=kept.code)
            send_along(change, self._book, containers, leave)
            self._send_stock(change, kept)
        return Outcome(kept.id, change.changes)

    def confirm(self, key: UUID, at: Moment, document: str) -> Outcome[None]:
        """Note the writing that confirms an oral certification."""
        if not document.strip():
            raise Invalid("document", "name the letter or message that confirms it")
        with self._desk.change(Permission.DISPOSE_WASTE) as change:
            before = change.uow.safety.get(Transfer, key)
            if confirmation_due(before) is None:
                raise Invalid("confirmation", "is not owed for this transfer")
            if at.utc > change.at.utc:
                raise Invalid("at", "lies in the future")
            written = WrittenConfirmation(at, document.strip())
            after = replace(before, confirmation=written)
            self._book.step(change, "confirm oral certification", before, after)
        return Outcome(None, change.changes)

    def _send_stock(self, change: Change, transfer: Transfer) -> None:
        to = f"{transfer.recipient}, license {transfer.license.number}, {transfer.code}"
        kind = MovementKind.TRANSFERRED
        gone = Movement(kind, transfer.at, to=to, ref=transfer.id, by=self._me())
        for stock in transfer.stock:
            move_stock(change, self._book, stock.id, gone)

    def _built(
        self, new: NewTransfer, containers: Sequence[Container], stock: Sequence[Stock]
    ) -> Transfer:
        waste = (one for container in containers for one in _materials(container, new.at))
        held = (*waste, *(one for each in stock for one in stock_materials(each, new.at)))
        return Transfer(
            **self._book.head(new.at),
            notes=new.notes,
            purpose=new.purpose,
            recipient=new.recipient.strip(),
            address=new.address.strip(),
            license=new.license,
            check=new.check,
            materials=(*new.materials, *held),
            containers=tuple(ContainerRef(one.id, one.code) for one in containers),
            stock=tuple(StockRef(one.id, one.code) for one in stock),
            packages=new.packages.strip(),
            carrier=new.carrier.strip(),
        )

    def _me(self) -> PersonRef:
        return PersonRef(self._desk.actor.name, self._desk.actor.person_id)


def send_along(
    change: Change, book: SafetyBook, containers: Sequence[Container], disposition: Disposition
) -> None:
    """Let containers go by the record of a transfer or of a sewer disposal."""
    for before in containers:
        after = disposed_with(before, disposition)
        book.step(change, "dispose of waste container", before, after, disposition.record_code)


def _materials(container: Container, at: Moment) -> tuple[TransferredMaterial, ...]:
    form = f"{container.waste_type.value}, {container.code}"
    return tuple(
        TransferredMaterial(held.nuclide_id, held.activity, at, form)
        for held in holdings(container, at)
    )


def stock_materials(stock: Stock, at: Moment) -> tuple[TransferredMaterial, ...]:
    """What is left of a thing of the inventory then, as a transfer lists it; impurities of unknown amount are left out."""
    form = f"{stock.form.value}, {stock.code}"
    return tuple(
        TransferredMaterial(held.nuclide_id, held.activity, at, form)
        for held in stock.holdings(at)
        if held.activity.amount
    )
