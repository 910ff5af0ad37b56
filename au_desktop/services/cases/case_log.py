"""The case log: planned and given administrations with a trainee, changed with their history, voided, never deleted."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from au_desktop.domain.errors import Invalid, ReasonRequired
from au_desktop.domain.ids import CaseId
from au_desktop.domain.roles import Permission, may
from au_desktop.domain.training.cases import Case, CaseState, Voided
from au_desktop.domain.training.confirmed_facts import same_facts
from au_desktop.domain.training.lateness import is_late_for_day, require_reason
from au_desktop.domain.training.participation import refuse_observer_participation
from au_desktop.services.center.facilities import late_entry_hours
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.part_claims import hidden_parts, note_logged_part
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.rows import CaseFilter, CaseRow, Hit, Page, PageRequest

CASE_SERIES = "case"


class CaseIsVoid(Invalid):
    """A void case was to be changed."""

    def __init__(self, code: str) -> None:
        super().__init__("case", f"{code} is void")


class CaseIsLost(Invalid):
    """A case that will not be given was to be changed before it was planned again."""

    def __init__(self, code: str) -> None:
        super().__init__("case", f"{code} is lost: plan it again first")


class CaseLog:
    """Use cases about cases. A part that the trainee claims and nobody has rated is not shown to whoever rates parts."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def cases(self, wanted: CaseFilter, page: PageRequest) -> Page[CaseRow]:
        """One page of the log."""
        found = self._desk.queries.cases(wanted, page)
        hidden = self.hidden([row.case_id for row in found.rows])
        if not hidden:
            return found
        rows = (replace(row, part=None) if row.case_id in hidden else row for row in found.rows)
        return replace(found, rows=tuple(rows))

    def case(self, case_id: CaseId) -> Case:
        """One case."""
        with self._desk.unit_of_work() as uow:
            case = uow.cases.get(case_id)
            hidden = hidden_parts(uow, self._desk.actor.role, (case_id,))
        return replace(case, part=None) if hidden else case

    def hidden(self, case_ids: list[CaseId]) -> frozenset[CaseId]:
        """Those of these cases whose claimed part the person at work is to rate before seeing it."""
        if not may(self._desk.actor.role, Permission.RATE_PART):
            return frozenset()
        with self._desk.reading() as uow:
            return hidden_parts(uow, self._desk.actor.role, case_ids)

    def add(self, case: Case) -> Outcome[CaseId]:
        """Log a case; id and case number are given here, and when it was entered.

        Raises:
            LateEntryNeedsReason: it was given longer ago than the center allows, and `late_reason` is empty.
            ObserverParticipation: an observer would take part.
        """
        with self._desk.change(Permission.LOG_CASES) as change:
            numbered = self._added(change, case)
        # Whoever may log may take back at once what they logged; voiding later is for those who void records.
        undo = Undo(
            f"{numbered.code} logged",
            lambda: self._void((numbered.id,), "taken back at once", Permission.LOG_CASES),
        )
        return Outcome(numbered.id, change.changes, undo)

    def import_all(
        self,
        cases: Sequence[Case],
        reason: str,
        beside: Callable[[Change], None] = lambda _change: None,
    ) -> Outcome[tuple[CaseId, ...]]:
        """Log many, all or none; `reason` names the file and says why they are late, `beside` is written with them."""
        with self._desk.change(Permission.IMPORT_RECORDS) as change:
            added = [
                self._added(change, replace(case, late_reason=case.late_reason or reason), reason)
                for case in cases
            ]
            beside(change)
        keys = tuple(case.id for case in added)
        count = f"{len(keys)} cases" if len(keys) != 1 else "1 case"
        undo = Undo(
            f"{count} imported",
            lambda: self._void(keys, "import taken back", Permission.IMPORT_RECORDS),
        )
        return Outcome(keys, change.changes, undo)

    def change(self, case: Case, reason: str = "") -> Outcome[None]:
        """Change the facts of a case. Once a checklist about it is signed, say why; it then waits to be confirmed anew.

        Raises:
            CaseIsVoid, CaseIsLost: such a case stays as it is.
            ReasonRequired: the case was confirmed and no reason is given.
            LateEntryNeedsReason, ObserverParticipation: as for `add`.
        """
        self._require_known_drug(case)
        with self._desk.change(Permission.LOG_CASES) as change:
            before = open_case(change, case.id)
            if CaseState.LOST in (before.state, case.state):
                raise CaseIsLost(before.code)
            confirmed = bool(change.uow.cases.confirmations((case.id,)).get(case.id))
            if confirmed and not reason.strip():
                raise ReasonRequired("change a confirmed case")
            wanted = self._as_entered(change, before, case)
            if (wanted.part, wanted.on, wanted.trainee_id) != (
                before.part,
                before.on,
                before.trainee_id,
            ):
                refuse_observer_participation(wanted, change.uow.trainees.get(wanted.trainee_id))
            if (wanted.on, wanted.entered_at) != (before.on, before.entered_at):
                _require_timely(change, wanted)
            after = self._replaced(change, before, wanted, reason)
        why = f"taking back the change to {after.code}" if confirmed else ""
        undo = Undo(f"{after.code} changed", lambda: self._put_back(before, why))
        return Outcome(None, change.changes, undo)

    def void(self, case_id: CaseId, reason: str) -> Outcome[None]:
        """Take a case out of the count; it stays readable with the reason."""
        return self._void((case_id,), reason, Permission.VOID_RECORDS)

    def _added(self, change: Change, case: Case, reason: str = "") -> Case:
        self._require_known_drug(case)
        if case.state is CaseState.LOST:
            raise Invalid("state", "a case is logged as planned or given")
        numbered = replace(
            case,
            id=CaseId(self._desk.ids.new()),
            number=change.uow.next_number(CASE_SERIES),
            revision=1,
            voided=None,
            entered_at=change.at if case.state is CaseState.GIVEN else None,
            moves=(),
            lost_reason="",
        )
        refuse_observer_participation(numbered, change.uow.trainees.get(case.trainee_id))
        _require_timely(change, numbered)
        change.uow.cases.add(numbered)
        note_logged_part(change, None, numbered)
        change.record("log case", case_subject(numbered), None, numbered, reason)
        index_case(change, self._desk, numbered)
        return numbered

    def _as_entered(self, change: Change, before: Case, case: Case) -> Case:
        """The case as it is to be stored: what no form says is as it was, and a hidden part stays untouched."""
        hidden = hidden_parts(change.uow, change.actor.role, (case.id,))
        newly_given = before.state is not CaseState.GIVEN
        given = case.state is CaseState.GIVEN
        return replace(
            case,
            number=before.number,
            revision=before.revision,
            voided=None,
            part=before.part if hidden else case.part,
            moves=before.moves,
            lost_reason=before.lost_reason,
            entered_at=(change.at if newly_given else before.entered_at) if given else None,
            late_reason=case.late_reason.strip() if given else "",
        )

    def _replaced(self, change: Change, before: Case, wanted: Case, reason: str) -> Case:
        same = same_facts(wanted, before)
        after = wanted if same else replace(wanted, revision=before.revision + 1)
        change.uow.cases.replace(after)
        note_logged_part(change, before, after)
        change.record("change case", case_subject(after), before, after, reason)
        index_case(change, self._desk, after)
        return after

    def _put_back(self, before: Case, reason: str) -> Outcome[None]:
        """The case as it was, with what was noted of its entry then."""
        with self._desk.change(Permission.LOG_CASES) as change:
            now = open_case(change, before.id)
            self._replaced(change, now, replace(before, revision=now.revision), reason)
        return Outcome(None, change.changes)

    def _void(
        self, case_ids: Sequence[CaseId], reason: str, permission: Permission
    ) -> Outcome[None]:
        if not reason.strip():
            raise ReasonRequired("void a case")
        with self._desk.change(permission) as change:
            for case_id in case_ids:
                before = open_case(change, case_id)
                after = replace(before, voided=Voided(reason.strip(), change.at))
                change.uow.cases.replace(after)
                change.record("void case", case_subject(after), before, after, reason)
        return Outcome(None, change.changes)

    def _require_known_drug(self, case: Case) -> None:
        self._desk.reference.drug(case.drug_id)


