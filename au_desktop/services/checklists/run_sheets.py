"""One run as a person sees it: its template, what applies now, the verdict, first answers on offer, names, signatures."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from au_desktop.domain.checklists.answers import (
    AnswerValue,
    At,
    Measured,
    PartTaken,
    Reference,
    StepPart,
    Text,
)
from au_desktop.domain.checklists.applicability import SectionProgress, progress, visible_sections
from au_desktop.domain.checklists.computing import Formulas
from au_desktop.domain.checklists.items import Item, ItemType, PrefillSource
from au_desktop.domain.checklists.returns import RunReturn
from au_desktop.domain.checklists.runs import Run, answers_by_item
from au_desktop.domain.checklists.templates import Section, Template
from au_desktop.domain.checklists.verdicts import Verdict, verdict
from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import RunId
from au_desktop.domain.people import Actor, Person
from au_desktop.domain.safety.instruments import Instrument
from au_desktop.domain.safety.rooms import Room
from au_desktop.domain.training.cases import Case
from au_desktop.domain.training.supervisors import SupervisingAU
from au_desktop.domain.training.trainees import Trainee
from au_desktop.services.center.facilities import LICENSE_NUMBER
from au_desktop.services.checklists.carry_over import PART_ITEM
from au_desktop.services.checklists.earlier_runs import EarlierRun, earlier_offers
from au_desktop.services.checklists.part_claims import hidden_parts, is_answer_withheld
from au_desktop.services.desk import Desk
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.signing_stores import Slot


@dataclass(frozen=True, slots=True)
class RunAbout:
    """The records that a run refers to, whole, so that a page can name them."""

    case: Case | None = None
    trainee: Trainee | None = None
    supervisor: SupervisingAU | None = None
    room: Room | None = None
    instrument: Instrument | None = None
    person: Person | None = None
    drug: str = ""


@dataclass(frozen=True, slots=True)
class RunSheet:
    """Everything that a run's page or the bedside shows."""

    run: Run
    template: Template
    sections: tuple[tuple[Section, tuple[Item, ...]], ...]
    progress: tuple[SectionProgress, ...]
    verdict: Verdict
    offers: Mapping[str, AnswerValue]
    about: RunAbout
    slots: tuple[Slot, ...]
    sealed: bool
    amended_by: RunId | None
    withheld: frozenset[str] = frozenset()
    """Items whose answers are not shown to the person at work: the trainee's part, before it is rated."""
    offered_from: Mapping[str, EarlierRun] = field(default_factory=dict)
    """The earlier runs that offered answers come from, by item."""
    returns: tuple[RunReturn, ...] = ()
    """When and why it was returned for correction, oldest first."""


