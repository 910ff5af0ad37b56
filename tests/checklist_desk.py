"""A center in memory with the shipped checklists, a case, instruments and a room: what the checklist pages are tested on."""

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from au_desktop.domain.checklists.answers import (
    AnswerValue,
    At,
    Chosen,
    Confirmed,
    Measured,
    Number,
    PartTaken,
    Reference,
    Reply,
    StepPart,
    Text,
    Timed,
    YesNo,
)
from au_desktop.domain.checklists.faults import Known
from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.ids import CaseId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import QuantityKind, parse_quantity
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.domain.training.cases import CaseState
from au_desktop.exchange.form_pdf import FormPdfWriter
from au_desktop.exchange.run_pdf import RunPdfWriter
from au_desktop.persistence.template_files import load_templates
from au_desktop.services.cases.case_log import CaseLog
from au_desktop.services.center.access import Access
from au_desktop.services.center.drafts import Drafts
from au_desktop.services.center.facilities import Facilities
from au_desktop.services.checklists.calculations import checklist_formulas, formula_inputs
from au_desktop.services.checklists.checklist_work import ChecklistWork
from au_desktop.services.checklists.hand_over import HandOver
from au_desktop.services.checklists.paper_forms import PaperForms
from au_desktop.services.checklists.run_attachments import RunAttachments
from au_desktop.services.checklists.run_returns import RunReturns
from au_desktop.services.checklists.run_sheets import RunSheets
from au_desktop.services.checklists.template_library import TemplateLibrary
from au_desktop.services.leaving.record_prints import RecordPrints
from au_desktop.services.roster.enrolment import Enrolment
from au_desktop.services.roster.paper_keeping import Papers
from au_desktop.services.roster.supervision import Supervision
from au_desktop.services.statements.amendment_sheets import AmendmentSheets
from au_desktop.services.statements.asked_signatures import AskedSignatures
from au_desktop.services.statements.batch_signing import BatchSigning
from au_desktop.services.statements.signing import Signing
from tests.builders import (
    PASSPHRASE,
    RESOURCES,
    MemoryDesk,
    a_case,
    a_room,
    a_supervisor,
    a_trainee,
    an_instrument,
    gbq,
    reference,
)
from tests.fakes import FakeKeyRing, fake_verify
from tests.fakes_signing import Chance

VIPIVOTIDE = "lu177_vipivotide_administration"
SURVEY = "end_of_day_survey"


@lru_cache
def shipped() -> tuple[Template, ...]:
    """The templates that are shipped."""
    return load_templates(RESOURCES / "checklists", Known(formulas=formula_inputs()))