def open_case(change: Change, case_id: CaseId) -> Case:
    """The case, if it is not void; raises `CaseIsVoid`."""
    case = change.uow.cases.get(case_id)
    if case.voided is not None:
        raise CaseIsVoid(case.code)
    return case


def case_subject(case: Case) -> Subject:
    """The case as the log names it."""
    return Subject(Kind.CASE, case.id, case.code)


def index_case(change: Change, desk: Desk, case: Case) -> None:
    """Make the case findable by the words that people know it by."""
    drug = desk.reference.drug(case.drug_id)
    trainee = change.uow.trainees.get(case.trainee_id)
    supervisor = change.uow.supervisors.get(case.supervisor_id).name if case.supervisor_id else ""
    about = f"{drug.title} {drug.nuclide_id} {trainee.display_name} {supervisor}"
    words = f"{case.code} {case.patient_code} {about} {case.on}"
    detail = f"{case.on.isoformat()} · {drug.generic_name} · {trainee.display_name}"
    change.uow.search.put(Hit("case", case.id, case.code, detail), words)


def _require_timely(change: Change, case: Case) -> None:
    if case.entered_at is not None:
        hours = late_entry_hours(change.uow)
        late = is_late_for_day(case.on, case.entered_at, hours)
        require_reason(case.late_reason, hours, late=late)
