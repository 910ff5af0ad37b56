"""What schedules are held against, in plain Python over the state in memory."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from au_desktop.domain.checklists.answers import Reference
from au_desktop.domain.checklists.recurring_work import DoneRun
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.checklists.templates import Need, Template

USING_A_ROOM = {"administration", "dosage_assay", "dosage_residual", "room_preparation"}


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
    wanted: tuple[Need, UUID],
    since: date,
    but_not: str,
) -> tuple[date, ...]:
    about, about_id = wanted

    def uses(run: Run) -> bool:
        named = any(
            isinstance(answer.value, Reference)
            and (answer.value.kind, answer.value.id) == (about.value, about_id)
            for answer in run.answers
        )
        kind = templates[run.template_digest].kind
        fits = about is not Need.ROOM or kind in USING_A_ROOM
        return fits and (named or _thing(run, about) == about_id)

    days = {
        run.event_time.local.date()
        for run in runs
        if run.voided is None and run.template_id != but_not and uses(run)
    }
    return tuple(sorted(day for day in days if day >= since))
