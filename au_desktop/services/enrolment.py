"""The roster: intake, changes, capacities, visits and status of trainees."""

from collections.abc import Sequence
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
        outcome = self.enroll_all((trainee,), "enroll trainee")
        return Outcome(outcome.value[0], outcome.changes)

    def enroll_all(
        self, trainees: Sequence[Trainee], verb: str = "import trainee", reason: str = ""
    ) -> Outcome[tuple[TraineeId, ...]]:
        """Add many, all or nothing; `reason` names the file for an import."""
        permission = Permission.IMPORT_ROSTER if len(trainees) > 1 else Permission.MANAGE_TRAINEES
        added: list[TraineeId] = []
        with self._desk.change(permission) as change:
            for trainee in trainees:
                self._require_sound(trainee)
                numbered = replace(
                    trainee,
                    id=TraineeId(self._desk.ids.new()),
                    number=change.uow.next_number(TRAINEE_SERIES),
                )
                change.uow.trainees.add(numbered)
                change.record(verb, _subject(numbered), None, numbered, reason)
                _index(change, numbered)
                added.append(numbered.id)
        return Outcome(tuple(added), change.changes)

    def change(self, trainee: Trainee) -> Outcome[None]:
        """Change a trainee; the number stays."""
        self._require_sound(trainee)
        with self._desk.change(Permission.MANAGE_TRAINEES) as change:
            before = change.uow.trainees.get(trainee.id)
            after = replace(trainee, number=before.number)
            change.uow.trainees.replace(after)
            change.record("change trainee", _subject(after), before, after)
            _index(change, after)
        undo = Undo(f"{after.display_name} changed", lambda: self.change(before))
        return Outcome(None, change.changes, undo)

    def _require_sound(self, trainee: Trainee) -> None:
        profile = self._desk.reference.profile(trainee.profile_id)
        known = {category.code for category in profile.categories}
        unknown = sorted(set(trainee.requested) - known)
        if unknown:
            raise Invalid(
                "requested categories", f"{', '.join(unknown)} is not in {profile.title}"
            )


def _subject(trainee: Trainee) -> Subject:
    return Subject(Kind.TRAINEE, trainee.id, f"{trainee.code} {trainee.display_name}")


def _index(change: Change, trainee: Trainee) -> None:
    words = f"{trainee.code} {trainee.family_name} {trainee.given_name} {trainee.license_state} {trainee.email}"
    detail = f"{trainee.code} · {trainee.pathway.value}"
    change.uow.search.put(Hit("trainee", trainee.id, trainee.display_name, detail), words)
