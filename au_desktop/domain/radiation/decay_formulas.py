"""The named formulas of decay and dosage."""

from decimal import ROUND_UP, Decimal

from au_desktop.domain.moments import Moment
from au_desktop.domain.number_text import trimmed
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    DoseRate,
    Duration,
    DurationUnit,
)
from au_desktop.domain.radiation import decay, dosage, radium
from au_desktop.domain.radiation.formula_types import Arguments, Formula, Parameter, ValueKind
from au_desktop.domain.reference.nuclides import may_decay_in_storage

_DECAY_LAW = "exponential decay law; half-life as given"
_ACTIVITY = Parameter("activity", "Activity at the beginning", ValueKind.ACTIVITY)
_HALF_LIFE = Parameter("half_life", "Physical half-life", ValueKind.DURATION)
_ELAPSED = Parameter("elapsed", "Time in between", ValueKind.DURATION)
_MEASURED = Parameter("measured", "Measured dosage", ValueKind.ACTIVITY)
_PRESCRIBED = Parameter("prescribed", "Prescribed dosage", ValueKind.ACTIVITY)
_LOW = Parameter("low", "Lowest prescribed activity", ValueKind.ACTIVITY)
_HIGH = Parameter("high", "Highest prescribed activity", ValueKind.ACTIVITY)
_THOUSANDTH = Decimal("0.001")
_PIECES = ("first", "second", "third", "fourth")
_NO_ACTIVITY = Activity(Decimal(0), ActivityUnit.MCI)


def _decay(given: Arguments) -> Activity:
    return decay.decayed(
        given.of("activity", Activity),
        given.of("half_life", Duration),
        given.of("elapsed", Duration),
    )


def _decay_between(given: Arguments) -> Activity:
    between = given.of("until", Moment).utc - given.of("since", Moment).utc
    seconds = Decimal(between.days * 86400 + between.seconds)
    elapsed = Duration(seconds, DurationUnit.S)
    return decay.decayed(given.of("activity", Activity), given.of("half_life", Duration), elapsed)


def _decay_factor(given: Arguments) -> Decimal:
    return decay.decay_factor(given.of("half_life", Duration), given.of("elapsed", Duration))


def _ingrowth(given: Arguments) -> Activity:
    return decay.grown_in(
        given.of("parent", Activity),
        given.of("parent_half_life", Duration),
        given.of("daughter_half_life", Duration),
        given.number("branching"),
        given.of("elapsed", Duration),
    )


def _time_until(given: Arguments) -> Duration:
    return decay.time_until(
        given.of("activity", Activity),
        given.of("half_life", Duration),
        given.of("target", Activity),
    )


def _ten_half_lives(given: Arguments) -> Duration:
    return decay.ten_half_lives(given.of("half_life", Duration)).to(DurationUnit.D)


def _decay_in_storage(given: Arguments) -> bool:
    return may_decay_in_storage(given.of("half_life", Duration))


def _effective(given: Arguments) -> Duration:
    return decay.effective_half_life(
        given.of("biological", Duration), given.of("half_life", Duration)
    )


def _effective_measured(given: Arguments) -> Duration:
    return decay.measured_effective_half_life(
        given.of("first", DoseRate), given.of("second", DoseRate), given.of("elapsed", Duration)
    )


def _difference(given: Arguments) -> Decimal:
    """Rounded away from zero, so that nothing above a limit is shown as being on it."""
    percent = dosage.percent_difference(
        given.of("prescribed", Activity), given.of("measured", Activity)
    )
    return trimmed(percent.quantize(_THOUSANDTH, rounding=ROUND_UP))


def _check(given: Arguments) -> bool:
    prescribed = dosage.PrescribedDosage(given.of("prescribed", Activity))
    return dosage.check_dosage(prescribed, given.of("measured", Activity)).may_be_used


def _range_check(given: Arguments) -> bool:
    prescribed = dosage.PrescribedDosage(given.of("low", Activity), given.of("high", Activity))
    return dosage.check_dosage(prescribed, given.of("measured", Activity)).may_be_used


def _event_leg(given: Arguments) -> bool:
    prescribed = dosage.PrescribedDosage(given.of("prescribed", Activity))
    return dosage.meets_event_dosage_leg(prescribed, given.of("measured", Activity))


