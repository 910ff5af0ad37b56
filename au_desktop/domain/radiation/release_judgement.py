"""Whether a patient may be released, by each of the guide's methods, with the equation, the dose and the verdict."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    Distance,
    DistanceUnit,
    Dose,
    DoseRate,
    DoseUnit,
    Duration,
    DurationUnit,
)
from au_desktop.domain.radiation import patient_release
from au_desktop.domain.radiation.exposure import rate_at, rate_moved
from au_desktop.domain.radiation.patient_release import IodineCase, ReleaseBasis
from au_desktop.domain.radiation.release_figures import ReleaseFigures
from au_desktop.domain.reference.release_activities import ReleaseActivity

RELEASE_LIMIT = Dose(Decimal(5), DoseUnit.MSV)
INSTRUCTIONS_LIMIT = Dose(Decimal(1), DoseUnit.MSV)
ONE_METER = Distance(Decimal(1), DistanceUnit.M)
SHOWN_DIGITS = 6
_GUIDE = "NRC Regulatory Guide 8.39, "
RULE_CITATION = "10 CFR 35.75(a), (b) and 35.2075(a)"


class ReleaseMethod(StrEnum):
    """On which of the guide's grounds the release rests."""

    ADMINISTERED = "administered activity"
    RETAINED = "retained activity"
    PATIENT_SPECIFIC = "patient-specific calculation"
    MEASURED = "measured dose rate"


class RecordReason(StrEnum):
    """Why 10 CFR 35.2075 asks for a record of the basis."""

    RETAINED = "retained activity was used"
    OCCUPANCY = "the occupancy factor is below 0.25"
    HALF_LIFE = "a biological or effective half-life was used"
    TISSUE = "shielding by tissue was used"


@dataclass(frozen=True, slots=True)
class DoseLimits:
    """The doses to another person that decide: release, and written instructions."""

    release: Dose = RELEASE_LIMIT
    instructions: Dose = INSTRUCTIONS_LIMIT


RULE_LIMITS = DoseLimits()


@dataclass(frozen=True, slots=True)
class Conditions:
    """What goes beside the activity or rate; what is left out is the guide's default.

    Args:
        occupancy: factor at 1 m; by default 0.25 above a half-life of one day, else 1.
        effective_half_life: biological or effective, in place of the physical one.
        retained: the activity is what was still in the patient, not what was given.
        distance: at which a rate was measured, from the surface of the patient.
        limits: the doses that decide.
    """

    occupancy: Decimal | None = None
    effective_half_life: Duration | None = None
    retained: bool = False
    distance: Distance = ONE_METER
    limits: DoseLimits = RULE_LIMITS


DEFAULT_CONDITIONS = Conditions()


@dataclass(frozen=True, slots=True)
class ReleaseJudgement:
    """What one method gives.

    Args:
        method: the ground.
        dose: to the person most exposed.
        equation: the equation with the numbers in it and its result.
        citation: where the equation stands.
        limits: the doses it was judged by.
        release: whether the patient may be released on this ground.
        by_table: the guide's printed activity or rate decided, not the dose.
        instructions: whether written instructions are due.
        record_reasons: why a record of the basis is required; empty where none is.
        limit_activity: the activity that gives the release limit; None where no photons are reckoned with.
        instructions_activity: the same for the instructions limit.
        rate_at_1_m: the unshielded rate at 1 m, computed; or as measured, brought to 1 m.
        table: the guide's row where it applies.
        notes: what a reader should know: disagreements, assumptions.
    """

    method: ReleaseMethod
    dose: Dose
    equation: str
    citation: str
    release: bool
    instructions: bool
    limits: DoseLimits = RULE_LIMITS
    by_table: bool = False
    record_reasons: tuple[RecordReason, ...] = ()
    limit_activity: Activity | None = None
    instructions_activity: Activity | None = None
    rate_at_1_m: DoseRate | None = None
    table: ReleaseActivity | None = None
    notes: tuple[str, ...] = ()

    @property
    def record_required(self) -> bool:
        """Whether 10 CFR 35.2075(a) asks for a record of the basis."""
        return bool(self.record_reasons)