class ChecklistDesk:
    """Everyone signs with the passphrase of the builders."""

    def __init__(self, *more: Template) -> None:
        self.memory = MemoryDesk()
        self.clock = self.memory.clock
        self.keys = FakeKeyRing()
        self.chance = Chance()
        for person in self.memory.people.values():
            self.keys.passphrases[person.id] = PASSPHRASE
        coordinator = self.services(Role.COORDINATOR)
        coordinator.templates.take_in((*shipped(), *more))
        self.trainee_id = coordinator.enrolment.enroll(a_trainee()).value
        preceptor = self.memory.people[Role.PRECEPTOR]
        self.supervisor_id = coordinator.supervision.add(
            a_supervisor(person_id=preceptor.id)
        ).value
        facilities = coordinator.facilities
        self.room_id = facilities.add_room(a_room()).value
        self.calibrator_id = facilities.add_instrument(
            an_instrument(name="DC-1", kind=InstrumentKind.DOSE_CALIBRATOR)
        ).value
        self.meter_id = facilities.add_instrument(an_instrument()).value
        self.overdue_id = facilities.add_instrument(
            an_instrument(name="SM-2", calibrated_on=date(2025, 3, 2))
        ).value
        self.case_id: CaseId = coordinator.case_log.add(
            a_case(
                trainee_id=self.trainee_id,
                supervisor_id=self.supervisor_id,
                on=self.clock.now().local.date(),
                state=CaseState.PLANNED,
                administered=None,
                part=None,
                prescribed=a_case().prescribed,
            )
        ).value

    def services(self, role: Role = Role.PRECEPTOR) -> Any:
        """The use cases that the checklist pages call, for one person."""
        desk = self.memory.desk(role)
        formulas = checklist_formulas(reference())
        sheets, signing = RunSheets(desk, formulas), Signing(desk, self.keys, fake_verify)
        return SimpleNamespace(
            desk=desk,
            access=Access(desk, self.keys),
            attachments=RunAttachments(desk),
            paper_forms=PaperForms(desk, FormPdfWriter()),
            papers=Papers(desk),
            record_prints=RecordPrints(desk, (sheets, signing), RunPdfWriter(), bytes.hex),
            amendments=AmendmentSheets(desk, sheets, signing),
            asked_signatures=AskedSignatures(desk),
            batch_signing=BatchSigning(signing, sheets, self.chance),
            case_log=CaseLog(desk),
            checklist_work=ChecklistWork(desk, formulas),
            drafts=Drafts(desk),
            enrolment=Enrolment(desk),
            facilities=Facilities(desk),
            hand_over=HandOver(desk, self.keys, formulas),
            run_returns=RunReturns(desk),
            run_sheets=sheets,
            signing=signing,
            supervision=Supervision(desk),
            templates=TemplateLibrary(desk),
        )

    def start(self, template_id: str = VIPIVOTIDE, role: Role = Role.PRECEPTOR) -> RunId:
        """A new draft about the case, or about the room for a survey."""
        subject = (
            Subject(room_id=self.room_id)
            if template_id == SURVEY
            else Subject(
                case_id=self.case_id,
                trainee_id=self.trainee_id,
                supervisor_id=self.supervisor_id,
                drug_id="lu-177-vipivotide-tetraxetan",
            )
        )
        run_id: RunId = self.services(role).checklist_work.start(template_id, subject).value
        return run_id

    def filled(self, template_id: str = VIPIVOTIDE, role: Role = Role.PRECEPTOR) -> RunId:
        """A draft in which every required item has the answer that needs no second look."""
        run_id, services = self.start(template_id, role), self.services(role)
        while missing := services.run_sheets.sheet(run_id).verdict.missing:
            template = services.run_sheets.sheet(run_id).template
            key = next(one for one in missing if template.item(one).type is not ItemType.COMPUTED)
            services.checklist_work.answer(run_id, key, self.plain_answer(template.item(key)))
        return run_id

    def plain_answer(self, item: Item) -> AnswerValue:
        """What most people answer."""
        now, preceptor = self.clock.now(), self.memory.people[Role.PRECEPTOR]
        expected = item.expected[0] if item.expected else ""
        calibrator = "alibrator" in item.title
        instrument = ("DC-1", self.calibrator_id) if calibrator else ("SM-1", self.meter_id)
        values: dict[ItemType, AnswerValue] = {
            ItemType.CONFIRM: Confirmed(expected != "not_done"),
            ItemType.YES_NO: YesNo(Reply(expected if expected in tuple(Reply) else "no")),
            ItemType.CHOICE: Chosen((expected or next(iter(_keys(item)), "none"),)),
            ItemType.CHOICES: Chosen(item.expected or _keys(item)[:1]),
            ItemType.TEXT: Text("as written"),
            ItemType.NUMBER: Number(Decimal(40), item.units[0] if item.units else ""),
            ItemType.DATE_TIME: At(now),
            ItemType.PERSON: Reference("person", preceptor.name, preceptor.id),
            ItemType.INSTRUMENT: Reference("instrument", *instrument),
            ItemType.ROOM: Reference("room", "Room 3", self.room_id),
            ItemType.DRUG: Reference("drug", "Drug", drug_id="lu-177-vipivotide-tetraxetan"),
            ItemType.TIMER: Timed(now, Moment(now.utc + timedelta(minutes=6))),
            ItemType.PART_TAKEN: PartTaken(StepPart.PERFORMED, 3),
        }
        if item.quantity_kind is not None:
            return Measured(parse_quantity(item.quantity_kind, _amount(item)))
        return values[item.type]

    def draft_of(self, run_id: RunId, role: Role = Role.PRECEPTOR) -> Any:
        """What is kept as half-typed for a run."""
        return self.services(role).drafts.recall(f"run/{run_id}")


def _keys(item: Item) -> tuple[str, ...]:
    return tuple(choice.key for choice in item.choices if not choice.attention)


def _amount(item: Item) -> str:
    """7.4 GBq stays behind as 0.05 GBq; rates and counts are small."""
    if item.quantity_kind is QuantityKind.ACTIVITY:
        return "50 MBq" if "esidual" in item.title else "7.4 GBq"
    unit = item.units[0] if item.units else "mR/h"
    return f"0.05 {unit}"


__all__ = ["PASSPHRASE", "SURVEY", "VIPIVOTIDE", "ChecklistDesk", "gbq", "shipped"]
