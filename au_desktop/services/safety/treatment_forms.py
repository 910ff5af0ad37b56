"""What the forms of a treatment begin with: the facts of a case, and the answers of checklists filled in the room."""

from dataclasses import dataclass
from datetime import timedelta

from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.ids import CaseId, InstrumentId, RunId, SafetyId, SupervisorId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity
from au_desktop.domain.radiation.dosage import PrescribedDosage
from au_desktop.domain.reference.drugs import Route
from au_desktop.domain.safety.directives import Directive, OralDirective
from au_desktop.domain.safety.dosage_parts import Method, Residual, ResidualPart, SupplierValue
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.safety_records import PersonRef, RoomRef, SafetyRecord
from au_desktop.domain.safety.stock import Stock, StockForm
from au_desktop.domain.safety.time_outs import Pregnancy, TimeOut
from au_desktop.domain.safety.treatments import Treatment
from au_desktop.services.desk import Desk
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.rows import CaseFilter, CaseRow, PageRequest, RunFilter, RunRow, RunState
from au_desktop.services.safety.dosage_log import DosageFacts
from au_desktop.services.safety.prescribing import DirectiveFacts
from au_desktop.services.safety.run_answers import RunAnswers
from au_desktop.services.safety.stock_keeping import standing
from au_desktop.services.safety.survey_calendar import room_named
from au_desktop.services.safety.time_out_book import TimeOutFacts
from au_desktop.services.safety.treatment_file import treatment_of

