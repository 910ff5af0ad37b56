"""Reckons what a release may rest on: the three bases side by side, intake, further methods, the draft's comparison."""

from dataclasses import dataclass, replace
from decimal import Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.number_text import rounded
from au_desktop.domain.quantities import Activity, Dose, Duration
from au_desktop.domain.radiation.decay import effective_half_life
from au_desktop.domain.radiation.exact import divided, product
from au_desktop.domain.radiation.patient_release import (
    RECORD_BELOW_OCCUPANCY,
    IodineCase,
    RetentionComponent,
    internal_dose,
)
from au_desktop.domain.radiation.release_judgement import (
    INSTRUCTIONS_LIMIT,
    RELEASE_LIMIT,
    Conditions,
    ReleaseJudgement,
    by_activity,
    by_iodine,
    by_measured_rate,
)
from au_desktop.domain.safety import release_equations as written
from au_desktop.domain.safety.occupancy import (
    dominant_half_life,
    is_biological,
    offered,
    require_occupancy,
)
from au_desktop.domain.safety.release_bases import (
    administered_basis,
    judged,
    measured_basis,
    no_limit,
    retained_basis,
    within,
)
from au_desktop.domain.safety.release_equations import (
    Worked,
    activity_words,
    digits,
    dose_words,
    kept_dose,
)
from au_desktop.domain.safety.release_facts import (
    RELEASE_RULE,
    IodineFactors,
    Loss,
    Model,
    ReleaseFacts,
    SecondMethod,
    SpecificFactors,
)
from au_desktop.domain.safety.release_findings import (
    BasisFinding,
    BasisKind,
    DraftComparison,
    InternalFinding,
    Reckoning,
    RecordReason,
    SecondFinding,
    Verdict,
)
from au_desktop.domain.safety.retention_fit import RetentionFit, fitted_retention

INTAKE_COUNTS = (
    "The internal dose by Equation B-6 is {share} % of the external dose; together {total}. The guide lets it be "
    "ignored below 10 % (B-3): add it, or say in the notes why not."
)
INTAKE_ADDED = "The internal dose by Equation B-6 is added."
NEGLIGIBLE_SHARE = Decimal("0.1")
"""The guide, B-3: internal dose may be ignored where it is likely less than 10 % of the external dose."""
DRAFT_TITLE = (
    "DG-8061, draft of Revision 2 (2023), not in force: "
    "occupancy 1 where patient-specific information is not known"
)
EQUATIONS = {
    Model.HALF_LIFE: "Equation B-1: D(∞) = 34.6·Γ·Q0·T·E / (100 cm)²",
    Model.RATE: "D = X(1 m)·T/ln 2·E (the physics of B-1; not printed in the guide)",
    Model.IODINE: "Equation B-5: D(∞) = 34.6·Γ·Q0/(100 cm)² · "
    "{E1·Tp·0.8·(1 − q) + q·E2·F1·T1eff + q·E2·F2·T2eff}, q = e^(−0.693·0.33/Tp)",
}


def reckoned(facts: ReleaseFacts) -> Reckoning:
    """The three bases side by side and what belongs to them; refuses facts that cannot be, not facts that are missing."""
    _require_possible(facts)
    fit, fault = _fit(facts)
    administered = administered_basis(facts)
    specific, internal = _with_intake(facts, _specific_basis(facts))
    findings = (
        administered,
        retained_basis(facts),
        measured_basis(facts, fit),
        specific,
    )
    if internal is None and facts.intake is not None:
        internal = _internal(facts, administered.dose)
    dose = specific.dose or administered.dose
    second = tuple(_second(facts, method, dose) for method in facts.methods)
    return Reckoning(findings, internal, second, _draft(facts), fit, fault)


def _require_possible(facts: ReleaseFacts) -> None:
    if facts.administered.amount <= 0:
        raise Invalid("administered", "must be above zero")
    if facts.at < facts.administered_at:
        raise Invalid("released at", "is before the administration")


def _fit(facts: ReleaseFacts) -> tuple[RetentionFit | None, str]:
    if not facts.readings:
        return None, ""
    try:
        return fitted_retention(facts.readings), ""
    except Invalid as error:
        return None, error.reason


@dataclass(frozen=True, slots=True)
class _Calculated:
    """The dose of a patient-specific calculation and how it was written down."""

    dose: Dose
    worked: Worked


