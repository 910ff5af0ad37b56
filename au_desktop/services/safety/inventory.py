"""The inventory: what is in the center now or at any moment, what was known then, and what becomes of stock."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.holdings import (
    Holding,
    HoldingPlace,
    HoldingSum,
    sums_by_nuclide,
    sums_by_room,
)
from au_desktop.domain.safety.possession import PossessionCheck, long_lived, possession_checks
from au_desktop.domain.safety.safety_records import PersonRef, RoomRef
from au_desktop.domain.safety.stock import (
    Movement,
    MovementKind,
    Stock,
    StockForm,
    StockTake,
    TakenLine,
)
from au_desktop.services.desk import Desk
from au_desktop.services.outcomes import Outcome
from au_desktop.services.safety.possession_lines import (
    require_form_on_license,
    require_room_on_license,
    standing_lines,
)
from au_desktop.services.safety.safety_book import SafetyBook, require_live
from au_desktop.services.safety.stock_keeping import (
    holdings_at,
    holdings_known_at,
    move_stock,
    present_holdings,
)


@dataclass(frozen=True, slots=True)
class InventoryView:
    """What is in the center at a moment: every thing, the sums, the license, and nuclides that outlive 120 days."""

    moment: Moment
    holdings: tuple[Holding, ...]
    by_nuclide: tuple[HoldingSum, ...]
    by_room: tuple[HoldingSum, ...]
    checks: tuple[PossessionCheck, ...]
    long_lived: tuple[str, ...]


class TravelNote(StrEnum):
    """How what is known today about a moment differs from what was known then."""

    SAME = "same"
    ENTERED_LATER = "entered later"
    TAKEN_BACK = "not counted today"
    AMOUNT = "amount differs"
    ROOM = "room differs"


@dataclass(frozen=True, slots=True)
class TravelRow:
    """One nuclide in one thing: as it was by today's records, and as the records said then."""

    was: Holding | None
    known: Holding | None
    note: TravelNote

    @property
    def holding(self) -> Holding:
        """Either of both, to say what it is about."""
        found = self.was or self.known
        if found is None:
            raise Invalid("row", "has neither side")
        return found


@dataclass(frozen=True, slots=True)
class TimeTravel:
    """What was there at a moment beside what was known then."""

    moment: Moment
    rows: tuple[TravelRow, ...]
    was: tuple[HoldingSum, ...]
    known: tuple[HoldingSum, ...]

    @property
    def differences(self) -> tuple[TravelRow, ...]:
        """The rows in which both differ."""
        return tuple(row for row in self.rows if row.note is not TravelNote.SAME)


@dataclass(frozen=True, slots=True)
class StockDraft:
    """Stock to be entered by hand: what was there before the program, or came without a package."""

    at: Moment
    nuclide_id: str
    activity: Activity
    calibrated_at: Moment
    form: StockForm = StockForm.VIAL
    drug_id: str = ""
    drug: str = ""
    lot: str = ""
    room: RoomRef | None = None
    expires: Moment | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class DecayPoint:
    """The activity in a thing at a moment."""

    at: Moment
    activity: Activity


