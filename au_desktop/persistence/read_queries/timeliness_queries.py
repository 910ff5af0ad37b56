"""Times asked of the center file: from event to signature, late entries, and clocks that went backwards."""

import json
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import BigInteger, Connection, Engine, not_, select, type_coerce

from au_desktop.domain.ids import CaseId, PersonId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.signing.sign_offs import Meaning
from au_desktop.domain.training.cases import case_code
from au_desktop.persistence.listing.local_days import from_day
from au_desktop.persistence.read_queries.log_queries import log_page
from au_desktop.persistence.read_queries.run_states import is_void
from au_desktop.persistence.tables.case_tables import cases
from au_desktop.persistence.tables.run_tables import runs
from au_desktop.persistence.tables.sign_off_tables import sign_offs
from au_desktop.services.cases.timeliness import ClockSetBack, LateEntry, SigningDelay
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.desk import CLOCK_SET_BACK
from au_desktop.services.rows import PageRequest


class SqlTimelinessQueries:
    """`TimelinessQueries` on a center file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def signing_delays(self, since: date | None) -> Sequence[SigningDelay]:
        """Signatures as supervising over events since that day; signatures on void checklists are left out."""
        wanted = _DELAYS
        if since is not None:
            wanted = wanted.where(from_day(runs.c.event_at, runs.c.event_at_offset, since))
        with self._engine.begin() as connection:
            return tuple(
                SigningDelay(
                    PersonId(row.signer_id), row.signer, timedelta(microseconds=row.micros)
                )
                for row in connection.execute(wanted)
            )

    def late_entries(self, limit: int) -> Sequence[LateEntry]:
        """Cases and checklists with a reason for their lateness, the newest entry first; void ones are left out."""
        with self._engine.begin() as connection:
            found = [*_late_cases(connection, limit), *_late_runs(connection, limit)]
        found.sort(key=lambda one: one.entered.utc, reverse=True)
        return tuple(found[:limit])

    def clocks_set_back(self, limit: int) -> Sequence[ClockSetBack]:
        """The log's entries about clocks that went backwards, the newest first."""
        with self._engine.begin() as connection:
            entries = log_page(connection, CLOCK_SET_BACK, PageRequest(limit)).rows
        noted = [entry for entry in entries if entry.verb == CLOCK_SET_BACK]
        return tuple(
            ClockSetBack(entry.sequence, entry.actor, *json.loads(entry.fields)["clock"])
            for entry in noted
        )


def _late_cases(connection: Connection, limit: int) -> list[LateEntry]:
    wanted = (
        select(cases)
        .where(cases.c.late_reason.is_not(None), cases.c.voided_at.is_(None))
        .order_by(cases.c.entered_at.desc())
        .limit(limit)
    )
    return [
        LateEntry(
            case_code(row.number),
            CaseId(row.id),
            row.on_day,
            Moment(row.entered_at, row.entered_at_offset),
            row.late_reason,
        )
        for row in connection.execute(wanted)
    ]


def _late_runs(connection: Connection, limit: int) -> list[LateEntry]:
    wanted = (
        select(runs)
        .where(runs.c.late_reason.is_not(None), not_(is_void(runs.c.id)))
        .order_by(runs.c.entered_at.desc())
        .limit(limit)
    )
    return [
        LateEntry(
            run_code(row.number),
            RunId(row.id),
            Moment(row.event_at, row.event_at_offset).local.date(),
            Moment(row.entered_at, row.entered_at_offset),
            row.late_reason,
        )
        for row in connection.execute(wanted)
    ]


_DELAYS = (
    select(
        sign_offs.c.signer_id,
        sign_offs.c.signer,
        (
            type_coerce(sign_offs.c.signed_at, BigInteger)
            - type_coerce(runs.c.event_at, BigInteger)
        ).label("micros"),
    )
    .join_from(sign_offs, runs, runs.c.id == sign_offs.c.run_id)
    .where(sign_offs.c.meaning == Meaning.SUPERVISED.value, not_(is_void(runs.c.id)))
)