def _specific_basis(facts: ReleaseFacts) -> BasisFinding:
    specific, kind = facts.specific, BasisKind.SPECIFIC
    if specific is None:
        return BasisFinding(kind, Verdict.OPEN, missing="No patient-specific calculation yet.")
    reasons = _reasons(specific)
    try:
        calculated = _calculated(facts, specific)
    except Invalid as error:
        missing = f"{error.field}: {error.reason}"
        return BasisFinding(kind, Verdict.OPEN, missing=missing, reasons=reasons)
    dose = kept_dose(calculated.dose)
    return BasisFinding(
        kind,
        judged(calculated.dose),
        calculated.worked.equation,
        calculated.worked.worked,
        dose_words(dose),
        f"at or below {dose_words(RELEASE_LIMIT)}",
        RELEASE_RULE,
        dose,
        calculated.dose > INSTRUCTIONS_LIMIT,
        reasons,
        notes=_notes(specific),
    )


def _notes(specific: SpecificFactors) -> tuple[str, ...]:
    """What the patient was told in words, and the calculation that this one refers to."""
    offer = None if specific.occupancy is None else offered(specific.occupancy)
    told = "; ".join(one.title for one in offer.conditions) if offer else ""
    said = (
        f"Confirmed for occupancy {specific.occupancy}: {told}." if told else "",
        f"Calculation for a class of patients: {specific.class_of_patients}."
        if specific.class_of_patients
        else "",
    )
    return tuple(note for note in said if note)


def _reasons(specific: SpecificFactors) -> tuple[RecordReason, ...]:
    """Which of the four cases of 35.2075(a) the calculation is."""
    occupancy = specific.occupancy
    low = occupancy is not None and occupancy < RECORD_BELOW_OCCUPANCY
    found = (
        (
            specific.retained is not None and specific.model is not Model.RATE,
            RecordReason.RETAINED,
        ),
        (low, RecordReason.OCCUPANCY),
        (is_biological(specific), RecordReason.HALF_LIFE),
        (
            specific.transmission is not None and specific.model is not Model.RATE,
            RecordReason.TISSUE,
        ),
        (specific.model is Model.RATE, RecordReason.MEASURED),
    )
    return tuple(reason for holds, reason in found if holds)


def _calculated(facts: ReleaseFacts, specific: SpecificFactors) -> _Calculated:
    if specific.model is Model.IODINE:
        return _by_iodine(facts, specific)
    half_life = taken_half_life(facts, specific)
    occupancy = require_occupancy(specific, half_life)
    if specific.model is Model.RATE:
        rate = facts.measured.rate
        if rate is None:
            raise Invalid("rate", "measure the dose rate at 1 m first")
        return _noted(specific, by_measured_rate(rate, half_life, Conditions(occupancy)))
    activity = _taken_activity(facts, specific)
    taken = None if specific.loss is Loss.PHYSICAL else half_life
    return _noted(specific, by_activity(activity, facts.figures, Conditions(occupancy, taken)))


def _noted(specific: SpecificFactors, judgement: ReleaseJudgement) -> _Calculated:
    """The dose with the tissue's shielding, where that is taken into account; a measured rate has it already."""
    through = None if specific.model is Model.RATE else _transmission(specific)
    if through is None:
        return _Calculated(judgement.dose, Worked(EQUATIONS[specific.model], judgement.equation))
    dose = Dose(product(judgement.dose.amount, through), judgement.dose.unit)
    worked = f"{judgement.equation}; {through} of it passes the tissue: {dose_words(dose)}"
    return _Calculated(dose, Worked(EQUATIONS[specific.model], worked))


def _taken_activity(facts: ReleaseFacts, specific: SpecificFactors) -> Activity:
    if specific.retained is None:
        return facts.administered
    if specific.retained.amount <= 0 or specific.retained > facts.administered:
        given = activity_words(facts.administered)
        raise Invalid("retained activity", f"must be above zero and at most the {given} given")
    if not specific.retained_basis.strip():
        raise Invalid("retained activity", "say how it was found")
    return specific.retained


def _transmission(specific: SpecificFactors) -> Decimal | None:
    through = specific.transmission
    if through is None:
        return None
    if not 0 < through <= 1:
        raise Invalid("tissue", "the part that passes is above 0 and at most 1")
    if not specific.transmission_basis.strip():
        raise Invalid("tissue", "say where the factor comes from")
    return through


def taken_half_life(facts: ReleaseFacts, specific: SpecificFactors) -> Duration:
    """The half-life of a calculation; refuses a biological or effective one without its source, or above the physical."""
    physical = facts.figures.half_life
    if specific.loss is Loss.PHYSICAL:
        return physical
    given = specific.biological if specific.loss is Loss.BIOLOGICAL else specific.effective
    if given is None or given.amount <= 0:
        raise Invalid("half-life", f"give the {specific.loss.value.split(' (')[0]}")
    if not specific.half_life_basis.strip():
        raise Invalid("half-life", "say where it comes from")
    if specific.loss is Loss.BIOLOGICAL:
        return effective_half_life(given, physical)
    if given > physical:
        raise Invalid("half-life", f"cannot be longer than the physical one, {physical}")
    return given


