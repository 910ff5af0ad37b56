"""The roster: intake, changes, capacities, visits and status of trainees."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import TraineeId
from au_desktop.domain.roles import Permission
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.rows import Hit, Page, PageRequest, RosterFilter, RosterRow

TRAINEE_SERIES = "trainee"
_AT_ONCE = "taken back at once"
_IMPORT_BACK = "import taken back"


class Enrolment:
    """Use cases about trainees."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def roster(self, wanted: RosterFilter, page: PageRequest) -> Page[RosterRow]:
        """One page of the roster."""
        return self._desk.queries.roster(wanted, page, self._desk.today())

    def trainee(self, trainee_id: TraineeId) -> Trainee:
        """One trainee."""
        with self._desk.unit_of_work() as uow:
            return uow.trainees.get(trainee_id)

    def everyone(self) -> tuple[Trainee, ...]:
        """All trainees, whatever their status, as an import compares them."""
        with self._desk.unit_of_work() as uow:
            return uow.trainees.all()

    def enroll(self, trainee: Trainee) -> Outcome[TraineeId]:
        """Add a trainee to the roster; id and roster number are given here."""
        with self._desk.change(Permission.MANAGE_TRAINEES) as change:
            added = self._add(change, trainee, "enroll trainee", "")
        undo = Undo(f"{added.display_name} added", lambda: self.take_back((added.id,), _AT_ONCE))
        return Outcome(added.id, change.changes, undo)

    def import_all(
        self,
        trainees: Sequence[Trainee],
        reason: str,
        beside: Callable[[Change], None] = lambda _change: None,
    ) -> Outcome[tuple[TraineeId, ...]]:
        """Add many, all or nothing; `reason` names the file, `beside` is written in the same transaction."""
        with self._desk.change(Permission.IMPORT_RECORDS) as change:
            added = [self._add(change, one, "import trainee", reason) for one in trainees]
            beside(change)
        ids = tuple(trainee.id for trainee in added)
        undo = Undo(f"{len(ids)} trainees imported", lambda: self.take_back(ids, _IMPORT_BACK))
        return Outcome(ids, change.changes, undo)

    def take_back(self, trainee_ids: Sequence[TraineeId], reason: str) -> Outcome[None]:
        """Take trainees off the roster again, all or none; they stay readable with the reason.

        Raises:
            Invalid: one of them has cases or hours already; the status says so then.
        """
        with self._desk.change(Permission.MANAGE_TRAINEES) as change:
            uow = change.uow
            if uow.cases.of_trainees(trainee_ids) or uow.hours.of_trainees(trainee_ids):
                raise Invalid("trainee", "has cases or hours already; set the status instead")
            for before in uow.trainees.several(trainee_ids):
                after = replace(before, void_reason=reason)
                uow.trainees.replace(after)
                change.record("take trainee back", trainee_subject(after), before, after, reason)
                index_trainee(change, after)
        return Outcome(None, change.changes)

    def change(self, trainee: Trainee) -> Outcome[None]:
        """Change a trainee; the number stays."""
        require_known_codes(self._desk, trainee)
        with self._desk.change(Permission.MANAGE_TRAINEES) as change:
            before = change.uow.trainees.get(trainee.id)
            after = replace(trainee, number=before.number)
            change.uow.trainees.replace(after)
            change.record("change trainee", trainee_subject(after), before, after)
            index_trainee(change, after)
        undo = Undo(f"{after.display_name} changed", lambda: self.change(before))
        return Outcome(None, change.changes, undo)

    def _add(self, change: Change, trainee: Trainee, verb: str, reason: str) -> Trainee:
        require_known_codes(self._desk, trainee)
        added = replace(
            trainee,
            id=TraineeId(self._desk.ids.new()),
            number=change.uow.next_number(TRAINEE_SERIES),
        )
        change.uow.trainees.add(added)
        change.record(verb, trainee_subject(added), None, added, reason)
        index_trainee(change, added)
        return added


def require_known_codes(desk: Desk, trainee: Trainee) -> None:
    """Refuse a request for categories that the trainee's jurisdiction profile does not have."""
    profile = desk.reference.profile(trainee.profile_id)
    known = {category.code for category in profile.categories}
    unknown = sorted(set(trainee.requested) - known)
    if unknown:
        raise Invalid("requested categories", f"{', '.join(unknown)} is not in {profile.title}")


def trainee_subject(trainee: Trainee) -> Subject:
    """As the log names the trainee."""
    return Subject(Kind.TRAINEE, trainee.id, f"{trainee.code} {trainee.display_name}")


def index_trainee(change: Change, trainee: Trainee) -> None:
    """Let search find the trainee by what stands on the roster."""
    words = f"{trainee.code} {trainee.family_name} {trainee.given_name} {trainee.license_state} {trainee.email}"
    detail = f"{trainee.code} · {trainee.pathway.value}"
    if trainee.void_reason:
        words = ""  # found by nobody who looks for someone on the roster
    change.uow.search.put(Hit("trainee", trainee.id, trainee.display_name, detail), words)