def by_activity(
    activity: Activity,
    figures: ReleaseFigures,
    conditions: Conditions = DEFAULT_CONDITIONS,
) -> ReleaseJudgement:
    """Release by administered or retained activity, or patient-specific with an occupancy factor or effective half-life.

    Equations 2, 3 and B-1: D(∞) = 34.6·Γ·Q0·Tp·E/(100 cm)², E = 0.25 for Tp above 1 d, else 1, unless given. Units: rem; Γ
    in R·cm²/(mCi·h), Q0 in mCi, T in d, 1 R taken as 1 rem. Range: T above zero, E from 0 to 1.
    An administered activity at or below the value printed in Table 1 is released by the table even where the equation
    gives a little more; instructions are due whenever the equation says so.
    Source: NRC Regulatory Guide 8.39 Rev 0, April 1997, Equations 2, 3 and B-1, Tables 1 and 2; 10 CFR 35.75, 35.2075.
    """
    effective, limits = conditions.effective_half_life, conditions.limits
    half_life = effective or figures.half_life
    usual = patient_release.default_occupancy(half_life)
    factor = usual if conditions.occupancy is None else conditions.occupancy
    dose = patient_release.dose_with_occupancy(activity, figures.gamma, half_life, factor)
    specific = effective is not None or factor != usual
    table = None if specific else figures.table
    within = dose <= limits.release
    listed = table is not None and limits == RULE_LIMITS and _within_table(activity, table)
    return ReleaseJudgement(
        method=_method(specific=specific, retained=conditions.retained),
        dose=dose,
        equation=_activity_equation(activity, figures.gamma, half_life, factor, dose),
        citation=_GUIDE + _equation_name(half_life, specific=specific),
        release=within or listed,
        by_table=listed and not within,
        instructions=dose > limits.instructions,
        limits=limits,
        record_reasons=_reasons(
            retained=conditions.retained, occupancy=factor, effective=effective is not None
        ),
        limit_activity=_activity_for(limits.release, figures.gamma, half_life, factor),
        instructions_activity=_activity_for(limits.instructions, figures.gamma, half_life, factor),
        rate_at_1_m=rate_at(activity, figures.gamma, ONE_METER),
        table=table,
        notes=_activity_notes(activity, figures, table, dose, limits),
    )


def by_iodine(
    activity: Activity, case: IodineCase, limits: DoseLimits = RULE_LIMITS
) -> ReleaseJudgement:
    """Release after sodium iodide I-131 by retention components (Equation B-5); always with a record.

    Equation: as `patient_release.iodine_dose`. Units: rem; Γ in R·cm²/(mCi·h), Q0 in mCi, T in d. Range: E and F from 0 to 1.
    Source: NRC Regulatory Guide 8.39 Rev 0, April 1997, Appendix B, Equation B-5, p. B-4, Table B-1, p. B-5.
    """
    dose = patient_release.iodine_dose(activity, case)
    per_millicurie = patient_release.iodine_dose(Activity(Decimal(1), ActivityUnit.MCI), case)
    low_occupancy = min(case.first_hours_occupancy, case.later_occupancy)
    return ReleaseJudgement(
        method=ReleaseMethod.PATIENT_SPECIFIC,
        dose=dose,
        equation=iodine_equation(activity, case, dose),
        citation=_GUIDE + "Equation B-5 and Table B-1",
        release=dose <= limits.release,
        instructions=dose > limits.instructions,
        limits=limits,
        record_reasons=_reasons(retained=False, occupancy=low_occupancy, effective=True),
        limit_activity=_scaled(limits.release, per_millicurie),
        instructions_activity=_scaled(limits.instructions, per_millicurie),
        rate_at_1_m=rate_at(activity, case.gamma, ONE_METER),
        notes=(
            "The guide's 0.33 d and 0.693 are used as printed; 8/24 d and ln 2 would change the third digit.",
        ),
    )


