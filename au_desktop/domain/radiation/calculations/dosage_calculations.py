"""Named calculations of dosages: measured against prescribed, and what the patient received."""

from datetime import datetime
from decimal import Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import Activity, Duration, DurationUnit
from au_desktop.domain.radiation import decay, dosage
from au_desktop.domain.radiation.calculations.calculation_types import (
    At,
    Calculation,
    Findings,
    Given,
    Input,
    InputKind,
    Output,
    TimedActivity,
    Value,
)
from au_desktop.domain.radiation.calculations.figure_inputs import (
    HALF_LIFE_SOURCE,
    NUCLIDE,
    TakenHalfLife,
    megabecquerels,
    millicuries,
    taken_half_life,
    text,
)

_SINGLE_RULE = (
    "10 CFR 35.63(d): not used where it differs from the prescribed dosage by more than 20 percent"
)
_RANGE_RULE = "10 CFR 35.63(d): not used where it does not fall within the prescribed dosage range"
_AT_ONCE = Duration(Decimal(0), DurationUnit.H)


def _prescribed(given: Given) -> dosage.PrescribedDosage:
    low, high = given.maybe("low", Activity), given.maybe("high", Activity)
    if (low is None) is not (high is None):
        missing = "low" if low is None else "high"
        raise Invalid(missing, "is missing; a range has both ends")
    if low is not None:
        return dosage.PrescribedDosage(low, high)
    return dosage.PrescribedDosage(given.of("prescribed", Activity))


def _check(given: Given) -> Findings:
    prescribed, measured = _prescribed(given), given.of("measured", Activity)
    verdict = dosage.check_dosage(prescribed, measured)
    single = given.maybe("prescribed", Activity)
    percent = None if single is None else dosage.percent_difference(single, measured)
    values: dict[str, Value] = {
        "difference_percent": percent,
        "within": verdict.may_be_used,
        "rule": _RANGE_RULE if prescribed.is_range else _SINGLE_RULE,
        "lowest_MBq": megabecquerels(verdict.lowest),
        "highest_MBq": megabecquerels(verdict.highest),
        "medical_event_dosage_leg": dosage.meets_event_dosage_leg(prescribed, measured),
    }
    return Findings(values, _check_text(verdict, measured, percent), _check_notes(values))


def _check_text(verdict: dosage.DosageVerdict, measured: Activity, percent: Decimal | None) -> str:
    limits = f"{text(verdict.lowest)} ≤ {text(measured)} ≤ {text(verdict.highest)}"
    answer = f"{limits}: {'yes' if verdict.may_be_used else 'no'}"
    return answer if percent is None else f"{answer}; difference {text(percent)} %"


def _check_notes(values: dict[str, Value]) -> tuple[str, ...]:
    notes = []
    percent = values["difference_percent"]
    off = isinstance(percent, Decimal) and abs(percent) > dosage.DOSAGE_TOLERANCE_PERCENT
    if not values["within"]:
        notes.append(
            "Not to be used unless the authorized user directs otherwise; record the direction."
        )
    elif off:
        notes.append("Within the range, but more than 20 percent from the prescribed dosage.")
    if values["medical_event_dosage_leg"]:
        notes.append(
            "If it was given: the dosage leg of 10 CFR 35.3045 is met (20 percent or more, or outside the "
            "range); the dose leg is still to be judged."
        )
    return tuple(notes)


def _net(given: Given) -> Findings:
    assay = given.of("assay", TimedActivity)
    residuals = tuple(one for one in given.of("residual", tuple) if isinstance(one, TimedActivity))
    when = given.time("given") or assay.at
    moved = any(one.at is not None for one in residuals) or when != assay.at
    half_life = taken_half_life(given) if moved else None
    before = _at_administration(assay, assay.at, when, half_life)
    after = dosage.total_activity(
        _at_administration(one, assay.at, when, half_life) for one in residuals
    )
    net = dosage.net_administered(before, after)
    found = half_life or TakenHalfLife(_AT_ONCE)
    note = (
        "All readings are taken as of one time: nothing is decayed."
        if half_life is None
        else "Every reading is brought to the time of administration first."
    )
    return Findings(
        {
            "net_MBq": megabecquerels(net),
            "net_mCi": millicuries(net),
            "assay_MBq": megabecquerels(before),
            "residual_MBq": megabecquerels(after),
            "residual_percent": after.ratio_to(before) * 100 if before.amount else None,
        },
        f"{text(before)} - {text(after)} = {text(net)}",
        (note, *found.notes),
        found.bases,
        found.taken,
    )