class Inventory:
    """Use cases about what is in the center."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._book = SafetyBook(desk)

    def now(self) -> InventoryView:
        """What is in the center, decayed to this moment."""
        return self.at(self._desk.clock.now())

    def at(self, moment: Moment) -> InventoryView:
        """What was in the center at a moment by today's records, or what will be there if nothing is moved."""
        with self._desk.reading() as uow:
            lines = standing_lines(uow)
            ahead = moment.utc >= self._desk.clock.now().utc
            holdings = present_holdings(uow, moment) if ahead else holdings_at(uow, moment)
        return InventoryView(
            moment,
            holdings,
            sums_by_nuclide(holdings),
            sums_by_room(holdings),
            possession_checks(lines, holdings),
            long_lived(holdings),
        )

    def travel(self, moment: Moment) -> TimeTravel:
        """What was on the shelf at a moment, beside what the records said then."""
        with self._desk.reading() as uow:
            was, known = holdings_at(uow, moment), holdings_known_at(uow, moment)
        return TimeTravel(
            moment, _travel_rows(was, known), sums_by_nuclide(was), sums_by_nuclide(known)
        )

    def get(self, stock_id: UUID) -> Stock:
        """One thing; raises `NotFound`."""
        return self._book.get(Stock, stock_id)

    def on_shelf(self, nuclide_id: str = "") -> tuple[Stock, ...]:
        """What is in stock, of one nuclide where that is named, what expires first before the others."""
        with self._desk.reading() as uow:
            found = uow.safety.open_ones(Stock)
        wanted = (each for each in found if nuclide_id in ("", each.nuclide_id))
        return tuple(sorted(wanted, key=lambda each: (each.expires or each.reference_at).utc))

    def enter(self, draft: StockDraft) -> Outcome[SafetyId]:
        """Enter stock that came without a package.

        Raises:
            NotOnLicense, PossessionExceeded: the license leaves no room for it.
        """
        half_life = self._desk.reference.nuclide(draft.nuclide_id).half_life()
        stock = Stock(
            **self._book.head(draft.at),
            notes=draft.notes,
            nuclide_id=draft.nuclide_id,
            form=draft.form,
            reference=draft.activity,
            reference_at=draft.calibrated_at,
            half_life=half_life.value,
            half_life_basis=half_life.basis.citation,
            drug_id=draft.drug_id,
            drug=draft.drug,
            lot=draft.lot,
            expires=draft.expires,
            room=draft.room,
        )
        if draft.activity.amount <= 0:
            raise Invalid("activity", "must be above zero")
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            require_room_on_license(change.uow, (stock,), change.at)
            kept = self._book.enter(change, stock)
        return Outcome(kept.id, change.changes)

    def move(self, stock_id: UUID, movement: Movement) -> Outcome[SafetyId]:
        """Note that something became of stock: used, moved, put into waste, transferred out, found gone by decay.

        Raises:
            Invalid: in the future, split off (`split` makes the new thing, too), or transferred out (`WasteTransfers` writes
                the transfer with the recipient's license, 10 CFR 30.41).
            BeforeReceipt, TakesTooMuch, RecordVoid: it cannot have been so.
        """
        if movement.kind is MovementKind.SPLIT:
            raise Invalid("kind", "splitting makes a second thing: use split")
        if movement.kind is MovementKind.TRANSFERRED:
            raise Invalid(
                "kind", "a transfer names the recipient's license (10 CFR 30.41): use Transfer out"
            )
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            _require_past(movement.at, change.at)
            by = movement.by or PersonRef(change.actor.name, change.actor.person_id)
            after = move_stock(change, self._book, stock_id, replace(movement, by=by))
        return Outcome(after.id, change.changes)

    def split(
        self, stock_id: UUID, activity: Activity, at: Moment, form: StockForm, room: RoomRef | None
    ) -> Outcome[SafetyId]:
        """Draw a part off into a thing of its own, which remembers where it came from.

        Raises:
            NotOnLicense, PossessionExceeded: the part has another form, for which the license leaves no room.
        """
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            _require_past(at, change.at)
            before = change.uow.safety.get(Stock, stock_id)
            require_live(change.uow, before)
            part = self._part(before, activity, at, form)
            placed = replace(part, room=room or before.room_at(at))
            by = PersonRef(change.actor.name, change.actor.person_id)
            step = Movement(MovementKind.SPLIT, at, activity, to=form.value, ref=part.id, by=by)
            before.moved(step)
            kept = self._book.enter(change, placed)
            after = before.moved(replace(step, to=kept.code))
            self._book.step(change, MovementKind.SPLIT.value, before, after)
            if form.possession != before.form.possession:
                require_form_on_license(change.uow, kept, change.at)
        return Outcome(kept.id, change.changes)

    def take_stock(
        self, lines: Sequence[TakenLine], room: RoomRef | None = None, notes: str = ""
    ) -> Outcome[SafetyId]:
        """Record a look at the shelves: what was expected there, and what was found."""
        if not lines:
            raise Invalid("lines", "hold nothing to look for")
        now = self._desk.clock.now()
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            by = PersonRef(change.actor.name, change.actor.person_id)
            take = StockTake(
                **self._book.head(now), notes=notes, room=room, lines=tuple(lines), taken_by=by
            )
            kept = self._book.enter(change, take)
        return Outcome(kept.id, change.changes)

    def expected_lines(self, room: RoomRef | None = None) -> tuple[TakenLine, ...]:
        """What a stock taking should find now, in one room or in all."""
        now = self._desk.clock.now()
        return tuple(
            TakenLine(
                SafetyId(held.record_id),
                held.code,
                held.label,
                held.activity,
                "" if held.room is None else held.room.name,
            )
            for held in self.now_on_shelf(now)
            if room is None or (held.room is not None and held.room.id == room.id)
        )

    def now_on_shelf(self, moment: Moment) -> tuple[Holding, ...]:
        """The things in stock, waste and impurities left out."""
        with self._desk.reading() as uow:
            found = present_holdings(uow, moment)
        return tuple(h for h in found if h.place is HoldingPlace.SHELF and not h.impurity)

    def decay_of(self, stock: Stock, points: int = 60) -> tuple[DecayPoint, ...]:
        """The activity in a thing from its receipt until ten half-lives later, with a step at each movement."""
        span = timedelta(seconds=float(stock.half_life.base) * 10)
        spread = [stock.at.utc + span * index / (points - 1) for index in range(points)]
        instant = timedelta(seconds=1)
        steps = [m.at.utc for m in stock.movements if m.kind.takes]
        before = [step - instant for step in steps if step - instant >= stock.at.utc]
        moments = sorted({*spread, *steps, *before})
        offset = stock.at.offset_minutes
        return tuple(
            DecayPoint(moment, stock.remaining(moment))
            for moment in (Moment(utc, offset) for utc in moments)
        )

    def _part(self, whole: Stock, activity: Activity, at: Moment, form: StockForm) -> Stock:
        companion = whole.companion
        if companion is not None:
            known = whole.companion_remaining(at)
            left = whole.remaining(at)
            if known is not None and left.amount:
                known = known * activity.ratio_to(left)
            companion = replace(companion, activity=known)
        return replace(
            whole,
            **self._book.head(at),
            number=0,
            revision=1,
            form=form,
            reference=activity,
            reference_at=at,
            parent_id=whole.id,
            parent=whole.code,
            package_id=None,
            companion=companion,
            movements=(),
        )


def _require_past(at: Moment, now: Moment) -> None:
    if at.utc > now.utc:
        raise Invalid("at", "lies in the future")


def _travel_rows(was: Sequence[Holding], known: Sequence[Holding]) -> tuple[TravelRow, ...]:
    today = {(held.record_id, held.nuclide_id): held for held in was}
    then = {(held.record_id, held.nuclide_id): held for held in known}
    rows = [_travel_row(today.get(key), then.get(key)) for key in {**today, **then}]
    return tuple(sorted(rows, key=lambda row: (row.holding.nuclide_id, row.holding.code)))


def _travel_row(was: Holding | None, known: Holding | None) -> TravelRow:
    if known is None:
        return TravelRow(was, known, TravelNote.ENTERED_LATER)
    if was is None:
        return TravelRow(was, known, TravelNote.TAKEN_BACK)
    if was.activity != known.activity:
        return TravelRow(was, known, TravelNote.AMOUNT)
    same_room = was.room == known.room
    return TravelRow(was, known, TravelNote.SAME if same_room else TravelNote.ROOM)
