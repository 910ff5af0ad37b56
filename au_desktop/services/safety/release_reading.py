"""What a release is begun from: the figures of a nuclide, the methods beside the federal one, guidance, a case, a checklist."""

from dataclasses import dataclass
from uuid import UUID

from au_desktop.domain.checklists.answers import Measured
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import CaseId, InstrumentId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, Dose, DoseRate
from au_desktop.domain.radiation.breastfeeding import advice_for
from au_desktop.domain.radiation.release_figures import (
    ReleaseFigures,
    nuclide_figures,
    row_figures,
)
from au_desktop.domain.reference.basis import Basis
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.infant_exposure import ShownGuidance
from au_desktop.domain.safety.release_facts import IntakeFactor, SecondMethod
from au_desktop.domain.safety.releases import Release
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.instrument_book import InstrumentChoice
from au_desktop.services.safety.run_answers import RunAnswers

TEMPLATE = "patient_release"
OWN_METHOD = "release method"


@dataclass(frozen=True, slots=True)
class OwnMethod:
    """A method that the center set beside the federal one; `retired` keeps it readable."""

    id: UUID
    method: SecondMethod
    set_by: PersonRef
    retired: bool = False


@dataclass(frozen=True, slots=True)
class ReleaseStart:
    """What is known before anything is typed; what is None or empty is still to be given.

    `settled` is the record that was taken from this checklist already.
    """

    patient_code: str = ""
    drug_id: str = ""
    administered: Activity | None = None
    administered_at: Moment | None = None
    case_id: CaseId | None = None
    run_id: RunId | None = None
    rate: DoseRate | None = None
    instrument_id: InstrumentId | None = None
    surveyor: PersonRef | None = None
    released_at: Moment | None = None


@dataclass(frozen=True, slots=True)
class WaitingRun:
    """A submitted release checklist from which no record was made yet."""

    run_id: RunId
    code: str
    patient_code: str
    at: Moment | None


@dataclass(frozen=True, slots=True)
class ReleaseTools:
    """What the page offers: the instruments that may measure, people, and the methods that hold here."""

    meters: tuple[InstrumentChoice, ...]
    people: tuple[PersonRef, ...]
    methods: tuple[SecondMethod, ...]
    own_methods: tuple[OwnMethod, ...]
    contact: str = ""


def basis_words(basis: Basis) -> str:
    """A source as it is cited in a record."""
    return f"{basis.citation} ({basis.edition})"


def figures_for(reference: Reference, nuclide_id: str) -> ReleaseFigures:
    """The figures of a nuclide, or of a row of the guide's tables that nothing else is known of; raises `NotFound`."""
    rows = reference.release_activities
    if nuclide_id in reference.nuclides:
        return nuclide_figures(reference.nuclide(nuclide_id), rows)
    row = rows.get(nuclide_id)
    figures = row_figures(row) if row is not None else None
    if figures is None:
        raise NotFound("nuclide", nuclide_id)
    return figures


def nuclide_ids(reference: Reference) -> tuple[str, ...]:
    """Every nuclide that a release can be reckoned for, implants last."""
    rows = (row.id for row in reference.release_activities.values() if row.gamma is not None)
    return tuple(dict.fromkeys((*reference.nuclides, *sorted(rows))))


def intake_for(reference: Reference, nuclide_id: str) -> IntakeFactor | None:
    """The factor of Equation B-6, where one is known."""
    found = reference.intake_factors.get(nuclide_id)
    if found is None:
        return None
    return IntakeFactor(found.rem_per_millicurie, f"{found.pathway}: {basis_words(found.basis)}")


def shipped_methods(reference: Reference) -> tuple[SecondMethod, ...]:
    """The methods of States that are shipped as data."""
    return tuple(
        SecondMethod(
            one.id, one.title, one.nuclide_id, one.activity, one.rate, None,
            basis_words(one.basis), one.basis.verify,
        )
        for one in reference.release_methods.values()
    )  # fmt: skip


def own_methods(uow: UnitOfWork) -> tuple[OwnMethod, ...]:
    """What the center set itself, without what was retired."""
    kept = uow.kept(OwnMethod, OWN_METHOD).all()
    return tuple(one for one in kept if not one.retired)


def methods_for(methods: tuple[SecondMethod, ...], nuclide_id: str) -> tuple[SecondMethod, ...]:
    """Those that are for this nuclide, or for every one."""
    return tuple(one for one in methods if one.nuclide in ("", nuclide_id))


def guidance_for(reference: Reference, drug_id: str, nuclide_id: str) -> tuple[ShownGuidance, ...]:
    """What each revision of the guide and the label say of breast-feeding, side by side."""
    agent = drug_id
    if drug_id in reference.drugs:
        agent = reference.drug(drug_id).generic_name
    entries = tuple(reference.breastfeeding.values())
    found = {one.id: one for name in (drug_id, agent)
             for one in advice_for(entries, name, nuclide_id).advice}  # fmt: skip
    return tuple(
        ShownGuidance(
            one.source.value, one.agent, one.interruption, one.instructions_above,
            one.record_above, one.note, one.basis.verify,
        )
        for one in found.values()
    )  # fmt: skip


def start_of_case(uow: UnitOfWork, case_id: CaseId) -> ReleaseStart:
    """What the case knows, and the newest dosage that was given in it."""
    case = uow.cases.get(case_id)
    dosages = uow.safety.linked(Dosage, case_id)
    given = next((one for one in dosages if one.administration is not None), None)
    at, net = None, None
    if given is not None and given.administration is not None:
        at, net = given.administration.ended_at or given.administration.at, given.net
    return ReleaseStart(case.patient_code, case.drug_id, case.administered or net, at, case_id)


def start_of_run(run: Run) -> ReleaseStart:
    """What a submitted release checklist knows."""
    answers = RunAnswers(run)
    return ReleaseStart(
        patient_code=answers.text("patient_code") or answers.text("patient"),
        drug_id=answers.drug_id(),
        administered=answers.activity("administered"),
        administered_at=answers.moment("administered_on"),
        case_id=run.subject.case_id,
        run_id=run.id,
        rate=_rate(run),
        instrument_id=answers.instrument_id("survey_instrument"),
        surveyor=answers.person("measured_by"),
        released_at=answers.moment("released_at"),
    )


def _rate(run: Run) -> DoseRate | None:
    answer = run.answer("rate_1m")
    value = None if answer is None else answer.value
    measured = value.quantity if isinstance(value, Measured) else None
    return measured if isinstance(measured, DoseRate) else None


def releases_of_runs(uow: UnitOfWork, run_ids: tuple[RunId, ...]) -> frozenset[RunId]:
    """Which of these checklists a live record was taken from."""
    found = (one.run_id for run_id in run_ids for one in uow.safety.linked(Release, run_id))
    return frozenset(one for one in found if one is not None)


def constraint(title: str, dose: Dose, basis: str, key: UUID) -> SecondMethod:
    """A constraint on the dose that the center keeps for itself, for every nuclide."""
    return SecondMethod(f"own-{key}", title, dose=dose, basis=basis, verify=False)
