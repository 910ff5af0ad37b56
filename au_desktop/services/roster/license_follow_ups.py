"""Home license follow-up: requests to list a trainee, the agency's questions, approval, start and notice."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from au_desktop.domain.errors import Invalid, ReasonRequired
from au_desktop.domain.ids import FollowUpId, TraineeId
from au_desktop.domain.roles import Permission
from au_desktop.domain.training.cases import Voided
from au_desktop.domain.training.license_follow_up import (
    ActingBanner,
    AgencyQuestion,
    LicenseFollowUp,
    Notice,
    NoticeState,
    Start,
    acting_banner,
    notice_of,
    start_of,
)
from au_desktop.domain.training.pathway_rules import advise
from au_desktop.domain.training.pathways import PathwayAdvice
from au_desktop.domain.training.qualification import Qualification
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """One request, and where its notice stands."""

    follow_up: LicenseFollowUp
    notice: Notice
    weeks_waiting: int | None = None
    waits_too_long: bool = False


@dataclass(frozen=True, slots=True)
class HomeLicense:
    """Everything about one trainee's home license."""

    trainee: Trainee
    advice: PathwayAdvice
    banner: ActingBanner
    follow_ups: tuple[FollowUpView, ...]


class FollowUpTask(StrEnum):
    """What somebody should do."""

    NOTICE = "send the notice"
    QUESTION = "answer the agency"
    INQUIRE = "ask the agency"


@dataclass(frozen=True, slots=True)
class FollowUpDue:
    """One task of a home license and its day."""

    trainee: Trainee
    follow_up: LicenseFollowUp
    task: FollowUpTask
    due: date


class LicenseFollowUps:
    """Use cases about home licenses."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, trainee_id: TraineeId) -> HomeLicense:
        """A trainee's requests in the order they came, voided ones last, and whether the trainee may act as AU."""
        today = self._desk.today()
        with self._desk.reading() as uow:
            trainee = uow.trainees.get(trainee_id)
            advice = self._advice(uow, trainee)
            kept = uow.follow_ups.of_trainees((trainee_id,))
        start = start_of(advice.chosen)
        in_order = sorted(kept, key=lambda one: one.voided is not None)
        return HomeLicense(
            trainee,
            advice,
            acting_banner(start, kept, today),
            tuple(_view(one, start, today) for one in in_order),
        )

    def due(self, until: date) -> tuple[FollowUpDue, ...]:
        """Notices to send, questions to answer and agencies to ask by a day, soonest first."""
        today = self._desk.today()
        found: list[FollowUpDue] = []
        with self._desk.reading() as uow:
            for one in uow.follow_ups.all():
                if one.voided is None:
                    trainee = uow.trainees.get(one.trainee_id)
                    start = start_of(self._advice(uow, trainee).chosen)
                    found += [
                        FollowUpDue(trainee, one, task, day)
                        for task, day in _tasks(one, start, today)
                        if day <= until
                    ]
        return tuple(sorted(found, key=lambda one: (one.due, one.trainee.number)))

    def add(self, follow_up: LicenseFollowUp) -> Outcome[FollowUpId]:
        """Begin a request; its id is given here."""
        with self._desk.change(Permission.MANAGE_TRAINEES) as change:
            _require_sound(follow_up)
            trainee = change.uow.trainees.get(follow_up.trainee_id)
            added = replace(follow_up, id=FollowUpId(self._desk.ids.new()))
            change.uow.follow_ups.put(added)
            change.record("begin license request", _subject(added, trainee), None, added)
        undo = Undo(
            f"{_words(added)} begun",
            lambda: self.void(added.id, "begun by mistake and taken back at once"),
        )
        return Outcome(added.id, change.changes, undo)

    def change(self, follow_up: LicenseFollowUp) -> Outcome[None]:
        """Change the facts and dates of a request; its questions stay."""
        _require_sound(follow_up)
        return self._change(
            follow_up.id,
            "change license request",
            lambda before: replace(
                follow_up, trainee_id=before.trainee_id, questions=before.questions
            ),
        )

    def ask(self, key: FollowUpId, question: AgencyQuestion) -> Outcome[None]:
        """Note a question of the agency."""
        return self._change(
            key,
            "note question of the agency",
            lambda before: replace(before, questions=(*before.questions, question)),
        )

    def answer(self, key: FollowUpId, position: int, answered: date, answer: str) -> Outcome[None]:
        """Note the answer to the question at that position."""
        return self._change(
            key,
            "answer the agency",
            lambda before: before.with_answer(position, answered, answer.strip()),
        )

    def void(self, key: FollowUpId, reason: str) -> Outcome[None]:
        """Take a request out of use, with the reason; it stays readable."""
        if not reason.strip():
            raise ReasonRequired("take a license request out of use")
        with self._desk.change(Permission.MANAGE_TRAINEES) as change:
            before = _in_use(change, key)
            after = replace(before, voided=Voided(reason.strip(), change.at))
            _put(change, "void license request", before, after, reason.strip())
        return Outcome(None, change.changes)

    def _advice(self, uow: UnitOfWork, trainee: Trainee) -> PathwayAdvice:
        qualification = uow.qualifications.find(trainee.id) or Qualification(trainee.id)
        profile = self._desk.reference.profile(trainee.profile_id)
        return advise(trainee, qualification, profile, self._desk.today())

    def _change(
        self,
        key: FollowUpId,
        verb: str,
        update: Callable[[LicenseFollowUp], LicenseFollowUp],
    ) -> Outcome[None]:
        with self._desk.change(Permission.MANAGE_TRAINEES) as change:
            before = _in_use(change, key)
            after = update(before)
            if after == before:
                change.nothing_to_do()
                return Outcome(None, change.changes)
            _put(change, verb, before, after)
        undo = Undo(f"{_words(after)} changed", lambda: self._change(key, verb, lambda _: before))
        return Outcome(None, change.changes, undo)