def _net(given: Arguments) -> Activity:
    return dosage.net_administered(given.of("assayed", Activity), given.of("residual", Activity))


def _total(given: Arguments) -> Activity:
    return dosage.total_activity(given.of(piece, Activity) for piece in _PIECES)


def _radium_factor(given: Arguments) -> Decimal:
    return radium.label_decay_factor(given.number("days"))


def _radium_volume(given: Arguments) -> Decimal:
    return radium.volume_to_draw(given.number("weight_kg"), given.number("decay_factor"))


DECAY_FORMULAS = (
    Formula(
        name="decay",
        title="Activity after a time",
        parameters=(_ACTIVITY, _HALF_LIFE, _ELAPSED),
        result=ValueKind.ACTIVITY,
        equation="{activity} · 2^(-{elapsed} / {half_life})",
        citation=_DECAY_LAW,
        function=_decay,
    ),
    Formula(
        name="decay_between",
        title="Activity at another date and time",
        parameters=(
            _ACTIVITY,
            _HALF_LIFE,
            Parameter("since", "Calibration date and time", ValueKind.MOMENT),
            Parameter("until", "Date and time asked about", ValueKind.MOMENT),
        ),
        result=ValueKind.ACTIVITY,
        equation="{activity} · 2^(-({until} - {since}) / {half_life})",
        citation=_DECAY_LAW,
        function=_decay_between,
    ),
    Formula(
        name="decay_factor",
        title="Part left after a time",
        parameters=(_HALF_LIFE, _ELAPSED),
        result=ValueKind.NUMBER,
        equation="2^(-{elapsed} / {half_life})",
        citation=_DECAY_LAW,
        function=_decay_factor,
    ),
    Formula(
        name="ingrowth",
        title="Daughter activity grown in from a pure parent",
        parameters=(
            Parameter("parent", "Parent activity at the beginning", ValueKind.ACTIVITY),
            Parameter("parent_half_life", "Half-life of the parent", ValueKind.DURATION),
            Parameter("daughter_half_life", "Half-life of the daughter", ValueKind.DURATION),
            Parameter("branching", "Part of decays that lead to it", ValueKind.NUMBER),
            _ELAPSED,
        ),
        result=ValueKind.ACTIVITY,
        equation="{branching} · {parent} · {parent_half_life} / ({parent_half_life} - {daughter_half_life}) "
        "· (2^(-{elapsed} / {parent_half_life}) - 2^(-{elapsed} / {daughter_half_life}))",
        citation="Bateman's solution for two members, Proc Camb Phil Soc 15, 1910, 423",
        function=_ingrowth,
    ),
    Formula(
        name="time_until",
        title="Time until the activity has decayed to a target",
        parameters=(
            _ACTIVITY,
            _HALF_LIFE,
            Parameter("target", "Target activity", ValueKind.ACTIVITY),
        ),
        result=ValueKind.DURATION,
        equation="{half_life} · log2({activity} / {target})",
        citation=_DECAY_LAW,
        function=_time_until,
    ),
    Formula(
        name="ten_half_lives",
        title="Ten half-lives: earliest suggested survey date, never a disposal date",
        parameters=(_HALF_LIFE,),
        result=ValueKind.DURATION,
        equation="10 · {half_life}",
        citation="practice; 10 CFR 35.92 (72 FR 45151, 2007) names no number of half-lives",
        function=_ten_half_lives,
    ),
    Formula(
        name="decay_in_storage",
        title="May be held for decay in storage",
        parameters=(_HALF_LIFE,),
        result=ValueKind.VERDICT,
        equation="{half_life} ≤ 120 d",
        citation="10 CFR 35.92(a) (72 FR 45151, 2007)",
        function=_decay_in_storage,
    ),
    Formula(
        name="effective_half_life",
        title="Effective half-life from biological and physical half-life",
        parameters=(
            Parameter("biological", "Biological half-life", ValueKind.DURATION),
            _HALF_LIFE,
        ),
        result=ValueKind.DURATION,
        equation="{biological} · {half_life} / ({biological} + {half_life})",
        citation="NRC Regulatory Guide 8.39 Rev 0, April 1997, Appendix B, Equation B-2 ff.",
        function=_effective,
    ),
    Formula(
        name="measured_half_life",
        title="Effective half-life from two readings in the same geometry",
        parameters=(
            Parameter("first", "First reading", ValueKind.DOSE_RATE),
            Parameter("second", "Second reading", ValueKind.DOSE_RATE),
            _ELAPSED,
        ),
        result=ValueKind.DURATION,
        equation="{elapsed} · ln 2 / ln({first} / {second})",
        citation="exponential decay law, solved for the half-life",
        function=_effective_measured,
    ),
)

