"""One transaction on the one writing connection, with every store; rolls back unless told to commit."""

from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, Transaction

from au_desktop.domain.checklists.paper_form import PaperForm
from au_desktop.domain.checklists.recurring_work import Schedule
from au_desktop.domain.checklists.template_drafts import TemplateDraft
from au_desktop.domain.people import Person
from au_desktop.domain.safety.instruments import Instrument
from au_desktop.domain.safety.rooms import Room
from au_desktop.domain.training.courses import CourseTemplate
from au_desktop.domain.training.license_follow_up import LicenseFollowUp
from au_desktop.domain.training.onboarding import HostProfile, Placement, ProgramProfile
from au_desktop.domain.training.qualification import Qualification
from au_desktop.domain.training.standings.attestation_rules import SignatureRequest
from au_desktop.domain.training.supervisors import SupervisingAU
from au_desktop.domain.training.trainees import Trainee
from au_desktop.persistence.engine import Driver, Engines
from au_desktop.persistence.stores.case_store import CaseRows
from au_desktop.persistence.stores.center_store import DraftRows, ExportRows, FactRows
from au_desktop.persistence.stores.equipment_store import InstrumentRows, RoomRows
from au_desktop.persistence.stores.hour_store import HourRows
from au_desktop.persistence.stores.kept_store import KeptRows
from au_desktop.persistence.stores.log_store import LogRows
from au_desktop.persistence.stores.paper_store import PaperRows
from au_desktop.persistence.stores.people_store import PersonRows
from au_desktop.persistence.stores.rating_store import RatingRows
from au_desktop.persistence.stores.return_store import ReturnRows
from au_desktop.persistence.stores.run_batches import SealedRunRows
from au_desktop.persistence.stores.run_store import RunRows
from au_desktop.persistence.stores.safety_store import SafetyRows
from au_desktop.persistence.stores.search_store import SearchRows
from au_desktop.persistence.stores.sign_off_store import SignOffRows
from au_desktop.persistence.stores.statement_store import StatementRows
from au_desktop.persistence.stores.supervisor_store import SupervisorRows
from au_desktop.persistence.stores.template_store import TemplateRows
from au_desktop.persistence.stores.trainee_store import TraineeRows
from au_desktop.services.center_stores import DraftStore, ExportStore, FactStore, SearchStore
from au_desktop.services.ports import (
    CaseStore,
    LogStore,
    RunStore,
)
from au_desktop.services.record_stores import (
    EntityStore,
    HourStore,
    KeptStore,
    PaperStore,
    RatingStore,
    StatementStore,
)
from au_desktop.services.safety_stores import SafetyStore
from au_desktop.services.sealed_runs import SealedRunStore
from au_desktop.services.signing_stores import ReturnStore, SignOffStore
from au_desktop.services.template_stores import TemplateStore

Kept = TypeVar("Kept")
_NEXT = (
    "INSERT INTO numbers (series, last) VALUES (?, 1) "
    "ON CONFLICT (series) DO UPDATE SET last = last + 1 RETURNING last"
)


