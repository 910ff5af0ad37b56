"""Home license follow-up: the amendment that lists a trainee as authorized user, from sending to approval and notice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import FollowUpId, PaperId, TraineeId
from au_desktop.domain.training.cases import Voided
from au_desktop.domain.training.pathways import Path

NOTICE_DAYS = 30
"""10 CFR 35.14(a): no later than 30 days after the licensee permits the person to work as authorized user."""

USUAL_REMINDER_WEEKS = 8
"""After how many weeks without an answer the program asks to inquire: a habit of the house, no rule; changed per request."""


@dataclass(frozen=True, slots=True)
class AgencyQuestion:
    """A question of the agency and the answer to it."""

    asked: date
    question: str
    answered: date | None = None
    answer: str = ""

    def __post_init__(self) -> None:
        """A question has words, and its answer comes no earlier."""
        if not self.question.strip():
            raise Invalid("question", "is empty")
        if self.answered is not None and self.answered < self.asked:
            raise Invalid("answered", "is before the day of the question")


@dataclass(frozen=True, slots=True)
class LicenseFollowUp:
    """One request to list a trainee on their home license.

    `management_approved` is the day on which the licensee's management approved in writing (10 CFR 35.24(a)); `began_as_au`
    the day on which the trainee began to act as AU, from which 30 days of notice run (10 CFR 35.14(a)). `broad_scope` says
    that the license is a Type A license of broad scope, which is exempt from both (10 CFR 35.15(b), (d)).
    """

    id: FollowUpId
    trainee_id: TraineeId
    license_number: str
    agency: str
    management_approved: date | None = None
    sent: date | None = None
    received_by_agency: date | None = None
    questions: tuple[AgencyQuestion, ...] = ()
    approved: date | None = None
    amendment: str = ""
    began_as_au: date | None = None
    notice_sent: date | None = None
    paper_id: PaperId | None = None
    notes: str = ""
    voided: Voided | None = None
    broad_scope: bool = False
    remind_after_weeks: int = USUAL_REMINDER_WEEKS

    def __post_init__(self) -> None:
        """Each step comes no earlier than the one before it."""
        if self.remind_after_weeks < 1:
            raise Invalid("remind_after_weeks", "is at least one week")
        _in_order(self.sent, self.received_by_agency, "received_by_agency", "the day it was sent")
        _in_order(self.sent, self.approved, "approved", "the day the request was sent")
        _in_order(
            self.began_as_au, self.notice_sent, "notice_sent", "the start as authorized user"
        )

    @property
    def open_questions(self) -> tuple[AgencyQuestion, ...]:
        """Questions without an answer."""
        return tuple(question for question in self.questions if question.answered is None)

    def listed_on(self, day: date) -> bool:
        """Whether the license lists the trainee on that day."""
        return self.voided is None and self.approved is not None and self.approved <= day

    def weeks_waiting(self, today: date) -> int | None:
        """Whole weeks since the request was sent; None where nothing is waited for."""
        if self.sent is None or self.approved is not None or self.voided is not None:
            return None
        return max(0, (today - self.sent).days // 7)

    def waits_too_long(self, today: date) -> bool:
        """Whether it is time to ask the agency."""
        weeks = self.weeks_waiting(today)
        return weeks is not None and weeks >= self.remind_after_weeks

    def with_answer(self, position: int, answered: date, answer: str) -> "LicenseFollowUp":
        """The same with the question at that position answered."""
        if not 0 <= position < len(self.questions):
            raise Invalid("question", "is not on record")
        if not answer.strip():
            raise Invalid("answer", "is empty")
        questions = list(self.questions)
        questions[position] = replace(questions[position], answered=answered, answer=answer)
        return replace(self, questions=tuple(questions))


def _in_order(earlier: date | None, later: date | None, field: str, words: str) -> None:
    if earlier is not None and later is not None and later < earlier:
        raise Invalid(field, f"is before {words}")


class ActingState(StrEnum):
    """Whether the trainee may act as authorized user at home; the words are for whoever shows it."""

    LISTED = "the license lists the trainee"
    MAY_NOT = "may not act as AU until the amendment issues"
    MAY_START = "may start; the licensee gives notice"
    BROAD_SCOPE = "exempt under a Type A license of broad scope"
    PATH_OPEN = "the path is not settled"


class StartRule(StrEnum):
    """What the way that a trainee follows says about the first day as authorized user."""

    WAITS = "waits for the amendment"
    GIVES_NOTICE = "starts, and the licensee gives notice"
    OPEN = "no way is chosen"


@dataclass(frozen=True, slots=True)
class Start:
    """The rule, and the days within which notice is given after the start."""

    rule: StartRule
    notice_days: int = NOTICE_DAYS


def start_of(chosen: Path | None) -> Start:
    """The rule of the chosen way: 10 CFR 35.13(b) with (b)(1) and (4), days of notice as the profile has them."""
    if chosen is None:
        return Start(StartRule.OPEN)
    if chosen.waits_for_amendment:
        return Start(StartRule.WAITS)
    days = [
        entrance.notice_days
        for entrance in chosen.route.entrances
        if not entrance.waits_for_amendment and entrance.notice_days is not None
    ]
    return Start(StartRule.GIVES_NOTICE, min(days, default=NOTICE_DAYS))


@dataclass(frozen=True, slots=True)
class ActingBanner:
    """What stands above the home license: the state, the amendment that lists the trainee, and a start that came too early."""

    state: ActingState
    amendment: str = ""
    since: date | None = None
    began_too_early: bool = False


_UNLISTED = {
    StartRule.WAITS: ActingState.MAY_NOT,
    StartRule.GIVES_NOTICE: ActingState.MAY_START,
    StartRule.OPEN: ActingState.PATH_OPEN,
}


def acting_banner(
    start: Start, follow_ups: Sequence[LicenseFollowUp], today: date
) -> ActingBanner:
    """Whether the trainee may act as AU at home, from the way that they follow and their requests.

    10 CFR 35.13(b): the amendment comes first, except for those who qualify by a board way named there or are named on
    another license; 35.396 is not among them. 10 CFR 35.15(b) exempts Type A licenses of broad scope.
    """
    in_use = [one for one in follow_ups if one.voided is None]
    listed = [one for one in in_use if one.listed_on(today)]
    waits = start.rule is StartRule.WAITS
    if listed:
        newest = max(listed, key=lambda one: one.approved or today)
        early = waits and not newest.broad_scope and _began_before_listing(newest)
        return ActingBanner(ActingState.LISTED, newest.amendment, newest.approved, early)
    if any(one.broad_scope for one in in_use):
        return ActingBanner(ActingState.BROAD_SCOPE)
    began = any(one.began_as_au is not None and one.began_as_au <= today for one in in_use)
    may_not = start.rule is not StartRule.GIVES_NOTICE
    return ActingBanner(_UNLISTED[start.rule], began_too_early=began and may_not)


def _began_before_listing(follow_up: LicenseFollowUp) -> bool:
    began, approved = follow_up.began_as_au, follow_up.approved
    return began is not None and approved is not None and began < approved


class NoticeState(StrEnum):
    """Where the notice stands that follows a start without waiting for the amendment."""

    NOT_NEEDED = "not needed"
    NOT_STARTED = "runs from the start"
    RUNNING = "due"
    OVERDUE = "overdue"
    SENT = "sent"
    SENT_LATE = "sent late"


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice and its last day."""

    state: NoticeState
    due: date | None = None


def notice_of(follow_up: LicenseFollowUp, start: Start, today: date) -> Notice:
    """Where the notice of 10 CFR 35.14(a) stands: due so many days after the start of a person who need not wait.

    None is due from a Type A licensee of broad scope (10 CFR 35.15(d)), nor where the license named the person before
    the start.
    """
    began = follow_up.began_as_au
    if _needs_no_notice(follow_up, start):
        return Notice(NoticeState.NOT_NEEDED)
    if began is None:
        return Notice(NoticeState.NOT_STARTED)
    due = began + timedelta(days=start.notice_days)
    if follow_up.notice_sent is None:
        return Notice(NoticeState.OVERDUE if today > due else NoticeState.RUNNING, due)
    return Notice(NoticeState.SENT_LATE if follow_up.notice_sent > due else NoticeState.SENT, due)


def _needs_no_notice(follow_up: LicenseFollowUp, start: Start) -> bool:
    if start.rule is not StartRule.GIVES_NOTICE or follow_up.broad_scope or follow_up.voided:
        return True
    began = follow_up.began_as_au
    return began is not None and follow_up.listed_on(began)