DOSAGE_FORMULAS = (
    Formula(
        name="dosage_difference",
        title="Measured dosage against prescribed, in percent, rounded away from zero to 0.001",
        parameters=(_PRESCRIBED, _MEASURED),
        result=ValueKind.NUMBER,
        result_unit="%",
        equation="100 · ({measured} - {prescribed}) / {prescribed}",
        citation="10 CFR 35.63(d) (72 FR 55931, 2007)",
        function=_difference,
        exact=True,
    ),
    Formula(
        name="dosage_check",
        title="Measured dosage may be used (within 20 % of a single prescribed dosage)",
        parameters=(_PRESCRIBED, _MEASURED),
        result=ValueKind.VERDICT,
        equation="|{measured} - {prescribed}| ≤ 0.20 · {prescribed}",
        citation="10 CFR 35.63(d) (72 FR 55931, 2007)",
        function=_check,
    ),
    Formula(
        name="dosage_range_check",
        title="Measured dosage may be used (within the prescribed range)",
        parameters=(_LOW, _HIGH, _MEASURED),
        result=ValueKind.VERDICT,
        equation="{low} ≤ {measured} ≤ {high}",
        citation="10 CFR 35.63(d) (72 FR 55931, 2007)",
        function=_range_check,
    ),
    Formula(
        name="medical_event_dosage_leg",
        title="Dosage leg of the medical-event definition is met; the dose leg is still to be judged",
        parameters=(_PRESCRIBED, _MEASURED),
        result=ValueKind.VERDICT,
        equation="|{measured} - {prescribed}| ≥ 0.20 · {prescribed}",
        citation="10 CFR 35.3045(a)(1)(i)(B) (83 FR 33111, 2018)",
        function=_event_leg,
    ),
    Formula(
        name="net_administered",
        title="Administered activity: assay less residual",
        parameters=(
            Parameter("assayed", "Activity before", ValueKind.ACTIVITY),
            Parameter("residual", "Residual at the same time", ValueKind.ACTIVITY),
        ),
        result=ValueKind.ACTIVITY,
        equation="{assayed} - {residual}",
        citation="measurement practice; assay by 10 CFR 35.63 (72 FR 55931, 2007)",
        function=_net,
        exact=True,
    ),
    Formula(
        name="activity_total",
        title="Several measured activities together",
        parameters=(
            Parameter("first", "First piece", ValueKind.ACTIVITY),
            *(
                Parameter(
                    piece, f"{piece.capitalize()} piece", ValueKind.ACTIVITY, "", _NO_ACTIVITY
                )
                for piece in _PIECES[1:]
            ),
        ),
        result=ValueKind.ACTIVITY,
        equation="{first} + {second} + {third} + {fourth}",
        citation="measurement practice",
        function=_total,
        exact=True,
    ),
    Formula(
        name="ra223_decay_factor",
        title="Decay factor of the Ra-223 dichloride label",
        parameters=(
            Parameter(
                "days", "Days after the reference date (before: negative)", ValueKind.NUMBER, "d"
            ),
        ),
        result=ValueKind.NUMBER,
        equation="2^(-({days} + 7/24) / 11.43)",
        citation="Xofigo label, decay correction table (copy read 2026-11-22)",
        function=_radium_factor,
    ),
    Formula(
        name="ra223_volume",
        title="Volume of Ra-223 dichloride to draw",
        parameters=(
            Parameter("weight_kg", "Body weight", ValueKind.NUMBER, "kg"),
            Parameter("decay_factor", "Decay factor of the label", ValueKind.NUMBER),
        ),
        result=ValueKind.NUMBER,
        result_unit="mL",
        equation="{weight_kg} · 55 / ({decay_factor} · 1100)",
        citation="Xofigo label, volume to be administered (copy read 2026-11-22)",
        function=_radium_volume,
    ),
)