class SqlUnitOfWork:
    """A unit of work on an open center file; its stores live from `with` to the end of the block.

    The file has one writer: a second one waits a few seconds for the first, then fails with `DiskProblem`. With `reading`
    it takes no part in that: it looks at the file as it stood at its beginning, and every write in it is refused.
    """

    people: EntityStore[Person]
    trainees: EntityStore[Trainee]
    supervisors: EntityStore[SupervisingAU]
    rooms: EntityStore[Room]
    instruments: EntityStore[Instrument]
    cases: CaseStore
    templates: TemplateStore
    runs: RunStore
    sign_offs: SignOffStore
    sealed: SealedRunStore
    returns: ReturnStore
    log: LogStore
    facts: FactStore
    drafts: DraftStore
    exports: ExportStore
    search: SearchStore
    hours: HourStore
    papers: PaperStore
    statements: StatementStore
    ratings: RatingStore
    safety: SafetyStore
    qualifications: KeptStore[Qualification]
    placements: KeptStore[Placement]
    follow_ups: KeptStore[LicenseFollowUp]
    hosts: KeptStore[HostProfile]
    programs: KeptStore[ProgramProfile]
    courses: KeptStore[CourseTemplate]
    schedules: KeptStore[Schedule]
    requests: KeptStore[SignatureRequest]
    template_drafts: KeptStore[TemplateDraft]
    paper_forms: KeptStore[PaperForm]

    _connection: Connection
    _transaction: Transaction
    _driver: Driver

    def __init__(self, engines: Engines, *, reading: bool = False) -> None:
        self._engines = engines
        self._engine = engines.read if reading else engines.write

    def __enter__(self) -> Self:
        """Begin."""
        self._connection = self._engine.connect()
        try:
            self._transaction = self._connection.begin()
        except BaseException:
            self._connection.close()
            raise
        self._driver = Driver(self._connection, self._engines.path)
        self._open_entities()
        self._open_records()
        self._open_kept()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Roll back what was not committed."""
        try:
            if self._transaction.is_active:
                self._transaction.rollback()
        finally:
            self._connection.close()

    def next_number(self, series: str) -> int:
        """The next number of a series, without gaps: it is taken back with the transaction."""
        row = self._driver.one(_NEXT, (series,))
        if row is None:
            message = f"{series} gave no number"
            raise LookupError(message)
        return int(row[0])

    def kept(self, value_type: type[Kept], kind: str) -> KeptStore[Kept]:
        """Values of one kind that stay few, each one document with an `id`."""
        return KeptRows(self._connection, value_type, kind)

    def commit(self) -> None:
        """Make it last; nothing more can be done in this block."""
        self._driver.end()
        self._transaction.commit()
        self._connection.close()

    def _open_entities(self) -> None:
        connection = self._connection
        self.people = PersonRows(connection)
        self.trainees = TraineeRows(connection)
        self.supervisors = SupervisorRows(connection)
        self.rooms = RoomRows(connection)
        self.instruments = InstrumentRows(connection)
        self.cases = CaseRows(connection)
        self.templates = TemplateRows(connection)
        self.hours = HourRows(connection)
        self.papers = PaperRows(connection)

    def _open_records(self) -> None:
        driver = self._driver
        self.runs = RunRows(self._connection, driver)
        self.statements = StatementRows(self._connection)
        self.sign_offs = SignOffRows(driver)
        self.sealed = SealedRunRows(self._connection, driver)
        self.returns = ReturnRows(driver)
        self.log = LogRows(driver)
        self.facts = FactRows(driver)
        self.drafts = DraftRows(driver)
        self.exports = ExportRows(driver)
        self.search = SearchRows(driver)
        self.ratings = RatingRows(self._connection)
        self.safety = SafetyRows(self._connection)

    def _open_kept(self) -> None:
        connection = self._connection
        self.qualifications = KeptRows(
            connection, Qualification, "qualification", lambda value: value.id
        )
        self.placements = KeptRows(
            connection, Placement, "placement", lambda value: value.trainee_id
        )
        self.follow_ups = KeptRows(
            connection, LicenseFollowUp, "license follow-up", lambda value: value.trainee_id
        )
        self.hosts = KeptRows(connection, HostProfile, "host")
        self.programs = KeptRows(connection, ProgramProfile, "program")
        self.courses = KeptRows(connection, CourseTemplate, "course")
        self.schedules = KeptRows(connection, Schedule, "schedule")
        self.paper_forms = KeptRows(connection, PaperForm, "paper form")
        self.template_drafts = KeptRows(connection, TemplateDraft, "template draft")
        self.requests = KeptRows(
            connection, SignatureRequest, "signature request", lambda value: value.trainee_id
        )
