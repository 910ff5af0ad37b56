"""Starting a run with what its template needs, submitting it when nothing is missing, and letting it be signed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from au_desktop.domain.checklists.answer_checks import validate_answer
from au_desktop.domain.checklists.applicability import missing_items
from au_desktop.domain.checklists.attachments import PageMissing
from au_desktop.domain.checklists.computing import Stamp
from au_desktop.domain.checklists.runs import (
    Run,
    RunIsSubmitted,
    RunIsVoid,
    Subject,
    answers_by_item,
)
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.checklists.templates import Need, Template
from au_desktop.domain.checklists.verdicts import verdict
from au_desktop.domain.errors import DomainError, NotFound
from au_desktop.domain.ids import RunId
from au_desktop.domain.moments import Moment


class SubjectIncomplete(DomainError):
    """A run was to start without something that its template needs."""

    def __init__(self, missing: Iterable[Need]) -> None:
        self.missing = tuple(missing)
        super().__init__(", ".join(need.value for need in self.missing))


class OtherDrug(DomainError):
    """A template was to be used for a drug that it is not written for."""

    def __init__(self, template_id: str, drug_id: str) -> None:
        super().__init__(f"{template_id}: {drug_id}")
        self.template_id = template_id
        self.drug_id = drug_id


class OtherTemplate(DomainError):
    """A run was judged by a template that it was not filled with."""

    def __init__(self, run_id: RunId, expected: str, given: str) -> None:
        super().__init__(f"{run_id}: {expected} is not {given}")
        self.run_id = run_id
        self.expected = expected
        self.given = given


class NotComplete(DomainError):
    """A run cannot be submitted: these items still need an answer or a reasoned skip."""

    def __init__(self, missing: Iterable[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(", ".join(self.missing))


class CriticalStop(DomainError):
    """A run cannot be signed: these critical items need the reason of an authorized role."""

    def __init__(self, items: Iterable[str]) -> None:
        self.items = tuple(items)
        super().__init__(", ".join(self.items))


@dataclass(frozen=True, slots=True)
class Start:
    """The facts of a run that is to begin."""

    id: RunId
    number: int
    subject: Subject
    event_time: Moment
    stamp: Stamp


def started(template: Template, start: Start) -> Run:
    """A new draft of this template version.

    Raises:
        SubjectIncomplete: the template needs a reference that is not there.
        OtherDrug: the template is for other drugs.
    """
    missing = missing_needs(template, start.subject)
    if missing:
        raise SubjectIncomplete(missing)
    drug_id = start.subject.drug_id
    if template.drugs and drug_id and drug_id not in template.drugs:
        raise OtherDrug(template.id, drug_id)
    return Run(
        id=start.id,
        number=start.number,
        template_id=template.id,
        template_version=template.version,
        template_digest=template_digest(template),
        subject=start.subject,
        event_time=start.event_time,
        entry_time=start.stamp.at,
        started_by=start.stamp.by,
    )


def missing_needs(template: Template, subject: Subject) -> tuple[Need, ...]:
    """What the template needs and the subject does not have."""
    there = {
        Need.CASE: subject.case_id,
        Need.TRAINEE: subject.trainee_id,
        Need.SUPERVISOR: subject.supervisor_id,
        Need.ROOM: subject.room_id,
        Need.INSTRUMENT: subject.instrument_id,
        Need.DRUG: subject.drug_id or None,
        Need.PERSON: subject.person_id,
    }
    return tuple(need for need in template.needs if there[need] is None)


def require_own_template(template: Template, run: Run) -> None:
    """Refuse with `OtherTemplate` where the run was filled with another template version."""
    digest = template_digest(template)
    if digest != run.template_digest:
        raise OtherTemplate(run.id, run.template_digest, digest)


def may_submit(template: Template, run: Run) -> bool:
    """Whether the run is a draft of this template with nothing missing; stops do not matter yet."""
    return (
        run.is_draft
        and run.template_digest == template_digest(template)
        and not missing_items(template, answers_by_item(run.answers))
    )


def submitted(template: Template, run: Run, stamp: Stamp) -> Run:
    """The run with its answers final, ready to be signed. A stopped run may be submitted too: it happened.

    Raises:
        RunIsVoid, RunIsSubmitted: it is no draft.
        OtherTemplate: it was filled with another template version.
        NotFound, AnswerRefused: an answer belongs to no item, or is not one the item takes.
        NotComplete: items are missing.
        PageMissing: it was typed in from paper, and the page is not there.
    """
    if run.voided is not None:
        raise RunIsVoid(run.id)
    if run.submitted_at is not None:
        raise RunIsSubmitted(run.id)
    require_own_template(template, run)
    _require_valid_answers(template, run)
    missing = missing_items(template, answers_by_item(run.answers))
    if missing:
        raise NotComplete(missing)
    if run.transcription is not None and not run.attachments:
        raise PageMissing(run.id, run.transcription.form_code)
    return replace(run, submitted_at=stamp.at, submitted_by=stamp.by)


def _require_valid_answers(template: Template, run: Run) -> None:
    items = {item.key: item for item in template.items}
    for answer in run.answers:
        if answer.item not in items:
            raise NotFound("item", answer.item)
        validate_answer(items[answer.item], answer.value)


def require_signable(template: Template, run: Run) -> None:
    """Refuse a signature on a run that is void, of another template, incomplete, or stopped without a recorded reason.

    Raises:
        RunIsVoid, OtherTemplate, NotComplete, CriticalStop: what stands against it.
    """
    if run.voided is not None:
        raise RunIsVoid(run.id)
    require_own_template(template, run)
    found = verdict(template, run)
    if found.missing:
        raise NotComplete(found.missing)
    if found.stops:
        raise CriticalStop(found.stops)
