"""What schedules are held against, in plain Python over the state in memory."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from au_desktop.domain.checklists.answers import Reference
from au_desktop.domain.checklists.recurring_work import DoneRun
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.checklists.templates import Need, Template
from au_desktop.services.rows import UseRow


def _thing(run: Run, about: Need) -> UUID | None:
    subject = run.subject
    return {
        Need.ROOM: subject.room_id,
        Need.INSTRUMENT: subject.instrument_id,
        Need.PERSON: subject.person_id,
    }[about]


def done_runs(
    runs: Iterable[Run], template_id: str, about: Need | None, about_id: UUID | None, most: int
) -> tuple[DoneRun, ...]:
    standing = list(runs)
    replaced = {run.amends for run in standing if run.amends and run.submitted_at}
    found = [
        DoneRun(run.id, run.number, run.event_time.local.date())
        for run in standing
        if run.template_id == template_id
        and run.submitted_at is not None
        and run.voided is None
        and run.id not in replaced
        and (about is None or _thing(run, about) == about_id)
    ]
    return tuple(sorted(found, key=lambda run: (run.day, run.number), reverse=True)[:most])


def days_of_use(
    runs: Iterable[Run],
    templates: Mapping[str, Template],
    since: date,
    thing: tuple[Need, UUID] | None,
) -> tuple[UseRow, ...]:
    found = {
        UseRow(about, key, run.template_id, templates[run.template_digest].kind, day)
        for run in runs
        if run.voided is None and (day := run.event_time.local.date()) >= since
        for about in (Need.ROOM, Need.INSTRUMENT)
        for key in (*_named(run, about), _thing(run, about))
        if key is not None
    }
    return tuple(row for row in found if thing is None or (row.about, row.about_id) == thing)


def _named(run: Run, about: Need) -> list[UUID | None]:
    values = [answer.value for answer in run.answers if isinstance(answer.value, Reference)]
    return [value.id for value in values if value.kind == about.value]