def by_measured_rate(
    rate: DoseRate,
    half_life: Duration,
    conditions: Conditions = DEFAULT_CONDITIONS,
    table: ReleaseActivity | None = None,
) -> ReleaseJudgement:
    """Release by the dose rate measured 1 m from the surface of the patient; always with a record.

    Equation: D = X·(r/1 m)²·T/ln 2·E. Units: rem; X in rem/h, T in h, r in m. Range: T above zero, E from 0 to 1; another
    distance than 1 m is brought to it by the inverse square, which is only fair for a point source.
    Source: integral of exponential decay (the physics of Equation B-1); the rate may also be held against Column 2 of
    Table 1. NRC Regulatory Guide 8.39 Rev 0, April 1997, section 1.2: a measured rate includes shielding by tissue.
    """
    limits, distance = conditions.limits, conditions.distance
    usual = patient_release.default_occupancy(half_life)
    factor = usual if conditions.occupancy is None else conditions.occupancy
    at_1_m = rate_moved(rate, distance, ONE_METER)
    dose = patient_release.dose_from_rate(at_1_m, half_life, factor)
    within = dose <= limits.release
    listed = table is not None and limits == RULE_LIMITS and _rate_within(at_1_m, table)
    moved = distance != ONE_METER
    notes = ["Taken 1 m from the surface of the patient, not from the midline."]
    if moved:
        notes.append(
            f"Measured at {distance.format()} and brought to 1 m by the inverse square: "
            "a patient is no point source; measure at 1 m where it decides."
        )
    return ReleaseJudgement(
        method=ReleaseMethod.MEASURED,
        dose=dose,
        equation=_rate_equation(rate, distance, half_life, factor, dose),
        citation=_GUIDE + "section 1.2; integral of exponential decay",
        release=within or listed,
        by_table=listed and not within,
        instructions=dose > limits.instructions,
        limits=limits,
        record_reasons=(
            RecordReason.TISSUE,
            *_reasons(retained=False, occupancy=factor, effective=False),
        ),
        rate_at_1_m=at_1_m,
        table=table,
        notes=tuple(notes),
    )


def with_internal(judgement: ReleaseJudgement, internal: Dose) -> ReleaseJudgement:
    """The judgement with a dose from intake added to the external one (Equation B-6).

    Equation: D = D(external) + D(internal). Units: as the doses. Range: any. The internal part may be left out where it is
    likely below 10 % of the external one.
    Source: NRC Regulatory Guide 8.39 Rev 0, April 1997, Appendix B, section B.3.
    """
    total = judgement.dose + internal
    return replace(
        judgement,
        dose=total,
        equation=f"{judgement.equation}; with {_dose_text(internal)} internal: {_dose_text(total)}",
        release=total <= judgement.limits.release,
        by_table=False,
        instructions=total > judgement.limits.instructions,
    )


def _method(*, specific: bool, retained: bool) -> ReleaseMethod:
    if specific:
        return ReleaseMethod.PATIENT_SPECIFIC
    return ReleaseMethod.RETAINED if retained else ReleaseMethod.ADMINISTERED


def _equation_name(half_life: Duration, *, specific: bool) -> str:
    if specific:
        return "Equation B-1"
    return "Equation 2" if half_life > patient_release.ONE_DAY else "Equation 3"


def _reasons(*, retained: bool, occupancy: Decimal, effective: bool) -> tuple[RecordReason, ...]:
    low = patient_release.record_required(ReleaseBasis(occupancy=occupancy))
    found = (
        (retained, RecordReason.RETAINED),
        (low, RecordReason.OCCUPANCY),
        (effective, RecordReason.HALF_LIFE),
    )
    return tuple(reason for applies, reason in found if applies)


def _within_table(activity: Activity, table: ReleaseActivity) -> bool:
    return table.release is None or activity <= table.release.activity


def _rate_within(rate: DoseRate, table: ReleaseActivity) -> bool:
    return table.release is None or rate <= table.release.rate


def _activity_for(
    limit: Dose, gamma: Decimal, half_life: Duration, occupancy: Decimal
) -> Activity | None:
    if not gamma or not occupancy:
        return None
    return patient_release.activity_for_dose(limit, gamma, half_life, occupancy)


