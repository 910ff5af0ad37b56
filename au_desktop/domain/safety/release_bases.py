"""Holds one patient against the guide's tables and equations: by what was administered, what is retained, what was measured."""

from dataclasses import replace
from datetime import timedelta
from decimal import ROUND_CEILING

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import (
    Activity,
    Dose,
    DoseRate,
    DoseRateUnit,
    DoseUnit,
    Duration,
    DurationUnit,
)
from au_desktop.domain.radiation.decay import decayed, time_until
from au_desktop.domain.radiation.exact import CALCULATION, LN2, divided, product
from au_desktop.domain.radiation.patient_release import GUIDE_INTEGRATION, default_occupancy
from au_desktop.domain.radiation.release_figures import ReleaseFigures
from au_desktop.domain.radiation.release_judgement import (
    INSTRUCTIONS_LIMIT,
    RELEASE_LIMIT,
    ReleaseJudgement,
    by_activity,
    by_measured_rate,
)
from au_desktop.domain.safety import release_equations as written
from au_desktop.domain.safety.release_equations import activity_words, kept_dose, rate_words
from au_desktop.domain.safety.release_facts import GUIDE, RELEASE_RULE, ReleaseFacts
from au_desktop.domain.safety.release_findings import (
    BasisFinding,
    BasisKind,
    RecordReason,
    Verdict,
)
from au_desktop.domain.safety.retention_fit import RetentionFit, hours_between

NO_LIMIT = (
    "Limits are not applicable, because of the minimal exposures to members of the public "
    "resulting from activities normally administered (Table 1, note c)."
)
KEEP_CALCULATION = "Keep this calculation for inspection (the guide, 1.1)."
EXTERNAL_ONLY = (
    "The equation counts photons from outside only; alpha and beta emitters are limited by "
    "contamination, not by this number."
)
NOT_MEASURED = "No dose rate was measured at 1 m from the surface of the patient."


def judged(value: Dose) -> Verdict:
    """A dose held against 5 mSv; exactly the limit is still within it."""
    return within(value <= RELEASE_LIMIT)


def within(holds: bool) -> Verdict:  # noqa: FBT001 - the outcome of one comparison
    """What a comparison with a limit says."""
    return Verdict.PERMITS if holds else Verdict.ABOVE


def no_limit(figures: ReleaseFigures) -> bool:
    """Whether the guide says of the nuclide that limits are not applicable."""
    return figures.row is not None and figures.row.release is None


def release_rate(figures: ReleaseFigures) -> DoseRate:
    """The rate at 1 m at or below which a patient may go: of the table, else what belongs to 5 mSv."""
    row = figures.table
    if row is not None and row.release is not None:
        return row.release.rate
    return rate_for_dose(RELEASE_LIMIT, figures.half_life)


def rate_for_dose(limit: Dose, half_life: Duration) -> DoseRate:
    """The rate at 1 m of an activity that gives a dose by Equation 2 or 3.

    Equation: X = Γ·Q/(100 cm)² with Q = D·(100 cm)²/(34.6·Γ·Tp·E): X = D/(34.6·Tp·E). Units: rem/h; D in rem, Tp in d.
    Range: Tp above zero. Source: NRC Regulatory Guide 8.39 Rev 0, April 1997, 1.2, p. 6.
    """
    days = half_life.to(DurationUnit.D).amount
    per_rate = product(GUIDE_INTEGRATION, days, default_occupancy(half_life))
    return DoseRate(divided(limit.to(DoseUnit.REM).amount, per_rate), DoseRateUnit.REM_H)


def administered_basis(facts: ReleaseFacts) -> BasisFinding:
    """The activity administered, against Table 1 or the equation."""
    return _by_activity(facts.figures, facts.administered, BasisKind.ADMINISTERED)


def retained_basis(facts: ReleaseFacts) -> BasisFinding:
    """What decay alone has left at the asked moment, against the same value; and when it will be reached."""
    figures = facts.figures
    hours = hours_between(facts.administered_at, facts.at)
    left = decayed(facts.administered, figures.half_life, Duration(hours, DurationUnit.H))
    finding = _by_activity(figures, left, BasisKind.RETAINED)
    if no_limit(figures):
        return replace(finding, reasons=(RecordReason.RETAINED,))
    worked = written.by_decay(left, facts.administered, figures.half_life, hours)
    limit = _limit_activity(figures, by_activity(left, figures))
    return replace(
        finding,
        equation=f"{worked.equation}; {finding.equation}",
        worked=f"{worked.worked}; {finding.worked}",
        reasons=(RecordReason.RETAINED,),
        reached_at=_moment_of_decay(facts, limit),
    )


