"""What trainees bring to their pathway: certificates, licenses, the regulator's answers; and the pathway they choose."""

from dataclasses import dataclass, replace

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.roles import Permission
from au_desktop.domain.training.pathway_rules import advise
from au_desktop.domain.training.pathways import PathwayAdvice
from au_desktop.domain.training.qualification import Qualification
from au_desktop.domain.training.trainees import Pathway, Trainee
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.roster.enrolment import (
    index_trainee,
    require_known_codes,
    trainee_subject,
)


@dataclass(frozen=True, slots=True)
class PathwayChoice:
    """The pathway a trainee follows, what they ask for, and, where it changed too, what they bring."""

    pathway: Pathway
    requested: tuple[str, ...]
    profile_id: str = ""
    qualification: Qualification | None = None


@dataclass(frozen=True, slots=True)
class PathwayStanding:
    """A trainee with what they bring and what follows from it."""

    trainee: Trainee
    qualification: Qualification
    advice: PathwayAdvice


class Qualifications:
    """Use cases about the pathway of trainees."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, trainee_id: TraineeId) -> Qualification:
        """What the trainee brings; empty while nothing is on record."""
        with self._desk.unit_of_work() as uow:
            return _found(uow, trainee_id)

    def advice(self, trainee_id: TraineeId, profile_id: str = "") -> PathwayAdvice:
        """Which sections apply and why, by the trainee's own jurisdiction profile or by another one."""
        return self.standing(trainee_id, profile_id).advice

    def standing(self, trainee_id: TraineeId, profile_id: str = "") -> PathwayStanding:
        """The advice with what it rests on."""
        with self._desk.unit_of_work() as uow:
            trainee = uow.trainees.get(trainee_id)
            brought = _found(uow, trainee_id)
        return PathwayStanding(trainee, brought, self.advice_on(trainee, brought, profile_id))

    def advice_on(
        self, trainee: Trainee, brought: Qualification, profile_id: str = ""
    ) -> PathwayAdvice:
        """The advice on a record as it would be, before anything is stored."""
        profile = self._desk.reference.profile(profile_id or trainee.profile_id)
        return advise(trainee, brought, profile, self._desk.today())

    def keep(self, qualification: Qualification) -> Outcome[None]:
        """Store what the trainee brings, new or changed."""
        trainee_id = TraineeId(qualification.id)
        with self._desk.change(Permission.MANAGE_TRAINEES) as change:
            before = _found(change.uow, trainee_id)
            trainee = change.uow.trainees.get(trainee_id)
            if before == qualification:
                change.nothing_to_do()
            else:
                _put(change, trainee, before, qualification)
        undo = Undo(f"What {trainee.display_name} brings changed", lambda: self.keep(before))
        return Outcome(None, change.changes, undo)

    def choose_pathway(self, trainee_id: TraineeId, choice: PathwayChoice) -> Outcome[None]:
        """Choose the pathway, and store what it rests on, in one step.

        Raises:
            Invalid: a requested category is not in the jurisdiction profile.
        """
        with self._desk.change(Permission.MANAGE_TRAINEES) as change:
            uow = change.uow
            trainee, brought = uow.trainees.get(trainee_id), _found(uow, trainee_id)
            chosen = replace(
                trainee,
                pathway=choice.pathway,
                requested=choice.requested,
                profile_id=choice.profile_id or trainee.profile_id,
            )
            require_known_codes(self._desk, chosen)
            after = choice.qualification or brought
            if chosen != trainee:
                uow.trainees.replace(chosen)
                change.record("choose pathway", trainee_subject(chosen), trainee, chosen)
                index_trainee(change, chosen)
            if after != brought:
                _put(change, chosen, brought, after)
            if not change.kinds:
                change.nothing_to_do()
        back = PathwayChoice(trainee.pathway, trainee.requested, trainee.profile_id, brought)
        undo = Undo(
            f"Pathway of {trainee.display_name} chosen",
            lambda: self.choose_pathway(trainee_id, back),
        )
        return Outcome(None, change.changes, undo)


def _found(uow: UnitOfWork, trainee_id: TraineeId) -> Qualification:
    return uow.qualifications.find(trainee_id) or Qualification(trainee_id)


def _put(change: Change, trainee: Trainee, before: Qualification, after: Qualification) -> None:
    change.uow.qualifications.put(after)
    subject = Subject(
        Kind.QUALIFICATION, trainee.id, f"{trainee.code} {trainee.display_name}: pathway"
    )
    change.record("change what the trainee brings", subject, before, after)
