"""Submitted checklists that tell of an event, put into a center in memory."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from au_desktop.domain.checklists.answers import Answer, AnswerValue
from au_desktop.domain.checklists.runs import Run, Subject
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.ids import RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from tests.builders import MemoryDesk
from tests.checklist_examples import a_template


def ago(memory: MemoryDesk, **span: float) -> Moment:
    """A moment before the fake clock's now."""
    now = memory.clock.now()
    return Moment(now.utc - timedelta(**span), now.offset_minutes)


def a_run(memory: MemoryDesk, kind: str, subject: Subject, **values: AnswerValue) -> RunId:
    """A submitted checklist of a kind, about something that happened five hours ago."""
    staff = memory.people[Role.STAFF].id
    made: dict[str, Any] = {"id": kind, "kind": kind, "title": kind.replace("_", " ")}
    template = a_template(**made)
    begun = ago(memory, hours=5)
    number = 1 + len(memory.center.state.runs)
    run = Run(
        id=RunId(UUID(int=7000 + number)),
        number=number,
        template_id=kind,
        template_version=1,
        template_digest=template_digest(template),
        subject=subject,
        event_time=begun,
        entry_time=begun,
        started_by=staff,
        answers=tuple(Answer(item, value, begun, staff) for item, value in values.items()),
        submitted_at=ago(memory, hours=4),
        submitted_by=staff,
    )
    with memory.center.unit_of_work() as uow:
        uow.templates.add(run.template_digest, template)
        uow.runs.add(run)
        uow.commit()
    return run.id
