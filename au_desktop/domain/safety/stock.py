"""Radioactive stock: a vial, capsule, dosage, generator or source, what became of it, and what is left of it at any moment."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, Duration, DurationUnit
from au_desktop.domain.radiation.decay import decayed
from au_desktop.domain.radiation.exact import CALCULATION
from au_desktop.domain.safety.holdings import Holding, HoldingPlace
from au_desktop.domain.safety.safety_records import (
    PersonRef,
    RecordKind,
    RoomRef,
    SafetyRecord,
    Summary,
)

UNSEALED, SEALED = "unsealed", "sealed"
"""The two forms that possession limits tell apart."""


class StockForm(StrEnum):
    """What the thing is."""

    VIAL = "vial"
    CAPSULE = "capsule"
    DOSAGE = "unit dosage"
    GENERATOR = "generator"
    SOURCE = "sealed source"
    OTHER = "other"

    @property
    def possession(self) -> str:
        """The form as possession limits tell it."""
        return SEALED if self is StockForm.SOURCE else UNSEALED


class MovementKind(StrEnum):
    """What became of stock, or of a part of it."""

    USED = "used for a dosage"
    MOVED = "moved"
    SPLIT = "split off"
    WASTE = "put into waste"
    TRANSFERRED = "transferred out"
    GONE = "found gone by decay"

    @property
    def takes(self) -> bool:
        """Whether activity leaves by it."""
        return self is not MovementKind.MOVED


@dataclass(frozen=True, slots=True)
class Movement:
    """One step: `activity` is what left, as of `at`; None means all that was left then.

    `to` names where it went, in words; `ref` is the record it went to (a dosage, a waste container, the stock split off).
    """

    kind: MovementKind
    at: Moment
    activity: Activity | None = None
    room: RoomRef | None = None
    to: str = ""
    ref: UUID | None = None
    by: PersonRef | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Companion:
    """A long-lived nuclide that came along: its activity at the reference time of the stock, None where nobody stated it."""

    nuclide_id: str
    half_life: Duration
    activity: Activity | None = None
    basis: str = ""


class TakesTooMuch(DomainError):
    """More was to be taken out of stock than was left in it."""

    def __init__(self, code: str, asked: Activity | None, left: Activity) -> None:
        super().__init__(f"{code}: {asked} of {left}")
        self.code = code
        self.asked = asked
        self.left = left


class BeforeReceipt(DomainError):
    """Something was to happen to stock before it came in."""

    def __init__(self, code: str, received: Moment) -> None:
        super().__init__(f"{code}: received {received.iso()}")
        self.code = code
        self.received = received


_ALL = Decimal(1)
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock(SafetyRecord):
    """One lot, vial, dosage, generator or source; it came in at `at`.

    `reference` is its activity at `reference_at` (the calibration time of the label); `half_life` is the one that it is
    reckoned with, and `half_life_basis` says whose.
    """

    KIND: ClassVar[RecordKind] = RecordKind.STOCK
    FINAL: ClassVar[bool] = False

    nuclide_id: str
    form: StockForm = StockForm.VIAL
    reference: Activity
    reference_at: Moment
    half_life: Duration
    half_life_basis: str = ""
    drug_id: str = ""
    drug: str = ""
    lot: str = ""
    expires: Moment | None = None
    room: RoomRef | None = None
    package_id: SafetyId | None = None
    package: str = ""
    parent_id: SafetyId | None = None
    parent: str = ""
    companion: Companion | None = None
    movements: tuple[Movement, ...] = ()

    def undiminished(self, moment: Moment) -> Activity:
        """What the whole of it would be at a moment by decay alone."""
        return decayed(self.reference, self.half_life, _since(self.reference_at, moment))

    def share_left(self, moment: Moment | None = None) -> Decimal:
        """The part of it that is still there at a moment, decay aside: 1 is all. Without a moment: at the end."""
        left = _ALL
        for movement in self._by_time():
            if moment is not None and movement.at.utc > moment.utc:
                break
            left = self._share_after(movement, left)
        return left

    def remaining(self, moment: Moment) -> Activity:
        """The activity in it at a moment: decayed, less what was taken by then; nothing before it came in."""
        if moment.utc < self.at.utc:
            return Activity(_NONE, self.reference.unit)
        return self.undiminished(moment) * self.share_left(moment)

    def companion_remaining(self, moment: Moment) -> Activity | None:
        """The activity of the long-lived companion at a moment, which leaves in step with the rest; None where unknown."""
        if self.companion is None or self.companion.activity is None:
            return None
        if moment.utc < self.at.utc:
            return Activity(_NONE, self.companion.activity.unit)
        since = _since(self.reference_at, moment)
        return decayed(self.companion.activity, self.companion.half_life, since) * self.share_left(
            moment
        )

    def room_at(self, moment: Moment) -> RoomRef | None:
        """Where it was at a moment."""
        room = self.room
        for movement in self._by_time():
            if movement.kind is MovementKind.MOVED and movement.at.utc <= moment.utc:
                room = movement.room
        return room

    def there(self, moment: Moment) -> bool:
        """Whether it had come in by a moment and was not all gone."""
        return self.at.utc <= moment.utc and self.share_left(moment) > 0

    def holdings(self, moment: Moment) -> Iterator[Holding]:
        """What of it lies on the shelf at a moment: its nuclide, and its long-lived companion (zero where not stated)."""
        if self.voided is not None or not self.there(moment):
            return
        yield self._holding(moment, self.nuclide_id, self.remaining(moment), self.half_life)
        if self.companion is not None:
            known = self.companion_remaining(moment) or Activity(_NONE, self.reference.unit)
            half_life = self.companion.half_life
            holding = self._holding(moment, self.companion.nuclide_id, known, half_life)
            yield replace(holding, impurity=True)

    def moved(self, movement: Movement) -> "Stock":
        """The stock after one more movement, put in its place by time.

        Raises:
            BeforeReceipt: it had not come in yet.
            TakesTooMuch: more would leave than was there, then or later.
            Invalid: a move without a room.
        """
        if movement.at.utc < self.at.utc:
            raise BeforeReceipt(self.code, self.at)
        if movement.kind is MovementKind.MOVED:
            if movement.room is None:
                raise Invalid("room", "is not chosen")
        elif movement.activity is not None and movement.activity.amount <= 0:
            raise Invalid("activity", "must be above zero")
        after = replace(self, movements=(*self.movements, movement))
        after.require_never_negative(movement)
        return after

    def without(self, ref: UUID) -> "Stock":
        """The stock as if nothing had gone to that record."""
        return replace(self, movements=tuple(m for m in self.movements if m.ref != ref))

    def require_never_negative(self, movement: Movement) -> None:
        """Refuse a sequence in which anything leaves that was not there any more."""
        left = _ALL
        for each in self._by_time():
            if left <= 0 or self._share_taken(each, left) > left:
                before = replace(
                    self, movements=tuple(m for m in self.movements if m is not movement)
                )
                raise TakesTooMuch(self.code, movement.activity, before.remaining(movement.at))
            left = self._share_after(each, left)

    def _by_time(self) -> list[Movement]:
        return sorted(self.movements, key=lambda movement: movement.at.utc)

    def _share_taken(self, movement: Movement, left: Decimal) -> Decimal:
        if not movement.kind.takes:
            return _NONE
        if movement.activity is None:
            return left
        whole = self.undiminished(movement.at)
        if not whole.amount:
            return _ALL + _ALL
        return CALCULATION.plus(movement.activity.ratio_to(whole))

    def _share_after(self, movement: Movement, left: Decimal) -> Decimal:
        return max(_NONE, CALCULATION.subtract(left, self._share_taken(movement, left)))

    def _holding(
        self, moment: Moment, nuclide_id: str, activity: Activity, half_life: Duration
    ) -> Holding:
        return Holding(
            nuclide_id=nuclide_id,
            activity=activity,
            place=HoldingPlace.SHELF,
            record_id=self.id,
            code=self.code,
            label=self.label,
            form=self.form.possession,
            room=self.room_at(moment),
            half_life=half_life,
        )

    @property
    def label(self) -> str:
        """What it is, as its row is headed."""
        lot = f", lot {self.lot}" if self.lot else ""
        return f"{self.drug or self.nuclide_id} {self.form.value}{lot}"

    @property
    def state(self) -> str:
        """In stock, or what became of the last of it."""
        if self.share_left() > 0:
            return "in stock"
        return next(m.kind.value for m in reversed(self._by_time()) if m.kind.takes)

    @property
    def summary(self) -> Summary:
        """What lists ask of it."""
        rooms = [m.room for m in self.movements if m.room is not None]
        present = rooms[-1] if rooms else self.room
        refs = (self.package_id, self.parent_id, *(m.ref for m in self.movements))
        named = (self.room, *rooms)
        return Summary(
            label=f"{self.label} · {self.reference.format()}",
            about="" if present is None else present.name,
            state=self.state,
            open=self.share_left() > 0,
            links=tuple(
                dict.fromkeys(
                    [*(ref for ref in refs if ref is not None), *(r.id for r in named if r)]
                )
            ),
            words=" ".join((self.nuclide_id, self.drug, self.lot, self.package, self.parent)),
        )


def _since(reference_at: Moment, moment: Moment) -> Duration:
    span = moment.utc - reference_at.utc
    seconds = Decimal(span.days * 86400 + span.seconds) + Decimal(span.microseconds).scaleb(-6)
    return Duration(seconds, DurationUnit.S)


@dataclass(frozen=True, slots=True)
class TakenLine:
    """One thing of a stock taking: what the records expected, and whether it was there."""

    stock_id: SafetyId
    code: str
    label: str
    expected: Activity
    room: str = ""
    found: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockTake(SafetyRecord):
    """A look at the shelves: what the records expected there, and what was found."""

    KIND: ClassVar[RecordKind] = RecordKind.STOCK_TAKE

    room: RoomRef | None = None
    lines: tuple[TakenLine, ...] = ()
    taken_by: PersonRef | None = None

    @property
    def missing(self) -> tuple[TakenLine, ...]:
        """What was not found."""
        return tuple(line for line in self.lines if not line.found)

    @property
    def summary(self) -> Summary:
        """What lists ask of it."""
        missing = len(self.missing)
        return Summary(
            label=f"Stock taking: {len(self.lines) - missing} of {len(self.lines)} found",
            about="all rooms" if self.room is None else self.room.name,
            state="missing" if missing else "complete",
            attention=bool(missing),
            links=(
                *(() if self.room is None else (self.room.id,)),
                *(x.stock_id for x in self.lines),
            ),
            words=" ".join(line.code for line in self.lines),
        )
