"""Finds the earlier run of a kind among the runs of a center in memory."""

from typing import Any

from au_desktop.domain.checklists.runs import Run, Subject
from au_desktop.domain.ids import RunId


def newest_of_kind(state: Any, runs: Any, kind: str, subject: Subject) -> RunId | None:
    """As the store does it, over dictionaries."""
    fitting = [
        run
        for run in state.runs.values()
        if state.templates[run.template_digest].kind == kind
        and run.submitted_at is not None
        and run.voided is None
        and runs.superseded_by(run.id) is None
        and _same(run, subject)
    ]
    newest = max(fitting, key=lambda run: (run.event_time.utc, run.number), default=None)
    return None if newest is None else newest.id


def _same(run: Run, subject: Subject) -> bool:
    if subject.case_id is not None:
        return run.subject.case_id == subject.case_id
    if subject.room_id is None and subject.instrument_id is None:
        return False
    return (
        run.subject.case_id is None
        and subject.room_id in {None, run.subject.room_id}
        and subject.instrument_id in {None, run.subject.instrument_id}
    )