def _require_sound(follow_up: LicenseFollowUp) -> None:
    if not follow_up.agency.strip():
        raise Invalid("agency", "is empty")


def _in_use(change: Change, key: FollowUpId) -> LicenseFollowUp:
    found = change.uow.follow_ups.get(key)
    if found.voided is not None:
        raise Invalid("license request", "is out of use")
    return found


def _put(
    change: Change, verb: str, before: LicenseFollowUp, after: LicenseFollowUp, reason: str = ""
) -> None:
    change.uow.follow_ups.put(after)
    trainee = change.uow.trainees.get(after.trainee_id)
    change.record(verb, _subject(after, trainee), before, after, reason)


def _subject(follow_up: LicenseFollowUp, trainee: Trainee) -> Subject:
    return Subject(Kind.FOLLOW_UP, follow_up.id, f"{trainee.code} · {_words(follow_up)}")


def _words(follow_up: LicenseFollowUp) -> str:
    return " ".join(part for part in (follow_up.agency, follow_up.license_number) if part)


def _view(follow_up: LicenseFollowUp, start: Start, today: date) -> FollowUpView:
    return FollowUpView(
        follow_up,
        notice_of(follow_up, start, today),
        follow_up.weeks_waiting(today),
        follow_up.waits_too_long(today),
    )


def _tasks(
    follow_up: LicenseFollowUp, start: Start, today: date
) -> tuple[tuple[FollowUpTask, date], ...]:
    found = [(FollowUpTask.QUESTION, one.asked) for one in follow_up.open_questions]
    notice = notice_of(follow_up, start, today)
    if notice.state in (NoticeState.RUNNING, NoticeState.OVERDUE) and notice.due is not None:
        found.append((FollowUpTask.NOTICE, notice.due))
    if follow_up.sent is not None and follow_up.approved is None:
        reminder = follow_up.sent + timedelta(weeks=follow_up.remind_after_weeks)
        found.append((FollowUpTask.INQUIRE, reminder))
    return tuple(found)
