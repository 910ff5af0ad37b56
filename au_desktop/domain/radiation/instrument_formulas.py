"""The named formulas of instrument and sealed-source checks."""

from decimal import ROUND_UP, Decimal

from au_desktop.domain.number_text import trimmed
from au_desktop.domain.quantities import Activity, CountRate, DoseRate, Duration
from au_desktop.domain.radiation import dosage, instrument_checks
from au_desktop.domain.radiation.formula_types import Arguments, Formula, Parameter, ValueKind

_THOUSANDTH = Decimal("0.001")
_COUNTS = tuple(f"count_{number:02}" for number in range(1, 11))
_BACKGROUND = Parameter("background", "Count rate of the background", ValueKind.COUNT_RATE, "cpm")
_EFFICIENCY = Parameter("efficiency", "Counter efficiency, as a fraction", ValueKind.NUMBER)
_LOCAL = "calibration practice; the tolerance is the center's"


def _shown(percent: Decimal) -> Decimal:
    """Rounded away from zero, so that nothing above a limit is shown as being on it."""
    return trimmed(percent.quantize(_THOUSANDTH, rounding=ROUND_UP))


def _activity_difference(given: Arguments) -> Decimal:
    return _shown(
        dosage.percent_difference(given.of("expected", Activity), given.of("measured", Activity))
    )


def _rate_difference(given: Arguments) -> Decimal:
    return _shown(
        instrument_checks.rate_difference(
            given.of("calculated", DoseRate), given.of("indicated", DoseRate)
        )
    )


def _count_rate_difference(given: Arguments) -> Decimal:
    return _shown(
        instrument_checks.count_rate_difference(
            given.of("expected", CountRate), given.of("counted", CountRate)
        )
    )


def _mean_activity(given: Arguments) -> Activity:
    return instrument_checks.mean_activity(
        given.of("first", Activity), given.of("second", Activity), given.of("third", Activity)
    )


def _behind_sleeve(given: Arguments) -> Activity:
    return instrument_checks.behind_sleeve(
        given.of("unshielded", Activity), given.number("factor")
    )


def _geometry_factor(given: Arguments) -> Decimal:
    return instrument_checks.geometry_factor(
        given.of("expected", Activity), given.of("reading", Activity)
    )


def _chi_square(given: Arguments) -> Decimal:
    return instrument_checks.chi_square([given.number(name) for name in _COUNTS])


def _removable_activity(given: Arguments) -> Activity:
    return instrument_checks.removable_activity(
        given.of("gross", CountRate), given.of("background", CountRate), given.number("efficiency")
    )


def _detectable_activity(given: Arguments) -> Activity:
    return instrument_checks.detectable_activity(
        given.of("background", CountRate), given.of("time", Duration), given.number("efficiency")
    )


CALIBRATOR_FORMULAS = (
    Formula(
        name="activity_difference",
        title="Difference of a reading from the expected activity",
        parameters=(
            Parameter("expected", "Expected activity", ValueKind.ACTIVITY),
            Parameter("measured", "Reading", ValueKind.ACTIVITY),
        ),
        result=ValueKind.NUMBER,
        result_unit="%",
        equation="100 · ({measured} - {expected}) / {expected}, rounded away from zero",
        citation=_LOCAL,
        function=_activity_difference,
        exact=True,
    ),
    Formula(
        name="mean_activity",
        title="Mean of three readings",
        parameters=(
            Parameter("first", "First reading", ValueKind.ACTIVITY),
            Parameter("second", "Second reading", ValueKind.ACTIVITY),
            Parameter("third", "Third reading", ValueKind.ACTIVITY),
        ),
        result=ValueKind.ACTIVITY,
        equation="({first} + {second} + {third}) / 3",
        citation="arithmetic mean",
        function=_mean_activity,
    ),
    Formula(
        name="behind_sleeve",
        title="Expected reading through a linearity sleeve",
        parameters=(
            Parameter("unshielded", "Reading without a sleeve", ValueKind.ACTIVITY),
            Parameter("factor", "Factor of the sleeve", ValueKind.NUMBER),
        ),
        result=ValueKind.ACTIVITY,
        equation="{unshielded} / {factor}",
        citation="procedure of the sleeve's maker",
        function=_behind_sleeve,
    ),
    Formula(
        name="geometry_factor",
        title="Correction factor of a volume or container",
        parameters=(
            Parameter("expected", "The same activity in the reference", ValueKind.ACTIVITY),
            Parameter("reading", "Reading", ValueKind.ACTIVITY),
        ),
        result=ValueKind.NUMBER,
        equation="{expected} / {reading}",
        citation=_LOCAL,
        function=_geometry_factor,
    ),
)

METER_FORMULAS = (
    Formula(
        name="rate_difference",
        title="Difference of a meter's reading from the calculated rate (35.61)",
        parameters=(
            Parameter("calculated", "Calculated exposure or dose rate", ValueKind.DOSE_RATE),
            Parameter("indicated", "Indicated rate", ValueKind.DOSE_RATE),
        ),
        result=ValueKind.NUMBER,
        result_unit="%",
        equation="100 · ({indicated} - {calculated}) / {calculated}, rounded away from zero",
        citation="10 CFR 35.61(b), 67 FR 20370, 2002-04-24",
        function=_rate_difference,
        exact=True,
    ),
    Formula(
        name="count_rate_difference",
        title="Difference of a count rate from the expected one",
        parameters=(
            Parameter("expected", "Expected count rate", ValueKind.COUNT_RATE),
            Parameter("counted", "Count rate now", ValueKind.COUNT_RATE),
        ),
        result=ValueKind.NUMBER,
        result_unit="%",
        equation="100 · ({counted} - {expected}) / {expected}, rounded away from zero",
        citation=_LOCAL,
        function=_count_rate_difference,
        exact=True,
    ),
    Formula(
        name="chi_square",
        title="Chi-square of ten counts of one source",
        parameters=tuple(
            Parameter(name, f"Count {number}", ValueKind.NUMBER)
            for number, name in enumerate(_COUNTS, start=1)
        ),
        result=ValueKind.NUMBER,
        equation="Σ(N - m)² / m with m the mean of N = "
        + ", ".join(f"{{{name}}}" for name in _COUNTS),
        citation="Poisson statistics; nine degrees of freedom",
        function=_chi_square,
    ),
)

LEAK_FORMULAS = (
    Formula(
        name="removable_activity",
        title="Removable activity on the wipe of a leak test",
        parameters=(
            Parameter("gross", "Count rate of the wipe", ValueKind.COUNT_RATE, "cpm"),
            _BACKGROUND,
            _EFFICIENCY,
        ),
        result=ValueKind.ACTIVITY,
        equation="({gross} - {background}) / (60 dpm/Bq · {efficiency}), not below zero",
        citation="counting practice; 10 CFR 35.3067, 73 FR 5720, 2008-01-31, for the 185 Bq",
        function=_removable_activity,
    ),
    Formula(
        name="detectable_activity",
        title="Smallest activity that a wipe count is sure to find",
        parameters=(
            _BACKGROUND,
            Parameter("time", "Counting time of sample and background", ValueKind.DURATION, "min"),
            _EFFICIENCY,
        ),
        result=ValueKind.ACTIVITY,
        equation="(2.71 + 4.65 · √({background} · {time})) / (60 dpm/Bq · {efficiency} · {time})",
        citation="L. A. Currie, Anal Chem 40, 1968, 586",
        verify=True,
        function=_detectable_activity,
    ),
)