def _scaled(limit: Dose, per_millicurie: Dose) -> Activity | None:
    if not per_millicurie.amount:
        return None
    return Activity(limit.ratio_to(per_millicurie), ActivityUnit.MCI)


def _activity_notes(
    activity: Activity,
    figures: ReleaseFigures,
    table: ReleaseActivity | None,
    dose: Dose,
    limits: DoseLimits,
) -> tuple[str, ...]:
    notes = list(_origin_notes(figures))
    if table is None or table.release is None or table.instructions is None:
        return tuple(notes)
    notes.append(
        f"The guide prints {_both(table.release.activity, table.release.activity_si)} for release (Table 1) and "
        f"{_both(table.instructions.activity, table.instructions.activity_si)} for instructions (Table 2)."
    )
    if dose > limits.release and activity <= table.release.activity:
        notes.append(
            f"The equation gives {_dose_text(dose)}, above {limits.release.format()}, because the guide rounds "
            "the activity it prints; the printed value is the guide's release activity."
        )
    if dose > limits.instructions and activity <= table.instructions.activity:
        notes.append(
            "Table 2 would not ask for instructions at this activity; the equation does, and it is followed."
        )
    if table.note:
        notes.append(table.note)
    return tuple(notes)


def _origin_notes(figures: ReleaseFigures) -> tuple[str, ...]:
    notes = []
    if figures.row is None:
        notes.append(
            "Computed with the guide's equation; this is not a value of the guide's tables."
        )
    elif figures.row.release is None:
        notes.append(figures.row.note)
    if figures.includes:
        notes.append(f"The exposure rate constant is computed: {figures.includes}.")
    notes.extend(f"Other figures: {other}." for other in figures.others)
    return tuple(notes)


def _both(first: Activity, second: Activity) -> str:
    return f"{first.format()} ({second.format()})"


def number_text(amount: Decimal) -> str:
    """A number as equations show it: six significant digits, no exponent."""
    return plain_text(rounded(amount, SHOWN_DIGITS))


def _dose_text(dose: Dose) -> str:
    rem = number_text(dose.to(DoseUnit.REM).amount)
    return f"{rem} rem = {number_text(dose.to(DoseUnit.MSV).amount)} mSv"


def _activity_equation(
    activity: Activity, gamma: Decimal, half_life: Duration, occupancy: Decimal, dose: Dose
) -> str:
    millicuries = number_text(activity.to(ActivityUnit.MCI).amount)
    days = number_text(half_life.to(DurationUnit.D).amount)
    return (
        f"D = 34.6 · {number_text(gamma)} R·cm²/(mCi·h) · {millicuries} mCi · {days} d · {number_text(occupancy)}"
        f" / (100 cm)² = {_dose_text(dose)}"
    )


def iodine_equation(activity: Activity, case: IodineCase, dose: Dose) -> str:
    """Equation B-5 with the numbers in it and its result."""
    millicuries = number_text(activity.to(ActivityUnit.MCI).amount)
    days = number_text(case.physical_half_life.to(DurationUnit.D).amount)
    early = number_text(case.first_hours_occupancy)
    later = number_text(case.later_occupancy)
    parts = " + ".join(
        f"q · {later} · {number_text(one.fraction)} · {number_text(one.effective_half_life.to(DurationUnit.D).amount)} d"
        for one in (case.first, case.second)
    )
    return (
        f"D = 34.6 · {number_text(case.gamma)} R·cm²/(mCi·h) · {millicuries} mCi / (100 cm)² · "
        f"({early} · {days} d · 0.8 · (1 - q) + {parts}), q = e^(-0.693 · 0.33 / {days}), "
        f"gives {_dose_text(dose)}"
    )


def _rate_equation(
    rate: DoseRate, distance: Distance, half_life: Duration, occupancy: Decimal, dose: Dose
) -> str:
    moved = "" if distance == ONE_METER else f" · ({distance.format()} / 1 m)²"
    hours = number_text(half_life.to(DurationUnit.H).amount)
    return f"D = {rate.format()}{moved} · {hours} h / ln 2 · {number_text(occupancy)} = {_dose_text(dose)}"
