"""The case log: planned and given administrations with a trainee, changed with their history, voided, never deleted."""

from dataclasses import replace

from au_desktop.domain.canonical import as_document
from au_desktop.domain.errors import Invalid, ReasonRequired
from au_desktop.domain.ids import CaseId
from au_desktop.domain.roles import Permission
from au_desktop.domain.training.cases import Case, Voided
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.rows import CaseFilter, CaseRow, Hit, Page, PageRequest

CASE_SERIES = "case"


class CaseIsVoid(Invalid):
    """A void case was to be changed."""

    def __init__(self, code: str) -> None:
        super().__init__("case", f"{code} is void")


class CaseLog:
    """Use cases about cases."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def cases(self, wanted: CaseFilter, page: PageRequest) -> Page[CaseRow]:
        """One page of the log."""
        return self._desk.queries.cases(wanted, page)

    def case(self, case_id: CaseId) -> Case:
        """One case."""
        with self._desk.unit_of_work() as uow:
            return uow.cases.get(case_id)

    def add(self, case: Case) -> Outcome[CaseId]:
        """Log a case; id and case number are given here."""
        self._require_known_drug(case)
        with self._desk.change(Permission.LOG_CASES) as change:
            change.uow.trainees.get(case.trainee_id)
            numbered = replace(
                case,
                id=CaseId(self._desk.ids.new()),
                number=change.uow.next_number(CASE_SERIES),
                revision=1,
                voided=None,
            )
            change.uow.cases.add(numbered)
            change.record("log case", _subject(numbered), None, numbered)
            self._index(change, numbered)
        # Whoever may log may take back at once what they logged; voiding later is for those who void records.
        undo = Undo(
            f"{numbered.code} logged",
            lambda: self._void(numbered.id, "taken back at once", Permission.LOG_CASES),
        )
        return Outcome(numbered.id, change.changes, undo)

    def change(self, case: Case, reason: str = "") -> Outcome[None]:
        """Change the facts of a case. Once a checklist about it is signed, say why; it then waits to be confirmed anew.

        Raises:
            CaseIsVoid: a void case stays as it is.
            ReasonRequired: the case was confirmed and no reason is given.
        """
        self._require_known_drug(case)
        with self._desk.change(Permission.LOG_CASES) as change:
            before = change.uow.cases.get(case.id)
            if before.voided is not None:
                raise CaseIsVoid(before.code)
            confirmed = bool(change.uow.cases.confirmations((case.id,)).get(case.id))
            if confirmed and not reason.strip():
                raise ReasonRequired("change a confirmed case")
            same = replace(case, number=before.number, revision=before.revision, voided=None)
            after = (
                replace(same, revision=before.revision + 1)
                if _facts(same) != _facts(before)
                else same
            )
            change.uow.cases.replace(after)
            change.record("change case", _subject(after), before, after, reason)
            self._index(change, after)
        why = f"taking back the change to {after.code}" if confirmed else ""
        undo = Undo(f"{after.code} changed", lambda: self.change(before, why))
        return Outcome(None, change.changes, undo)

    def void(self, case_id: CaseId, reason: str) -> Outcome[None]:
        """Take a case out of the count; it stays readable with the reason."""
        return self._void(case_id, reason, Permission.VOID_RECORDS)

    def _void(self, case_id: CaseId, reason: str, permission: Permission) -> Outcome[None]:
        if not reason.strip():
            raise ReasonRequired("void a case")
        with self._desk.change(permission) as change:
            before = change.uow.cases.get(case_id)
            if before.voided is not None:
                raise CaseIsVoid(before.code)
            after = replace(before, voided=Voided(reason.strip(), change.at))
            change.uow.cases.replace(after)
            change.record("void case", _subject(after), before, after, reason)
        return Outcome(None, change.changes)

    def _require_known_drug(self, case: Case) -> None:
        self._desk.reference.drug(case.drug_id)

    def _index(self, change: Change, case: Case) -> None:
        drug = self._desk.reference.drug(case.drug_id)
        trainee = change.uow.trainees.get(case.trainee_id)
        supervisor = (
            change.uow.supervisors.get(case.supervisor_id).name if case.supervisor_id else ""
        )
        about = f"{drug.title} {drug.nuclide_id} {trainee.display_name} {supervisor}"
        words = f"{case.code} {case.patient_code} {about} {case.on}"
        detail = f"{case.on.isoformat()} · {drug.generic_name} · {trainee.display_name}"
        change.uow.search.put(Hit("case", case.id, case.code, detail), words)


def _subject(case: Case) -> Subject:
    return Subject(Kind.CASE, case.id, case.code)


def _facts(case: Case) -> object:
    """What a confirmation stands for: everything but notes and bookkeeping."""
    return as_document(replace(case, notes="", revision=1, voided=None))