def _by_iodine(facts: ReleaseFacts, specific: SpecificFactors) -> _Calculated:
    factors = specific.iodine
    if factors is None:
        raise Invalid("iodine", "choose the condition, or give fractions and half-lives")
    if facts.figures.label != "I-131":
        raise Invalid("iodine", "Equation B-5 is for I-131")
    if not factors.basis.strip():
        raise Invalid("iodine", "say where fractions and half-lives come from")
    _require_fractions(factors)
    later = require_occupancy(specific, dominant_half_life(factors))
    case = IodineCase(
        RetentionComponent(factors.first_fraction, factors.first_half_life),
        RetentionComponent(factors.second_fraction, factors.second_half_life),
        facts.figures.gamma,
        facts.figures.half_life,
        factors.first_hours_occupancy,
        later,
    )
    return _noted(specific, by_iodine(_taken_activity(facts, specific), case))


def _require_fractions(factors: IodineFactors) -> None:
    fractions = (factors.first_fraction, factors.second_fraction)
    if any(not 0 <= one <= 1 for one in fractions) or sum(fractions) > 1:
        raise Invalid("iodine", "the fractions are from 0 to 1 and together at most 1")


def _internal(facts: ReleaseFacts, external: Dose | None) -> InternalFinding | None:
    if facts.intake is None:
        return None
    factor = facts.intake.rem_per_millicurie
    dose = kept_dose(internal_dose(facts.administered, factor))
    share = None if external is None or not external.amount else external_share(dose, external)
    worked = written.intake(facts.administered, factor, dose)
    counts = share is None or share >= NEGLIGIBLE_SHARE
    return InternalFinding(dose, worked, facts.intake.basis, share, counts)


def external_share(internal: Dose, external: Dose) -> Decimal:
    """The internal dose as a part of the external."""
    return rounded(divided(internal.base, external.base), 4)


def _with_intake(
    facts: ReleaseFacts, finding: BasisFinding
) -> tuple[BasisFinding, InternalFinding | None]:
    """The patient-specific dose with the internal dose, where that is not negligible."""
    if finding.dose is None:
        return finding, None
    internal = _internal(facts, finding.dose)
    if internal is None:
        return finding, None
    dose = finding.dose + internal.dose
    if not facts.with_intake:
        return _with_warning(finding, internal, dose), internal
    together = replace(
        finding,
        verdict=judged(dose),
        worked=f"{finding.worked}; with the internal dose {dose_words(dose)}",
        compared=dose_words(dose),
        dose=dose,
        instructions=dose > INSTRUCTIONS_LIMIT,
        notes=(*finding.notes, INTAKE_ADDED),
    )
    return together, internal


def _with_warning(finding: BasisFinding, internal: InternalFinding, total: Dose) -> BasisFinding:
    if not internal.counts or internal.share is None:
        return finding
    share = digits(product(internal.share, Decimal(100)), 2)
    note = INTAKE_COUNTS.format(share=share, total=dose_words(total))
    return replace(finding, notes=(*finding.notes, note))


def _draft(facts: ReleaseFacts) -> DraftComparison | None:
    if no_limit(facts.figures):
        return None
    judgement = by_activity(facts.administered, facts.figures, Conditions(Decimal(1)))
    return DraftComparison(DRAFT_TITLE, judgement.equation, kept_dose(judgement.dose))


def _second(facts: ReleaseFacts, method: SecondMethod, dose: Dose | None) -> SecondFinding:
    """One way within its value is enough; a way that is not known leaves the rest open."""
    ways = _ways(facts, method, dose)
    verdicts = [verdict for _, _, verdict in ways]
    order = (Verdict.PERMITS, Verdict.OPEN, Verdict.ABOVE)
    verdict = next((one for one in order if one in verdicts), Verdict.OPEN)
    return SecondFinding(
        method.key,
        method.title,
        method.basis,
        method.verify,
        " or ".join(compared for compared, _, _ in ways),
        " or ".join(limit for _, limit, _ in ways),
        verdict,
    )


def _ways(
    facts: ReleaseFacts, method: SecondMethod, dose: Dose | None
) -> list[tuple[str, str, Verdict]]:
    ways = []
    if method.activity is not None:
        words = activity_words(facts.administered)
        held = within(facts.administered <= method.activity)
        ways.append((words, f"at or below {activity_words(method.activity)}", held))
    if method.rate is not None:
        rate = facts.measured.rate
        limit = f"at or below {written.rate_words(method.rate)} at 1 m"
        known = Verdict.OPEN if rate is None else within(rate <= method.rate)
        ways.append(("not measured" if rate is None else written.rate_words(rate), limit, known))
    if method.dose is not None:
        limit = f"at or below {dose_words(method.dose)}"
        known = Verdict.OPEN if dose is None else within(dose <= method.dose)
        ways.append(("not calculated" if dose is None else dose_words(dose), limit, known))
    return ways
