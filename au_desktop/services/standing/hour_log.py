"""The hour ledgers: entries are added, changed, divided and voided, each hour once, and signed in batches."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from au_desktop.domain.canonical import as_document
from au_desktop.domain.errors import Invalid, ReasonRequired
from au_desktop.domain.ids import HourEntryId, StatementId, TraineeId
from au_desktop.domain.roles import Permission
from au_desktop.domain.signing.statements import StatementDraft, StatementKind
from au_desktop.domain.training.cases import Voided
from au_desktop.domain.training.hour_rules.hour_count import HoursStanding
from au_desktop.domain.training.hour_rules.hour_overlap import (
    HoursOverlap,
    HoursTwice,
    find_overlap,
    find_twin,
    fitted,
)
from au_desktop.domain.training.hours import HourEntry, Ledger
from au_desktop.services.center.hour_settings import hours_a_day, put_hours_a_day
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.rows import Hit
from au_desktop.services.standing.standings import Standings
from au_desktop.services.statements.signed_statements import Statements
from au_desktop.services.statements.stated_records import hour_facts, stated_hours

HOUR_SERIES = "hours"
SIGNED_LEDGERS = {
    StatementKind.CLASSROOM_VERIFIED: frozenset({Ledger.CLASSROOM, Ledger.CONTINUING}),
    StatementKind.WORK_CONFIRMED: frozenset({Ledger.WORK}),
}
"""Which entries each statement is about."""


class HoursAreVoid(Invalid):
    """A void entry was to be changed or signed."""

    def __init__(self, code: str) -> None:
        super().__init__("hours", f"{code} is void")
        self.code = code


class HourLog:
    """Use cases about hours of training."""

    def __init__(self, desk: Desk, statements: Statements, standings: Standings) -> None:
        self._desk = desk
        self._statements = statements
        self._standings = standings

    def entries(self, trainee_id: TraineeId) -> tuple[HourEntry, ...]:
        """All entries of a trainee, by number; voided ones too."""
        with self._desk.unit_of_work() as uow:
            return uow.hours.of_trainees((trainee_id,))

    def entry(self, entry_id: HourEntryId) -> HourEntry:
        """One entry; raises `NotFound`."""
        with self._desk.unit_of_work() as uow:
            return uow.hours.get(entry_id)

    def standing(self, trainee_id: TraineeId) -> HoursStanding:
        """What counts of them toward the trainee's own route, and why the rest does not yet."""
        return self._standings.of(trainee_id).hours

    def hours_a_day(self) -> Decimal:
        """How many hours without clock times one day holds in this center."""
        with self._desk.unit_of_work() as uow:
            return hours_a_day(uow, self._desk.reference)

    def set_hours_a_day(self, hours: Decimal) -> Outcome[None]:
        """Change that setting; entries that no longer fit stay and say so."""
        with self._desk.change(Permission.MANAGE_CENTER) as change:
            before = hours_a_day(change.uow, self._desk.reference)
            put_hours_a_day(change.uow, hours)
            subject = Subject(Kind.CENTER, None, "claimable hours a day")
            change.record("change center", subject, {"hours": before}, {"hours": hours})
            change.kinds.add(Kind.HOURS)
        undo = Undo("claimable hours a day changed", lambda: self.set_hours_a_day(before))
        return Outcome(None, change.changes, undo)

    def add(self, entry: HourEntry) -> Outcome[HourEntryId]:
        """Enter hours; id and number are given here.

        Raises:
            HoursOverlap, HoursTwice: the time, or the certificate, is entered already.
        """
        with self._desk.change(Permission.KEEP_HOURS) as change:
            added = self._added(change, entry)
        undo = self._undo((added.id,), f"{added.code} entered", Permission.KEEP_HOURS)
        return Outcome(added.id, change.changes, undo)

    def import_all(
        self, entries: Sequence[HourEntry], reason: str, also: Callable[[Change], None]
    ) -> Outcome[tuple[HourEntryId, ...]]:
        """Enter many in one transaction, all or none; `also` may record what belongs to the import."""
        with self._desk.change(Permission.IMPORT_RECORDS) as change:
            added = tuple(self._added(change, entry, reason) for entry in entries)
            also(change)
        keys = tuple(entry.id for entry in added)
        count = f"{len(keys)} entries" if len(keys) != 1 else "1 entry"
        undo = self._undo(keys, f"{count} of hours imported", Permission.IMPORT_RECORDS)
        return Outcome(keys, change.changes, undo)

    def change(self, entry: HourEntry, reason: str = "") -> Outcome[None]:
        """Change an entry; what was signed then waits anew, and needs a reason. Notes are no part of what is signed.

        Raises:
            HoursAreVoid: a void entry stays as it is.
            ReasonRequired: the entry was signed and no reason is given.
            HoursOverlap, HoursTwice: as for `add`.
        """
        with self._desk.change(Permission.KEEP_HOURS) as change:
            before = _live(change.uow, entry.id)
            signed = self._changed(change, entry, reason)
        why = f"taking back the change to {before.code}" if signed else ""
        undo = Undo(f"{before.code} changed", lambda: self.change(before, why))
        return Outcome(None, change.changes, undo)

    def split(self, kept: HourEntry, moved: HourEntry, reason: str = "") -> Outcome[HourEntryId]:
        """Divide an entry: `kept` is what stays of it, `moved` a new one for the rest, such as for another ledger.

        Raises:
            Invalid: together they hold more hours than the entry did.
        """
        with self._desk.change(Permission.KEEP_HOURS) as change:
            before = _live(change.uow, kept.id)
            if kept.hours + moved.hours > before.hours:
                raise Invalid("hours", f"{before.code} holds only {before.hours:f} h to divide")
            signed = self._changed(change, kept, reason)
            added = self._added(change, replace(moved, trainee_id=before.trainee_id), reason)
        why = f"taking back the division of {before.code}" if signed else ""
        undo = Undo(f"{before.code} divided", lambda: self._rejoin(before, added.id, why))
        return Outcome(added.id, change.changes, undo)

    def fitted(self, entry: HourEntry) -> HourEntry | None:
        """The entry with only the hours that no other entry holds, or None where nothing is free."""
        with self._desk.unit_of_work() as uow:
            others = uow.hours.of_trainees((entry.trainee_id,))
            return fitted(entry, others, hours_a_day(uow, self._desk.reference))

    def void(self, entry_id: HourEntryId, reason: str) -> Outcome[None]:
        """Take an entry out of the count; it stays readable with the reason."""
        return self._void((entry_id,), reason, Permission.VOID_RECORDS)

    def draft(self, kind: StatementKind, entry_ids: Iterable[HourEntryId]) -> StatementDraft:
        """What is about to be signed over these entries, to be shown first.

        Raises:
            Invalid: nothing is chosen, or an entry cannot be signed so.
        """
        with self._desk.unit_of_work() as uow:
            entries = [_live(uow, entry_id) for entry_id in entry_ids]
        if not entries:
            raise Invalid("hours", "are not chosen")
        for entry in entries:
            self._require_signable(kind, entry, entries[0].trainee_id)
        facts = {
            "hours": str(sum((entry.hours for entry in entries), Decimal(0))),
            "entries": [hour_facts(entry) for entry in entries],
        }
        records = tuple(stated_hours(entry) for entry in entries)
        return StatementDraft(kind, entries[0].trainee_id, facts, records)

    def verify_classroom(
        self, entry_ids: Iterable[HourEntryId], passphrase: str
    ) -> Outcome[StatementId]:
        """Sign that the certificates of these courses were seen and say what the entries say."""
        draft = self.draft(StatementKind.CLASSROOM_VERIFIED, entry_ids)
        return self._statements.sign(draft, passphrase)

    def confirm_work(
        self, entry_ids: Iterable[HourEntryId], passphrase: str
    ) -> Outcome[StatementId]:
        """Sign, as preceptor, that this work experience was had as entered."""
        draft = self.draft(StatementKind.WORK_CONFIRMED, entry_ids)
        return self._statements.sign(draft, passphrase)

    def _require_signable(
        self, kind: StatementKind, entry: HourEntry, trainee_id: TraineeId
    ) -> None:
        if entry.trainee_id != trainee_id:
            raise Invalid("hours", "of several trainees cannot be signed together")
        if entry.ledger not in SIGNED_LEDGERS[kind]:
            raise Invalid("hours", f"{entry.code} is {entry.ledger.value}")
        if entry.last > self._desk.today():
            raise Invalid("hours", f"{entry.code} ends on {entry.last}, which is still to come")

    def _added(self, change: Change, entry: HourEntry, reason: str = "") -> HourEntry:
        change.uow.trainees.get(entry.trainee_id)
        added = replace(
            entry,
            id=HourEntryId(self._desk.ids.new()),
            number=change.uow.next_number(HOUR_SERIES),
            revision=1,
            voided=None,
        )
        self._require_free(change.uow, added)
        change.uow.hours.add(added)
        change.record("enter hours", _subject(added), None, added, reason)
        _index(change, added)
        return added

    def _changed(self, change: Change, entry: HourEntry, reason: str) -> bool:
        """Store the changed facts; tells whether they had been signed."""
        before = _live(change.uow, entry.id)
        signed = bool(change.uow.statements.confirmations((entry.id,)).get(entry.id))
        after = replace(
            entry,
            number=before.number,
            trainee_id=before.trainee_id,
            revision=before.revision,
            voided=None,
        )
        if as_document(after) == as_document(before):
            change.nothing_to_do()
            return signed
        if hour_facts(after) != hour_facts(before):
            if signed and not reason.strip():
                raise ReasonRequired(f"change {before.code}, which is signed")
            self._require_free(change.uow, after)
            after = replace(after, revision=before.revision + 1)
        change.uow.hours.replace(after)
        change.record("change hours", _subject(after), before, after, reason)
        _index(change, after)
        return signed

    def _require_free(self, uow: UnitOfWork, entry: HourEntry) -> None:
        if entry.paper_id is not None:
            uow.papers.get(entry.paper_id)
        others = uow.hours.of_trainees((entry.trainee_id,))
        digests = {paper.id: paper.digest for paper in uow.papers.of_owners((entry.trainee_id,))}
        twin = find_twin(entry, others, digests)
        if twin is not None:
            raise HoursTwice(twin[0], twin[1].code)
        overlap = find_overlap(entry, others, hours_a_day(uow, self._desk.reference))
        if overlap is not None:
            raise HoursOverlap(overlap)

    def _undo(self, keys: tuple[HourEntryId, ...], label: str, permission: Permission) -> Undo:
        # Whoever may enter may take back at once what they entered; voiding later is for those who void records.
        return Undo(label, lambda: self._void(keys, "taken back at once", permission))

    def _void(
        self, keys: Iterable[HourEntryId], reason: str, permission: Permission
    ) -> Outcome[None]:
        if not reason.strip():
            raise ReasonRequired("void hours")
        with self._desk.change(permission) as change:
            for key in keys:
                _voided(change, _live(change.uow, key), reason.strip())
        return Outcome(None, change.changes)

    def _rejoin(self, before: HourEntry, added: HourEntryId, reason: str) -> Outcome[None]:
        with self._desk.change(Permission.KEEP_HOURS) as change:
            _voided(change, _live(change.uow, added), "taken back at once")
            self._changed(change, before, reason)
        return Outcome(None, change.changes)


def _live(uow: UnitOfWork, entry_id: HourEntryId) -> HourEntry:
    entry = uow.hours.get(entry_id)
    if entry.voided is not None:
        raise HoursAreVoid(entry.code)
    return entry


def _voided(change: Change, before: HourEntry, reason: str) -> None:
    after = replace(before, voided=Voided(reason, change.at))
    change.uow.hours.replace(after)
    change.record("void hours", _subject(after), before, after, reason)


def _subject(entry: HourEntry) -> Subject:
    return Subject(Kind.HOURS, entry.id, entry.code)


def _index(change: Change, entry: HourEntry) -> None:
    trainee = change.uow.trainees.get(entry.trainee_id)
    what = entry.course.title or entry.place or entry.ledger.value
    detail = f"{entry.first.isoformat()} · {what} · {trainee.display_name}"
    course = f"{entry.course.provider} {entry.course.title}"
    words = f"{entry.code} {course} {entry.place} {entry.ledger.value} {trainee.display_name}"
    change.uow.search.put(Hit(Kind.HOURS.value, entry.id, entry.code, detail), words)
