"""A run as the plain document whose canonical bytes are signed."""

from uuid import UUID

from au_desktop.domain.canonical import Document
from au_desktop.domain.checklists.answer_rows import answer_document
from au_desktop.domain.checklists.attachments import (
    attachment_document,
    transcription_document,
)
from au_desktop.domain.checklists.runs import Run, Subject

RUN_FORMAT = "checklist run 1"


def run_document(run: Run) -> Document:
    """Everything a signature on a run stands for, answers sorted by item; only what is set appears."""
    return _set_only(
        {
            "format": RUN_FORMAT,
            "id": str(run.id),
            "number": run.number,
            "template": {
                "id": run.template_id,
                "version": run.template_version,
                "digest": run.template_digest,
            },
            "subject": subject_document(run.subject),
            "event_time": run.event_time.iso(),
            "entry_time": run.entry_time.iso(),
            "started_by": str(run.started_by),
            "submitted_at": None if run.submitted_at is None else run.submitted_at.iso(),
            "submitted_by": _id_text(run.submitted_by),
            "amends": _id_text(run.amends),
            "amend_reason": run.amend_reason or None,
            "late_reason": run.late_reason or None,
            "answers": [
                answer_document(answer)
                for answer in sorted(run.answers, key=lambda answer: answer.item)
            ],
            "attachments": [attachment_document(one) for one in run.attachments] or None,
            "transcription": None
            if run.transcription is None
            else transcription_document(run.transcription),
        }
    )


def subject_document(subject: Subject) -> Document:
    """The references of a run, only those that are set."""
    return _set_only(
        {
            "case": _id_text(subject.case_id),
            "trainee": _id_text(subject.trainee_id),
            "supervisor": _id_text(subject.supervisor_id),
            "room": _id_text(subject.room_id),
            "instrument": _id_text(subject.instrument_id),
            "person": _id_text(subject.person_id),
            "drug": subject.drug_id or None,
        }
    )


def _id_text(key: UUID | None) -> str | None:
    return None if key is None else str(key)


def _set_only(document: Document) -> Document:
    return {name: value for name, value in document.items() if value is not None}
