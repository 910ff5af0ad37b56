"""Times asked of a center in memory."""

from collections.abc import Sequence
from datetime import date

from au_desktop.domain.signing.sign_offs import Meaning
from au_desktop.services.cases.timeliness import ClockSetBack, LateEntry, SigningDelay
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.desk import CLOCK_SET_BACK
from tests.memory_center import MemoryCenter


class MemoryTimes:
    def __init__(self, center: MemoryCenter) -> None:
        self._center = center

    def signing_delays(self, since: date | None) -> Sequence[SigningDelay]:
        state = self._center.state
        return [
            SigningDelay(one.signer_id, one.signer, one.signed_at.utc - run.event_time.utc)
            for run in state.runs.values()
            for one in state.sign_offs.get(run.id, ())
            if one.meaning is Meaning.SUPERVISED
            and run.voided is None
            and (since is None or run.event_time.local.date() >= since)
        ]

    def late_entries(self, limit: int) -> Sequence[LateEntry]:
        state = self._center.state
        found = [
            LateEntry(case.code, case.id, case.on, case.entered_at, case.late_reason)
            for case in state.entities.get("case", {}).values()
            if case.late_reason and case.voided is None
        ] + [
            LateEntry(
                run_code(run.number),
                run.id,
                run.event_time.local.date(),
                run.entry_time,
                run.late_reason,
            )
            for run in state.runs.values()
            if run.late_reason and run.voided is None
        ]
        return sorted(found, key=lambda one: one.entered.utc, reverse=True)[:limit]

    def clocks_set_back(self, limit: int) -> Sequence[ClockSetBack]:
        return [
            ClockSetBack(entry.sequence, entry.actor, *entry.fields["clock"])
            for entry in reversed(self._center.state.log)
            if entry.verb == CLOCK_SET_BACK
        ][:limit]
