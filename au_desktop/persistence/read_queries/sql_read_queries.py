"""The port of the lists, answered by SQL: each question in a transaction of its own on the reading engine."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Engine, select

from au_desktop.domain.checklists.recurring_work import DoneRun
from au_desktop.domain.checklists.templates import Need
from au_desktop.domain.ids import CaseId, PersonId, SupervisorId, TraineeId
from au_desktop.persistence.read_queries import (
    case_queries,
    confirmation_queries,
    due_queries,
    export_queries,
    given_queries,
    log_queries,
    roster_queries,
    run_queries,
    schedule_queries,
    search_queries,
    signature_queries,
    signed_queries,
    waiting_queries,
)
from au_desktop.persistence.tables.supervisor_tables import supervisors
from au_desktop.services.ports import ANYONES_SIGNATURES
from au_desktop.services.rows import (
    CaseFilter,
    CaseRow,
    ChangedCaseRow,
    DueRow,
    ExportRow,
    GivenRow,
    Hit,
    LogRow,
    Page,
    PageRequest,
    RosterFilter,
    RosterRow,
    RunFilter,
    RunRow,
    SignatureRow,
    SignedAbout,
    UseRow,
    WaitingFilter,
    WaitingRow,
)


class SqlReadQueries:
    """`ReadQueries` on a center file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def roster(self, wanted: RosterFilter, page: PageRequest, today: date) -> Page[RosterRow]:
        """Trainees."""
        with self._engine.begin() as connection:
            return roster_queries.roster_page(connection, wanted, page, today)

    def cases(self, wanted: CaseFilter, page: PageRequest) -> Page[CaseRow]:
        """Cases; the verdicts come from the gate."""
        with self._engine.begin() as connection:
            return case_queries.case_page(connection, wanted, page)

    def runs(self, wanted: RunFilter, page: PageRequest) -> Page[RunRow]:
        """Runs of checklists."""
        with self._engine.begin() as connection:
            return run_queries.run_page(connection, wanted, page)

    def waiting(
        self, page: PageRequest, wanted: WaitingFilter = ANYONES_SIGNATURES
    ) -> Page[WaitingRow]:
        """Signatures waited for, the required first, in both the run begun first."""
        with self._engine.begin() as connection:
            return waiting_queries.waiting_page(connection, page, wanted)

    def cases_changed_since_signed(self) -> tuple[ChangedCaseRow, ...]:
        """Cases that were changed after their last signature as supervised, the oldest signature first."""
        with self._engine.begin() as connection:
            return confirmation_queries.cases_changed_since_signed(connection)

    def signatures(self, page: PageRequest) -> Page[SignatureRow]:
        """Signatures given, newest first."""
        with self._engine.begin() as connection:
            return signature_queries.signature_page(connection, page)

    def exports(self, page: PageRequest) -> Page[ExportRow]:
        """Files that left, newest first."""
        with self._engine.begin() as connection:
            return export_queries.export_page(connection, page)

    def log(self, words: str, page: PageRequest) -> Page[LogRow]:
        """The log, newest first."""
        with self._engine.begin() as connection:
            return log_queries.log_page(connection, words, page)

    def find(self, words: str, limit: int) -> tuple[Hit, ...]:
        """Records by words, best first; the last word may be unfinished."""
        with self._engine.begin() as connection:
            return search_queries.find(connection, words, limit)

    def due(self, until: date) -> tuple[DueRow, ...]:
        """Calibrations and memberships that end by then, soonest first."""
        with self._engine.begin() as connection:
            return due_queries.due_rows(connection, until)

    def done_runs(
        self, template_id: str, about: Need | None, about_id: UUID | None, most: int
    ) -> tuple[DoneRun, ...]:
        """The newest submitted runs of that checklist about that thing, newest first."""
        with self._engine.begin() as connection:
            return schedule_queries.done_runs(connection, template_id, about, about_id, most)

    def days_of_use(
        self, since: date, thing: tuple[Need, UUID] | None = None
    ) -> tuple[UseRow, ...]:
        """The days from then on with work in a room, or with an instrument; of all of them where none is named."""
        with self._engine.begin() as connection:
            return schedule_queries.days_of_use(connection, since, thing)

    def draft_count(self) -> int:
        """How many runs are drafts."""
        with self._engine.begin() as connection:
            return run_queries.draft_count(connection)

    def trainees_visiting(self, day: date) -> tuple[TraineeId, ...]:
        """Trainees with a visit on that day."""
        with self._engine.begin() as connection:
            return roster_queries.trainees_visiting(connection, day)

    def trainees_active(self) -> tuple[TraineeId, ...]:
        """Trainees in training."""
        with self._engine.begin() as connection:
            return roster_queries.trainees_active(connection)

    def cases_between(self, first: date, last: date) -> tuple[CaseId, ...]:
        """Cases of these days, not voided, by day."""
        with self._engine.begin() as connection:
            return case_queries.cases_between(connection, first, last)

    def cases_with_parts_open(self) -> tuple[CaseId, ...]:
        """Cases, not voided, whose claimed and rated part differ and are not settled, by day."""
        with self._engine.begin() as connection:
            return case_queries.cases_with_parts_open(connection)

    def given_between(self, first: date, last: date) -> tuple[GivenRow, ...]:
        """Administrations given in these days, by drug and activity."""
        with self._engine.begin() as connection:
            return given_queries.given_between(connection, first, last)

    def signed_about(
        self, trainee_ids: Sequence[TraineeId], kinds: Sequence[str]
    ) -> tuple[SignedAbout, ...]:
        """Complete, signed checklists of these kinds about these trainees, by day."""
        with self._engine.begin() as connection:
            return signed_queries.signed_about(connection, trainee_ids, kinds)

    def supervisor_of(self, person_id: PersonId) -> SupervisorId | None:
        """The supervising AU that a person's account stands for; the first by name where there are several."""
        linked = (
            select(supervisors.c.id)
            .where(supervisors.c.person_id == person_id)
            .order_by(supervisors.c.name_key, supervisors.c.id)
            .limit(1)
        )
        with self._engine.begin() as connection:
            found = connection.execute(linked).scalar_one_or_none()
        return None if found is None else SupervisorId(found)
