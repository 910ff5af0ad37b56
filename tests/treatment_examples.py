"""Plausible directives, time-outs and dosages, and a small center in memory to keep them in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from au_desktop.domain.checklists.answers import Answer, AnswerValue
from au_desktop.domain.checklists.runs import Run, Subject
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.ids import CaseId, InstrumentId, PersonId, RunId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.radiation.dosage import PrescribedDosage
from au_desktop.domain.reference.drugs import Route
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.directives import AuthorizedUser, Directive, OralDirective
from au_desktop.domain.safety.dosage_parts import Administration, SupplierValue
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef
from au_desktop.domain.safety.time_outs import (
    Breastfeeding,
    IdentifierKind,
    Pregnancy,
    TimeOut,
)
from au_desktop.domain.safety.treated_drugs import TreatedDrug
from au_desktop.domain.training.cases import CaseState
from au_desktop.services.safety.dosage_log import DosageFacts, DosageLog
from au_desktop.services.safety.prescribing import DirectiveFacts, Prescribing
from au_desktop.services.safety.time_out_book import TimeOutFacts, TimeOuts
from au_desktop.services.safety.treatment_file import TreatmentFile
from au_desktop.services.safety.treatment_forms import TreatmentForms
from tests.builders import (
    MemoryDesk,
    a_case,
    a_supervisor,
    a_trainee,
    an_instrument,
    gbq,
    mci,
    reference,
)
from tests.checklist_examples import a_template

VIPIVOTIDE = "lu-177-vipivotide-tetraxetan"
IODIDE = "i-131-sodium-iodide"
MICROSPHERES = "y-90-glass-microspheres"
AU = PersonRef("Example P.", PersonId(UUID(int=901)))
TECHNOLOGIST = PersonRef("Example T.", PersonId(UUID(int=903)))


def uci(amount: str) -> Activity:
    return Activity.of(amount, ActivityUnit.UCI)


def at(hour: int, minute: int = 0, day: int = 20) -> Moment:
    return Moment(datetime(2026, 11, day, hour, minute, tzinfo=UTC))


def drug(drug_id: str = VIPIVOTIDE) -> TreatedDrug:
    known = reference().drug(drug_id)
    return TreatedDrug.of(known, reference().nuclide_of(known))


def head(number: int = 1, moment: Moment | None = None) -> dict[str, Any]:
    return {
        "id": SafetyId(UUID(int=5000 + number)),
        "number": number,
        "at": moment or at(9),
        "entered_at": moment or at(9),
        "entered_by": PersonId(UUID(int=900)),
    }


def a_directive(**changes: Any) -> Directive:
    directive = Directive(
        **head(1, at(8)),
        patient_code="LR-0193",
        drug=drug(),
        prescribed=PrescribedDosage(gbq("7.4")),
        route=Route.INTRAVENOUS,
        authorized_user=AuthorizedUser(AU),
        prepared_by=TECHNOLOGIST,
        signed_at=at(8),
        signature_entered_at=at(8),
    )
    return replace(directive, **changes)


def spoken(**changes: Any) -> OralDirective:
    oral = OralDirective(at(7), TECHNOLOGIST, "airway swelling, no time to write")
    return replace(oral, **changes)


def a_dosage(**changes: Any) -> Dosage:
    dosage = Dosage(
        **head(2, at(9)),
        patient_code="LR-0193",
        drug=drug(),
        prescribed=PrescribedDosage(gbq("7.4")),
        determined=gbq("7.41"),
        determined_by=TECHNOLOGIST,
        meter=MeterRef(InstrumentId(UUID(int=77)), "DC-1"),
        supplier=SupplierValue(gbq("8.0"), at(9, day=19), "Example Pharmacy"),
        lot="RX-1201",
        directive_id=SafetyId(UUID(int=5001)),
        directive_code="WD-0001",
    )
    return replace(dosage, **changes)


def a_time_out(**changes: Any) -> TimeOut:
    time_out = TimeOut(
        **head(3, at(9, 30)),
        patient_code="LR-0193",
        drug=drug(),
        directive_id=SafetyId(UUID(int=5001)),
        directive_code="WD-0001",
        dosage_id=SafetyId(UUID(int=5002)),
        prescribed=PrescribedDosage(gbq("7.4")),
        route=Route.INTRAVENOUS,
        identifiers=(IdentifierKind.NAME, IdentifierKind.BIRTH_DATE),
        drug_agrees=True,
        dosage_agrees=True,
        route_agrees=True,
        labeled=True,
        assayed=gbq("7.41"),
        pregnancy=Pregnancy.NOT_APPLICABLE,
        breastfeeding=Breastfeeding.NOT_APPLICABLE,
        led_by=TECHNOLOGIST,
        present=(AU,),
    )
    return replace(time_out, **changes)


def given(moment: Moment | None = None, **changes: Any) -> Administration:
    return replace(
        Administration(moment or at(10), Route.INTRAVENOUS, TECHNOLOGIST, "right forearm"),
        **changes,
    )


class TreatmentDesk:
    """A center in memory at 15:00 with a fit dose calibrator, a survey meter and a supervising AU with an account."""

    def __init__(self) -> None:
        self.memory = MemoryDesk()
        self.calibrator = InstrumentId(UUID(int=77))
        self.meter = InstrumentId(UUID(int=78))
        preceptor = self.memory.people[Role.PRECEPTOR]
        self.au = PersonRef(preceptor.name, preceptor.id)
        self.supervisor = a_supervisor(person_id=preceptor.id)
        with self.memory.center.unit_of_work() as uow:
            uow.instruments.add(
                an_instrument(id=self.calibrator, name="DC-1", kind=InstrumentKind.DOSE_CALIBRATOR)
            )
            uow.instruments.add(an_instrument(id=self.meter))
            uow.supervisors.add(self.supervisor)
            uow.commit()

    def prescribing(self, role: Role = Role.PRECEPTOR) -> Prescribing:
        return Prescribing(self.memory.desk(role))

    def log(self, role: Role = Role.STAFF) -> DosageLog:
        return DosageLog(self.memory.desk(role))

    def time_outs(self, role: Role = Role.STAFF) -> TimeOuts:
        return TimeOuts(self.memory.desk(role))

    def file(self) -> TreatmentFile:
        return TreatmentFile(self.memory.desk())

    def forms(self) -> TreatmentForms:
        return TreatmentForms(self.memory.desk())

    def directive(self, key: UUID) -> Directive:
        with self.memory.center.unit_of_work() as uow:
            return uow.safety.get(Directive, key)

    def dosage(self, key: UUID) -> Dosage:
        with self.memory.center.unit_of_work() as uow:
            return uow.safety.get(Dosage, key)

    def time_out(self, key: UUID) -> TimeOut:
        with self.memory.center.unit_of_work() as uow:
            return uow.safety.get(TimeOut, key)

    def directive_facts(self, **changes: Any) -> DirectiveFacts:
        facts = DirectiveFacts(
            "LR-0193", VIPIVOTIDE, PrescribedDosage(gbq("7.4")), self.au, Route.INTRAVENOUS
        )
        return replace(facts, **changes)

    def signed(self, **changes: Any) -> SafetyId:
        """A directive signed at 08:00."""
        work = self.prescribing()
        key = work.prepare(self.directive_facts(**changes)).value
        work.sign(key, at(8))
        return key

    def dosage_facts(self, **changes: Any) -> DosageFacts:
        facts = DosageFacts(
            patient_code="LR-0193",
            drug_id=VIPIVOTIDE,
            at=at(9),
            determined_by=TECHNOLOGIST,
            determined=mci("201"),
            instrument_id=self.calibrator,
            supplier=SupplierValue(mci("220"), at(9, day=19)),
        )
        return replace(facts, **changes)

    def time_out_facts(self, **changes: Any) -> TimeOutFacts:
        facts = TimeOutFacts(
            patient_code="LR-0193",
            drug_id=VIPIVOTIDE,
            at=at(9, 30),
            led_by=TECHNOLOGIST,
            present=(self.au,),
            identifiers=(IdentifierKind.NAME, IdentifierKind.WRISTBAND),
            route=Route.INTRAVENOUS,
            labeled=True,
            pregnancy=Pregnancy.NOT_APPLICABLE,
            breastfeeding=Breastfeeding.NO,
        )
        return replace(facts, **changes)

    def case(self, state: CaseState = CaseState.PLANNED, **changes: Any) -> CaseId:
        """A case of 18 November."""
        with self.memory.center.unit_of_work() as uow:
            uow.trainees.add(a_trainee())
            case = a_case(state=state, supervisor_id=self.supervisor.id, **changes)
            uow.cases.add(case)
            uow.commit()
        return case.id

    def run(self, kind: str, case_id: CaseId | None, **values: AnswerValue) -> RunId:
        """A submitted checklist of a kind with these answers, begun by staff at 10:00."""
        staff = self.memory.people[Role.STAFF].id
        template = a_template(id=kind, kind=kind, title=kind)
        answers = tuple(Answer(item, value, at(10), staff) for item, value in values.items())
        run = Run(
            id=RunId(self.memory.ids.new()),
            number=1 + len(self.memory.center.state.runs),
            template_id=kind,
            template_version=1,
            template_digest=template_digest(template),
            subject=Subject(case_id=case_id),
            event_time=at(10),
            entry_time=at(10),
            started_by=staff,
            answers=answers,
            submitted_at=at(11),
            submitted_by=staff,
        )
        with self.memory.center.unit_of_work() as uow:
            uow.templates.add(run.template_digest, template)
            uow.runs.add(run)
            uow.commit()
        return run.id


def later(moment: Moment, **by: float) -> Moment:
    return Moment(moment.utc + timedelta(**by), moment.offset_minutes)
