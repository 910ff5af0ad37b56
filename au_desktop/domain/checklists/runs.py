"""A run: one filling of one template version, from its start to its submission, its amendment or its end."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from au_desktop.domain.checklists.answers import Answer, Override
from au_desktop.domain.checklists.attachments import (
    MOST_ATTACHMENTS,
    AttachedAlready,
    Attachment,
    TooManyAttachments,
    Transcription,
)
from au_desktop.domain.errors import DomainError, NotAllowed, NotFound, ReasonRequired
from au_desktop.domain.ids import (
    CaseId,
    InstrumentId,
    PaperId,
    PersonId,
    RoomId,
    RunId,
    SupervisorId,
    TraineeId,
)
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Permission, may


class RunIsSubmitted(DomainError):
    """An answer was to be changed after the run had been submitted."""

    def __init__(self, run_id: RunId) -> None:
        super().__init__(str(run_id))
        self.run_id = run_id


class RunIsVoid(DomainError):
    """Something was to be done with a run that is void."""

    def __init__(self, run_id: RunId) -> None:
        super().__init__(str(run_id))
        self.run_id = run_id


class NotAnswered(DomainError):
    """An override was to be recorded for an item that has no answer."""

    def __init__(self, item: str) -> None:
        super().__init__(item)
        self.item = item


class NotSubmitted(DomainError):
    """Only a submitted run can be amended or taken back; a draft is simply changed."""

    def __init__(self, run_id: RunId) -> None:
        super().__init__(str(run_id))
        self.run_id = run_id


@dataclass(frozen=True, slots=True)
class Subject:
    """What a run is about; every reference is optional, the template says which it needs."""

    case_id: CaseId | None = None
    trainee_id: TraineeId | None = None
    supervisor_id: SupervisorId | None = None
    room_id: RoomId | None = None
    instrument_id: InstrumentId | None = None
    person_id: PersonId | None = None
    drug_id: str = ""


@dataclass(frozen=True, slots=True)
class Voided:
    """Why a run no longer counts, who said so, and when. It stays readable."""

    reason: str
    by: PersonId
    at: Moment


@dataclass(frozen=True, slots=True)
class Run:
    """One filling of one template version.

    Three times are kept apart: when the work happened (`event_time`), when the record was begun (`entry_time`), and when it
    was signed (with the signature, elsewhere); `late_reason` says why the record was begun late. `answers` hold each item
    once, in the order of first answering; `attachments` are the files beside them, `transcription` says that the run was typed
    in from paper.
    """

    id: RunId
    number: int
    template_id: str
    template_version: int
    template_digest: str
    subject: Subject
    event_time: Moment
    entry_time: Moment
    started_by: PersonId
    answers: tuple[Answer, ...] = ()
    submitted_at: Moment | None = None
    submitted_by: PersonId | None = None
    amends: RunId | None = None
    amend_reason: str = ""
    voided: Voided | None = None
    late_reason: str = ""
    attachments: tuple[Attachment, ...] = ()
    transcription: Transcription | None = None

    @property
    def is_draft(self) -> bool:
        """Neither submitted nor void: answers may still change."""
        return self.submitted_at is None and self.voided is None

    def answer(self, item: str) -> Answer | None:
        """The answer to that item, if there is one."""
        return next((answer for answer in self.answers if answer.item == item), None)


def answers_by_item(answers: Iterable[Answer]) -> dict[str, Answer]:
    """The answers keyed by their item."""
    return {answer.item: answer for answer in answers}


def with_answer(run: Run, answer: Answer) -> Run:
    """The run with this answer in the place of the item's earlier one.

    An override stays only while the value it was given for stays.

    Raises:
        RunIsSubmitted, RunIsVoid: the run is no longer a draft.
    """
    _require_draft(run)
    earlier = run.answer(answer.item)
    if earlier is None:
        return replace(run, answers=(*run.answers, answer))
    if answer.override is None and answer.value == earlier.value:
        answer = replace(answer, override=earlier.override)
    return replace(
        run, answers=tuple(answer if old.item == answer.item else old for old in run.answers)
    )


def with_answers(run: Run, answers: Iterable[Answer]) -> Run:
    """The draft with exactly these answers, as `compute_items` gives them."""
    _require_draft(run)
    return replace(run, answers=tuple(answers))


def without_answer(run: Run, item: str) -> Run:
    """The draft with the item unanswered again."""
    _require_draft(run)
    return replace(run, answers=tuple(answer for answer in run.answers if answer.item != item))


def with_attachment(run: Run, attachment: Attachment) -> Run:
    """The draft with one more file.

    Raises:
        RunIsSubmitted, RunIsVoid: the run is no longer a draft.
        AttachedAlready, TooManyAttachments: it cannot be taken, and why.
    """
    _require_draft(run)
    for other in run.attachments:
        if (other.digest, other.item) == (attachment.digest, attachment.item):
            raise AttachedAlready(other.title)
    if len(run.attachments) >= MOST_ATTACHMENTS:
        raise TooManyAttachments(MOST_ATTACHMENTS)
    return replace(run, attachments=(*run.attachments, attachment))


def without_attachment(run: Run, paper_id: PaperId) -> Run:
    """The draft without one of its files; raises `NotFound` where it has no such file."""
    _require_draft(run)
    kept = tuple(one for one in run.attachments if one.paper_id != paper_id)
    if kept == run.attachments:
        raise NotFound("attached file", str(paper_id))
    return replace(run, attachments=kept)


def with_override(run: Run, item: str, override: Override) -> Run:
    """The run with the reason why a critical item may be passed; allowed on drafts and on submitted runs before sign-off.

    Raises:
        NotAllowed: the role may not override.
        ReasonRequired: no reason was given.
        NotAnswered: the item has no answer to stand by.
        RunIsVoid: the run is void.
    """
    _require_not_void(run)
    if not may(override.role, Permission.OVERRIDE_CRITICAL):
        raise NotAllowed(override.role.value, Permission.OVERRIDE_CRITICAL.value)
    if not override.reason.strip():
        raise ReasonRequired(Permission.OVERRIDE_CRITICAL.value)
    answer = run.answer(item)
    if answer is None:
        raise NotAnswered(item)
    passed = replace(answer, override=override)
    return replace(run, answers=tuple(passed if old.item == item else old for old in run.answers))


def taken_back(run: Run) -> Run:
    """A submitted run made a draft again, to be corrected before anyone has signed it; the caller knows the signatures.

    Raises:
        NotSubmitted: it is still a draft.
        RunIsVoid: it is void.
    """
    _require_not_void(run)
    if run.submitted_at is None:
        raise NotSubmitted(run.id)
    return replace(run, submitted_at=None, submitted_by=None)


@dataclass(frozen=True, slots=True)
class Amendment:
    """The facts of a run that is to replace a submitted one."""

    id: RunId
    number: int
    by: PersonId
    at: Moment
    reason: str


def amended(run: Run, amendment: Amendment) -> Run:
    """A new draft that carries the answers over and replaces the run once it is signed; the run itself stays untouched.

    It keeps the template version: an amendment corrects answers, it does not ask other questions.

    Raises:
        NotSubmitted: a draft is simply changed.
        RunIsVoid: a void run is not amended.
        ReasonRequired: no reason was given.
    """
    _require_not_void(run)
    if run.submitted_at is None:
        raise NotSubmitted(run.id)
    if not amendment.reason.strip():
        raise ReasonRequired("amend a checklist")
    return replace(
        run,
        id=amendment.id,
        number=amendment.number,
        entry_time=amendment.at,
        started_by=amendment.by,
        submitted_at=None,
        submitted_by=None,
        amends=run.id,
        amend_reason=amendment.reason,
        late_reason="",
    )


def voided(run: Run, void: Voided) -> Run:
    """The run taken out of the record with its reason; everything else stays as it was.

    Raises:
        RunIsVoid: it already is.
        ReasonRequired: no reason was given.
    """
    _require_not_void(run)
    if not void.reason.strip():
        raise ReasonRequired("void a checklist")
    return replace(run, voided=void)


def _require_not_void(run: Run) -> None:
    if run.voided is not None:
        raise RunIsVoid(run.id)


def _require_draft(run: Run) -> None:
    _require_not_void(run)
    if run.submitted_at is not None:
        raise RunIsSubmitted(run.id)