def _at_administration(
    reading: TimedActivity, assayed: At | None, when: At | None, half_life: TakenHalfLife | None
) -> Activity:
    """The reading brought to the time of administration; one without a time is taken as of then."""
    if half_life is None or (reading.at is None and reading.at != assayed):
        return reading.activity
    read = _since_assay("residual", reading.at or assayed, assayed)
    wanted = _since_assay("given", when, assayed)
    return decay.decayed(reading.activity, half_life.value, wanted - read)


def _since_assay(field: str, at: At | None, assayed: At | None) -> Duration:
    """How long after the assay a time lies."""
    if at is None or at == assayed:
        return _AT_ONCE
    if isinstance(at, Duration):
        return at
    if not isinstance(assayed, datetime):
        raise Invalid("assay", "needs its time of day, because another time is given as one")
    if (at.tzinfo is None) is not (assayed.tzinfo is None):
        raise Invalid(field, "has a time zone where the assay has none, or the other way round")
    span = at - assayed
    seconds = Decimal(span.days * 86400 + span.seconds)
    return Duration(seconds, DurationUnit.S)


DOSAGE_CALCULATIONS = (
    Calculation(
        name="dosage-check",
        title="Measured dosage against the prescribed one",
        inputs=(
            Input("prescribed", "Prescribed dosage", InputKind.ACTIVITY, "MBq"),
            Input("measured", "Measured dosage", InputKind.ACTIVITY, "MBq", required=True),
            Input("low", "Lower end of a prescribed range", InputKind.ACTIVITY, "MBq"),
            Input("high", "Upper end of a prescribed range", InputKind.ACTIVITY, "MBq"),
        ),
        outputs=(
            Output("difference_percent", "Measured from prescribed", "%"),
            Output("within", "May be used without the authorized user's direction"),
            Output("rule", "Rule"),
            Output("lowest_MBq", "Lowest that passes", "MBq"),
            Output("highest_MBq", "Highest that passes", "MBq"),
            Output("medical_event_dosage_leg", "Dosage leg of 35.3045, if it were given"),
        ),
        equation="|M - P| ≤ 0.20 · P, or low ≤ M ≤ high; both ends included, compared exactly",
        valid="prescribed above zero; a range, where one is given, decides",
        citation="10 CFR 35.63(d) (72 FR 55931, 2007); 10 CFR 35.3045(a)(1)(i)(B) (83 FR 33111, 2018)",
        function=_check,
    ),
    Calculation(
        name="net-administered",
        title="Activity that the patient received",
        inputs=(
            Input(
                "assay",
                'Assay before, such as "7.4 GBq" or "7.4 GBq@2026-11-22T10:00"',
                InputKind.TIMED_ACTIVITY,
                "MBq",
                required=True,
            ),
            Input(
                "residual",
                'Residuals, such as "30 MBq@2 h; 5 MBq@2.5 h" (a time, or so long after the assay)',
                InputKind.TIMED_ACTIVITIES,
                "MBq",
                required=True,
                also=("residuals",),
            ),
            Input(
                "given",
                "Time of administration (a time, or so long after the assay)",
                InputKind.TIME,
                "h",
                default="the time of the assay",
            ),
            NUCLIDE,
            Input("half-life", "Half-life, in place of the nuclide's", InputKind.DURATION, "h"),
            HALF_LIFE_SOURCE,
        ),
        outputs=(
            Output("net_MBq", "Net administered", "MBq"),
            Output("net_mCi", "Net administered", "mCi"),
            Output("assay_MBq", "Assay at the time of administration", "MBq"),
            Output("residual_MBq", "Residuals at the time of administration", "MBq"),
            Output("residual_percent", "Residual of the assay", "%"),
        ),
        equation="A = A(assay) · 2^(-(tg - ta)/T) - Σ R · 2^(-(tg - tr)/T)",
        valid="residuals from 0 to the assay; without times all readings are of one time",
        citation="measurement practice; assay by 10 CFR 35.63, residual by the label",
        function=_net,
    ),
)