class RunSheets:
    """Read-only use cases about one run."""

    def __init__(self, desk: Desk, formulas: Formulas) -> None:
        self._desk = desk
        self._formulas = formulas

    def for_person(self, actor: Actor) -> "RunSheets":
        """The sheets as somebody else at this device may see them."""
        return RunSheets(self._desk.for_person(actor), self._formulas)

    def sheet(self, run_id: RunId) -> RunSheet:
        """Load a run with all that stands around it."""
        with self._desk.unit_of_work() as uow:
            run = uow.runs.get(run_id)
            template = uow.templates.get(run.template_digest)
            answers = answers_by_item(run.answers)
            role = self._desk.actor.role
            about = self._about(uow, run)
            if about.case is not None and hidden_parts(uow, role, (about.case.id,)):
                about = replace(about, case=replace(about.case, part=None))
            withheld = frozenset({PART_ITEM} if is_answer_withheld(uow, role, run) else ())
            kept = tuple(one for one in run.answers if one.item not in withheld)
            earlier = earlier_offers(uow, run, template) if run.is_draft else {}
            return RunSheet(
                run=replace(run, answers=kept),
                template=template,
                sections=visible_sections(template, answers),
                progress=progress(template, answers),
                verdict=verdict(template, run, self._formulas if run.is_draft else None),
                offers={
                    **self._offers(uow, run, template, about),
                    **{key: value for key, (value, _) in earlier.items()},
                },
                about=about,
                slots=uow.sign_offs.slots(run_id),
                sealed=uow.sign_offs.seal(run_id) is not None,
                amended_by=uow.runs.superseded_by(run_id),
                withheld=withheld,
                offered_from={key: source for key, (_, source) in earlier.items()},
                returns=uow.returns.of_run(run_id),
            )

    def _about(self, uow: UnitOfWork, run: Run) -> RunAbout:
        subject = run.subject
        drug = self._desk.reference.drugs.get(subject.drug_id)
        return RunAbout(
            case=uow.cases.get(subject.case_id) if subject.case_id else None,
            trainee=uow.trainees.get(subject.trainee_id) if subject.trainee_id else None,
            supervisor=uow.supervisors.get(subject.supervisor_id)
            if subject.supervisor_id
            else None,
            room=uow.rooms.get(subject.room_id) if subject.room_id else None,
            instrument=uow.instruments.get(subject.instrument_id)
            if subject.instrument_id
            else None,
            person=uow.people.get(subject.person_id) if subject.person_id else None,
            drug="" if drug is None else drug.title,
        )

    def _offers(
        self, uow: UnitOfWork, run: Run, template: Template, about: RunAbout
    ) -> dict[str, AnswerValue]:
        """First answers for unanswered items, from the case, the run, the instrument or the center."""
        if not run.is_draft:
            return {}
        known = {**_from_case(about), **self._from_run(uow, run, about)}
        offers: dict[str, AnswerValue] = {}
        for item in template.items:
            if item.prefill is None or run.answer(item.key) is not None:
                continue
            value = known.get(item.prefill.source)
            if item.prefill.source is PrefillSource.INSTRUMENT_CALIBRATION_DUE:
                value = _calibration_due(uow, run, item.prefill.item, about)
            if value is not None and _takes(item, value):
                offers[item.key] = value
        return offers

    def _from_run(
        self, uow: UnitOfWork, run: Run, about: RunAbout
    ) -> dict[PrefillSource, AnswerValue]:
        license_number = uow.facts.all().get(LICENSE_NUMBER, "")
        known: dict[PrefillSource, AnswerValue] = {
            PrefillSource.RUN_EVENT_TIME: At(run.event_time)
        }
        person = _person(uow, run.started_by)
        if person is not None:
            known[PrefillSource.RUN_STARTED_BY] = Reference("person", person.name, person.id)
        if about.room is not None:
            known[PrefillSource.RUN_ROOM] = Reference("room", about.room.name, about.room.id)
        if about.instrument is not None:
            instrument = about.instrument
            known[PrefillSource.RUN_INSTRUMENT] = Reference(
                "instrument", instrument.name, instrument.id
            )
        if run.subject.drug_id:
            drug = Reference("drug", about.drug, drug_id=run.subject.drug_id)
            known[PrefillSource.RUN_DRUG] = drug
            known.setdefault(PrefillSource.CASE_DRUG, drug)
        if license_number:
            known[PrefillSource.CENTER_LICENSE] = Text(license_number)
        return known


def _from_case(about: RunAbout) -> dict[PrefillSource, AnswerValue]:
    case = about.case
    if case is None:
        return {}
    known: dict[PrefillSource, AnswerValue] = {}
    if case.patient_code:
        known[PrefillSource.CASE_PATIENT_CODE] = Text(case.patient_code)
    known |= _from_prescription(case)
    if case.part is not None:
        known[PrefillSource.CASE_PARTICIPATION] = PartTaken(StepPart(case.part.value))
    if case.administered is not None:
        known[PrefillSource.CASE_ADMINISTERED] = Measured(case.administered)
    if about.drug:
        known[PrefillSource.CASE_DRUG] = Reference("drug", about.drug, drug_id=case.drug_id)
    if about.supervisor is not None and about.supervisor.person_id is not None:
        supervisor = about.supervisor
        known[PrefillSource.CASE_SUPERVISOR] = Reference(
            "person", supervisor.name, supervisor.person_id
        )
    return known


def _from_prescription(case: Case) -> dict[PrefillSource, AnswerValue]:
    prescribed = case.prescribed
    if prescribed is None:
        return {}
    if prescribed.high is None:
        return {PrefillSource.CASE_PRESCRIBED: Measured(prescribed.low)}
    return {
        PrefillSource.CASE_PRESCRIBED_LOW: Measured(prescribed.low),
        PrefillSource.CASE_PRESCRIBED_HIGH: Measured(prescribed.high),
    }


def _calibration_due(
    uow: UnitOfWork, run: Run, item_key: str, about: RunAbout
) -> AnswerValue | None:
    answer = run.answer(item_key)
    instrument = about.instrument
    if answer is not None and isinstance(answer.value, Reference) and answer.value.id is not None:
        instrument = uow.instruments.get(answer.value.id)
    if instrument is None or instrument.calibration_due is None:
        return None
    return Text(instrument.calibration_due.isoformat())


_TAKEN_AS: dict[ItemType, type] = {
    ItemType.TEXT: Text,
    ItemType.QUANTITY: Measured,
    ItemType.DATE_TIME: At,
    ItemType.PERSON: Reference,
    ItemType.INSTRUMENT: Reference,
    ItemType.ROOM: Reference,
    ItemType.DRUG: Reference,
    ItemType.PART_TAKEN: PartTaken,
}


def _takes(item: Item, value: AnswerValue) -> bool:
    expected = _TAKEN_AS.get(item.type)
    return expected is not None and isinstance(value, expected)


def _person(uow: UnitOfWork, key: UUID) -> Person | None:
    try:
        return uow.people.get(key)
    except NotFound:
        return None
