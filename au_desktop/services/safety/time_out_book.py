"""Use cases about the time-out: what was read aloud, held against the directive and the dosage, and go or stop."""

from dataclasses import dataclass

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import CaseId, RunId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity
from au_desktop.domain.reference.drugs import Route
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.au_directions import AuDirection
from au_desktop.domain.safety.directives import Directive
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.time_outs import Breastfeeding, IdentifierKind, Pregnancy, TimeOut
from au_desktop.domain.safety.treated_drugs import TreatedDrug, needs_directive
from au_desktop.domain.safety.treatments import NotTheSame
from au_desktop.services.desk import Desk
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.treatment_file import directive_in_force, treated_drug


@dataclass(frozen=True, slots=True)
class TimeOutFacts:
    """What a time-out found; `dosage_agrees` None lets the dosage be held against the directive here."""

    patient_code: str
    drug_id: str
    at: Moment
    led_by: PersonRef
    present: tuple[PersonRef, ...] = ()
    identifiers: tuple[IdentifierKind, ...] = ()
    directive_id: SafetyId | None = None
    dosage_id: SafetyId | None = None
    route: Route | None = None
    labeled: bool = False
    assayed: Activity | None = None
    small: bool = False
    dosage_agrees: bool | None = None
    pregnancy: Pregnancy = Pregnancy.NOT_ASKED
    breastfeeding: Breastfeeding = Breastfeeding.NOT_ASKED
    direction: AuDirection | None = None
    stopped_because: str = ""
    case_id: CaseId | None = None
    run_id: RunId | None = None
    notes: str = ""


class TimeOuts:
    """Use cases about time-outs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._book = SafetyBook(desk)

    def judged(self, facts: TimeOutFacts) -> TimeOut:
        """The time-out as it would be recorded, for a form that says go or stop while it is filled."""
        with self._desk.reading() as uow:
            return self._made(uow, facts)

    def hold(self, facts: TimeOutFacts) -> Outcome[SafetyId]:
        """Record a time-out; one that says stop is recorded as well, and keeps the dosage from being given."""
        if not facts.led_by.name.strip():
            raise Invalid("led by", "is empty")
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            held = self._book.enter(change, self._made(change.uow, facts))
        return Outcome(held.id, change.changes)

    def _made(self, uow: UnitOfWork, facts: TimeOutFacts) -> TimeOut:
        drug = treated_drug(self._desk, facts.drug_id)
        directive = directive_in_force(uow, facts.directive_id)
        if directive is not None and directive.effective_from is None:
            directive = None
        dosage = None if facts.dosage_id is None else uow.safety.get(Dosage, facts.dosage_id)
        assayed = facts.assayed or (None if dosage is None else dosage.determined)
        if directive is not None and directive.patient_code != facts.patient_code:
            there = directive.patient_code
            raise NotTheSame(directive.code, "patient", facts.patient_code, there)
        return TimeOut(
            **self._book.head(facts.at, facts.run_id),
            patient_code=facts.patient_code,
            drug=drug,
            directive_id=None if directive is None else directive.id,
            directive_code="" if directive is None else directive.code,
            dosage_id=facts.dosage_id,
            case_id=facts.case_id or (None if directive is None else directive.case_id),
            prescribed=None if directive is None else directive.prescribed,
            route=facts.route,
            identifiers=facts.identifiers,
            drug_agrees=directive is not None and directive.drug.id == drug.id,
            dosage_agrees=_dosage_agrees(facts, directive, assayed),
            route_agrees=directive is not None and directive.route in (None, facts.route),
            labeled=facts.labeled,
            assayed=assayed,
            small=facts.small or (dosage is not None and dosage.small),
            pregnancy=facts.pregnancy,
            breastfeeding=facts.breastfeeding,
            direction=facts.direction or (None if dosage is None else dosage.direction),
            led_by=facts.led_by,
            present=tuple(one for one in facts.present if one.name.strip()),
            stopped_because=facts.stopped_because.strip(),
            directive_needed=_needed(drug, dosage, assayed),
            notes=facts.notes.strip(),
        )


def _dosage_agrees(
    facts: TimeOutFacts, directive: Directive | None, assayed: Activity | None
) -> bool:
    """As somebody said it; else there is a figure to hold against the directive, and the 20 percent judge it."""
    if facts.dosage_agrees is not None:
        return facts.dosage_agrees
    return directive is not None and (assayed is not None or facts.small)


def _needed(drug: TreatedDrug, dosage: Dosage | None, assayed: Activity | None) -> bool:
    """Whether a directive must be in hand; without any figure it must."""
    if dosage is not None:
        return dosage.directive_needed
    return assayed is None or needs_directive(drug, assayed)