WRITTEN_DIRECTIVE, TIME_OUT, DOSAGE_ASSAY = "written_directive", "time_out", "dosage_assay"
DOSAGE_RESIDUAL = "dosage_residual"
RECORD_OF: dict[str, type[SafetyRecord]] = {
    WRITTEN_DIRECTIVE: Directive,
    TIME_OUT: TimeOut,
    DOSAGE_ASSAY: Dosage,
}
"""Which record each kind of checklist is taken over into."""
LOOK_BACK = timedelta(days=60)
AHEAD = timedelta(days=30)
_AT_MOST = 60
_ROUTES = {
    "intravenous": Route.INTRAVENOUS,
    "oral": Route.ORAL,
    "intra_arterial": Route.INTRA_ARTERIAL,
}
_METHODS = {
    "direct": Method.DIRECT,
    "decay": Method.DECAY,
    "measured_calculated": Method.MEASURED_CALCULATED,
    "volume_calculated": Method.VOLUME,
}
_PREGNANCY = {
    "not_pregnant": Pregnancy.NOT_PREGNANT,
    "not_applicable": Pregnancy.NOT_APPLICABLE,
    "pregnant": Pregnancy.PREGNANT,
    "unknown": Pregnancy.UNKNOWN,
}
_PIECES = (
    ("residual_syringe", ResidualPart.SYRINGE),
    ("residual_tubing", ResidualPart.TUBING),
    ("residual_waste", ResidualPart.WASTE),
)


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a case gives to the forms of its treatment."""

    case_id: CaseId
    code: str
    patient_code: str
    drug_id: str
    prescribed: PrescribedDosage | None
    route: Route
    supervisor_id: SupervisorId | None
    supervisor: str
    room: RoomRef | None = None


@dataclass(frozen=True, slots=True)
class AtHand:
    """What a dosage can be taken from, where it can be determined and given, and where the last one was determined."""

    stock: tuple[Stock, ...] = ()
    rooms: tuple[RoomRef, ...] = ()
    last_room: RoomRef | None = None


@dataclass(frozen=True, slots=True)
class DirectiveStart:
    """A directive as a checklist holds it: its facts, and when it was signed or spoken."""

    facts: DirectiveFacts
    signed_at: Moment | None = None
    oral: OralDirective | None = None


@dataclass(frozen=True, slots=True)
class ResidualStart:
    """Residuals as a checklist holds them."""

    residuals: tuple[Residual, ...]
    instrument_id: InstrumentId | None


class TreatmentForms:
    """Reads what forms begin with; it writes nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def cases(self) -> tuple[CaseRow, ...]:
        """The cases of these weeks, to choose from."""
        today = self._desk.today()
        wanted = CaseFilter(first=today - LOOK_BACK, last=today + AHEAD)
        request = PageRequest(_AT_MOST, sort="on", descending=True)
        return self._desk.queries.cases(wanted, request).rows

    def case(self, case_id: CaseId) -> CaseFacts:
        """The facts of one case."""
        with self._desk.reading() as uow:
            case = uow.cases.get(case_id)
            key = case.supervisor_id
            name = "" if key is None else uow.supervisors.get(key).name
            room = room_named(case.location, uow.rooms.all())
        drug = self._desk.reference.drug(case.drug_id)
        prescribed = case.prescribed
        return CaseFacts(
            case.id,
            case.code,
            case.patient_code,
            case.drug_id,
            None if prescribed is None else PrescribedDosage(prescribed.low, prescribed.high),
            drug.route,
            key,
            name,
            None if room is None else RoomRef(room.id, room.name),
        )

    def at_hand(self) -> AtHand:
        """The unsealed stock of the center, what expires first before the others, and its rooms."""
        with self._desk.reading() as uow:
            stock = standing(uow.safety.open_ones(Stock))
            rooms = tuple(RoomRef(one.id, one.name) for one in uow.rooms.all() if not one.retired)
            last = uow.safety.newest(Dosage)
        unsealed = (one for one in stock if one.form is not StockForm.SOURCE)
        by_expiry = sorted(unsealed, key=lambda one: (one.expires or one.reference_at).utc)
        return AtHand(tuple(by_expiry), rooms, None if last is None else last.room)

    def waiting_runs(self) -> tuple[RunRow, ...]:
        """Submitted checklists of the last weeks that no record was taken from, newest first."""
        wanted = RunFilter(first=self._desk.today() - LOOK_BACK)
        rows = self._desk.queries.runs(
            wanted, PageRequest(_AT_MOST * 5, sort="event_at", descending=True)
        ).rows
        with self._desk.reading() as uow:
            return tuple(
                row
                for row in rows
                if row.kind in RECORD_OF
                and row.state in {RunState.WAITING, RunState.DONE}
                and not _taken(uow, row)
            )

    def directive_from(self, run_id: RunId) -> DirectiveStart | None:
        """The directive that a checklist tells of; None where it lacks drug or dosage."""
        answers = self._answers(run_id)
        prescribed, drug_id = answers.prescribed(), answers.drug_id()
        if prescribed is None or not drug_id:
            return None
        case_id = answers.run.subject.case_id
        case = None if case_id is None else self.case(case_id)
        facts = DirectiveFacts(
            patient_code=answers.text("patient_code"),
            drug_id=drug_id,
            prescribed=prescribed,
            authorized_user=PersonRef("" if case is None else case.supervisor),
            route=_ROUTES.get(answers.choice("route"), self._desk.reference.drug(drug_id).route),
            treatment_site=answers.text("site"),
            supervisor_id=None if case is None else case.supervisor_id,
            planned_for=answers.moment("administration_at"),
            case_id=case_id,
            run_id=run_id,
            notes=answers.text("revised_content"),
        )
        spoken, reason = answers.moment("oral_at"), answers.text("emergency_reason")
        oral = None
        if spoken is not None and reason:
            oral = OralDirective(spoken, PersonRef(self._person(answers)), reason)
        return DirectiveStart(
            facts, answers.moment("signed_at") or answers.moment("written_at"), oral
        )

    def dosage_from(self, run_id: RunId) -> DosageFacts | None:
        """The determination that a checklist tells of; None where it holds none."""
        answers = self._answers(run_id)
        determined, drug_id = answers.activity("assay_activity"), answers.drug_id()
        if determined is None or not drug_id:
            return None
        method = answers.choice("method_unit") or answers.choice("method_other")
        case_id = answers.run.subject.case_id
        return DosageFacts(
            patient_code=answers.text("patient_code"),
            drug_id=drug_id,
            at=answers.moment("assay_time") or answers.run.event_time,
            determined_by=answers.person("assayed_by") or PersonRef(self._person(answers)),
            determined=determined,
            unit_dosage=answers.choice("dosage_kind") != "other",
            method=_METHODS.get(method, Method.DIRECT),
            instrument_id=answers.instrument_id("assay_instrument"),
            setting=answers.text("calibrator_setting"),
            supplier=_supplied(
                answers.activity("supplier_activity"), answers.moment("supplier_time")
            ),
            lot=answers.text("lot"),
            prescribed=answers.prescribed(),
            directive_id=self._directive_of(case_id),
            case_id=case_id,
            run_id=run_id,
        )

    def time_out_from(self, run_id: RunId) -> TimeOutFacts | None:
        """The time-out that a checklist tells of; which identifiers matched is not in it, and is asked."""
        answers = self._answers(run_id)
        drug_id = answers.drug_id()
        if not drug_id:
            return None
        case_id = answers.run.subject.case_id
        second = answers.person("second_person")
        dosage = self._treatment(case_id).dosage
        return TimeOutFacts(
            patient_code=answers.text("patient_code"),
            drug_id=drug_id,
            at=answers.run.event_time,
            led_by=answers.person("led_by") or PersonRef(self._person(answers)),
            present=() if second is None else (second,),
            directive_id=self._directive_of(case_id),
            dosage_id=None if dosage is None else dosage.id,
            route=_ROUTES.get(answers.choice("route")),
            labeled=answers.done("label_agrees"),
            assayed=answers.activity("assayed"),
            pregnancy=_PREGNANCY.get(answers.choice("pregnancy"), Pregnancy.NOT_ASKED),
            case_id=case_id,
            run_id=run_id,
        )

    def residuals_for(self, case_id: CaseId) -> ResidualStart | None:
        """The residuals that the newest such checklist of a case tells of; None where there is none."""
        with self._desk.reading() as uow:
            key = uow.runs.newest_of_kind(DOSAGE_RESIDUAL, Subject(case_id=case_id))
        return None if key is None else _residuals(self._answers(key))

    def _answers(self, run_id: RunId) -> RunAnswers:
        with self._desk.reading() as uow:
            return RunAnswers(uow.runs.get(run_id))

    def _person(self, answers: RunAnswers) -> str:
        with self._desk.reading() as uow:
            return uow.people.get(answers.run.started_by).name

    def _directive_of(self, case_id: CaseId | None) -> SafetyId | None:
        directive = self._treatment(case_id).directive
        return None if directive is None else directive.id

    def _treatment(self, case_id: CaseId | None) -> Treatment:
        if case_id is None:
            return Treatment()
        with self._desk.reading() as uow:
            first = uow.safety.newest(Directive, case_id) or uow.safety.newest(Dosage, case_id)
            return Treatment() if first is None else treatment_of(uow, first.id)


def _taken(uow: UnitOfWork, row: RunRow) -> bool:
    """Whether a record names the run."""
    return bool(uow.safety.linked(RECORD_OF[row.kind], row.run_id))


def _supplied(activity: Activity | None, at: Moment | None) -> SupplierValue | None:
    return None if activity is None or at is None else SupplierValue(activity, at)


def _residuals(answers: RunAnswers) -> ResidualStart | None:
    at = answers.moment("residual_time") or answers.run.event_time
    first = answers.activity("residual_vial")
    if first is None:
        return None
    apart = answers.choice("pieces") == "apart"
    found = [Residual(ResidualPart.VIAL if apart else ResidualPart.TOGETHER, first, at)]
    for item, part in _PIECES if apart else ():
        read = answers.activity(item)
        if read is not None and read.amount:
            found.append(Residual(part, read, at))
    return ResidualStart(tuple(found), answers.instrument_id("residual_instrument"))