def _moment_of_decay(facts: ReleaseFacts, limit: Activity | None) -> Moment | None:
    """When decay alone reaches a value, to the next full minute; None where it is there at the beginning."""
    if limit is None or facts.administered <= limit:
        return None
    time = time_until(facts.administered, facts.figures.half_life, limit)
    return later(facts.administered_at, time)


def later(begun: Moment, time: Duration) -> Moment:
    """The moment so much later, to the next full minute."""
    minutes = time.to(DurationUnit.MIN).amount.to_integral_value(ROUND_CEILING)
    return Moment(begun.utc + timedelta(minutes=int(minutes)), begun.offset_minutes)


def _limit_activity(figures: ReleaseFigures, judgement: ReleaseJudgement) -> Activity | None:
    """The greater of the printed and the computed value: a patient may go by either."""
    printed = figures.table.release if figures.table is not None else None
    if printed is None or judgement.limit_activity is None:
        return judgement.limit_activity
    return max(printed.activity, judgement.limit_activity)


def _by_activity(figures: ReleaseFigures, activity: Activity, kind: BasisKind) -> BasisFinding:
    judgement = by_activity(activity, figures)
    found = BasisFinding(
        kind, within(judgement.release), compared=activity_words(activity), notes=judgement.notes
    )
    if no_limit(figures):
        return replace(found, limit="not applicable", source=f"{GUIDE}, Table 1, note c",
                       notes=(NO_LIMIT,))  # fmt: skip
    table = figures.table
    limit = table.release.activity if table and table.release else judgement.limit_activity
    notes = judgement.notes if table else (*judgement.notes, KEEP_CALCULATION, EXTERNAL_ONLY)
    return replace(
        found,
        equation="D(∞) = 34.6·Γ·Q0·Tp·E / (100 cm)²",
        worked=judgement.equation,
        limit="" if limit is None else f"at or below {activity_words(limit)}",
        source=f"{GUIDE}, Table 1" if table else judgement.citation,
        dose=kept_dose(judgement.dose),
        instructions=judgement.instructions or _above_table(figures, activity),
        notes=notes,
    )


def _above_table(figures: ReleaseFigures, activity: Activity) -> bool:
    """Whether Table 2 asks for instructions, even where the equation would not."""
    row = figures.table
    return (
        row is not None and row.instructions is not None and activity > row.instructions.activity
    )


def measured_basis(facts: ReleaseFacts, fit: RetentionFit | None) -> BasisFinding:
    """The rate at 1 m from the surface of the patient, against Table 1 or the rate that belongs to 5 mSv."""
    figures, rate = facts.figures, facts.measured.rate
    found = BasisFinding(BasisKind.MEASURED, Verdict.OPEN, reasons=(RecordReason.MEASURED,))
    if no_limit(figures):
        return replace(found, missing=NO_LIMIT)
    limit = release_rate(figures)
    shown = written.limit_rate(figures.half_life, RELEASE_LIMIT, limit)
    table = figures.table
    found = replace(
        found,
        equation="" if table else shown.equation,
        worked="" if table else shown.worked,
        limit=f"at or below {rate_words(limit)}",
        source=f"{GUIDE}, Table 1, Column 2" if table else f"{RELEASE_RULE}; {GUIDE}, 1.2, p. 6",
        missing=NOT_MEASURED,
    )
    if rate is None:
        return found
    judgement = by_measured_rate(rate, figures.half_life, table=table)
    held = rate <= limit
    return replace(
        found,
        verdict=within(held),
        equation=found.equation or "D = X(1 m)·Tp/ln 2·E",
        worked=f"{found.worked}; {judgement.equation}" if found.worked else judgement.equation,
        compared=rate_words(rate),
        dose=kept_dose(judgement.dose),
        instructions=rate > _instruction_rate(figures) or judgement.instructions,
        missing="",
        reached_at=None if held else _rate_reached(facts, rate, limit, fit),
        notes=judgement.notes,
    )


def _instruction_rate(figures: ReleaseFigures) -> DoseRate:
    row = figures.table
    if row is not None and row.instructions is not None:
        return row.instructions.rate
    return rate_for_dose(INSTRUCTIONS_LIMIT, figures.half_life)


def _rate_reached(
    facts: ReleaseFacts, rate: DoseRate, limit: DoseRate, fit: RetentionFit | None
) -> Moment:
    """When the rate falls to the limit, by the measured half-life where there is one, else by decay alone."""
    half_life = facts.figures.half_life if fit is None else fit.half_life
    halvings = divided(CALCULATION.ln(rate.ratio_to(limit)), LN2)
    time = Duration(product(half_life.amount, halvings), half_life.unit)
    return later(facts.measured.at or facts.at, time)
