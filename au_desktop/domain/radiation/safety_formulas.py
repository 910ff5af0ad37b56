"""The named formulas of safety checklists: deadlines, packages, wipes and spills."""

from decimal import Decimal

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, CountRate, Dose, DoseRate, Duration
from au_desktop.domain.radiation import safety_checks
from au_desktop.domain.radiation.formula_types import Arguments, Formula, Parameter, ValueKind

_CURRIE = "L. A. Currie, Anal Chem 40, 1968, 586; form as in common use, not read in the paper"
_PACKAGE_WIPE = "49 CFR 173.443(a)(1)(i) (79 FR 40616, 2014)"

_GROSS = Parameter("gross", "Count rate of the wipe", ValueKind.COUNT_RATE, "cpm")
_BACKGROUND = Parameter("background", "Background count rate", ValueKind.COUNT_RATE, "cpm")
_EFFICIENCY = Parameter("efficiency", "Counter efficiency", ValueKind.NUMBER)
_AREA = Parameter("area_cm2", "Area wiped", ValueKind.NUMBER, "cm²", Decimal(100))
_WIPE_FACTOR = Parameter(
    "wipe_factor", "Part that the wipe picks up", ValueKind.NUMBER, "", Decimal(1)
)


def _time_between(given: Arguments) -> Duration:
    return safety_checks.hours_between(given.of("since", Moment), given.of("until", Moment))


def _package_wipe(given: Arguments) -> Decimal:
    return safety_checks.package_contamination(
        given.of("gross", CountRate),
        given.of("background", CountRate),
        given.number("efficiency"),
        given.number("area_cm2"),
        given.number("wipe_efficiency"),
    )


def _transport_index(given: Arguments) -> Decimal:
    return safety_checks.transport_index(given.of("rate", DoseRate))


def _dose_in_time(given: Arguments) -> Dose:
    return safety_checks.dose_in_time(given.of("rate", DoseRate), given.of("time", Duration))


def _wipe_mda(given: Arguments) -> Decimal:
    return safety_checks.wipe_detectable(
        given.of("background", CountRate),
        given.of("time", Duration),
        given.number("efficiency"),
        given.number("area_cm2"),
        given.number("wipe_factor"),
    )


def _wipe_mda_unequal(given: Arguments) -> Decimal:
    return safety_checks.wipe_detectable_unequal(
        given.of("background", CountRate),
        (given.of("sample_time", Duration), given.of("background_time", Duration)),
        given.number("efficiency"),
        given.number("area_cm2"),
        given.number("wipe_factor"),
    )


def _percent_of_level(given: Arguments) -> Decimal:
    return safety_checks.percent_of_level(
        given.of("activity", Activity), given.of("level", Activity)
    )


SAFETY_FORMULAS = (
    Formula(
        name="time_between",
        title="Time from one moment to another, in hours, rounded up to 0.001 h",
        parameters=(
            Parameter("since", "Beginning", ValueKind.MOMENT),
            Parameter("until", "End", ValueKind.MOMENT),
        ),
        result=ValueKind.DURATION,
        equation="{until} - {since}",
        citation="elapsed time; clocks of 10 CFR 20.1906(c) and 35.3045(c) to (e)",
        function=_time_between,
        exact=True,
    ),
    Formula(
        name="package_wipe",
        title="Non-fixed contamination of a package surface",
        parameters=(
            _GROSS,
            _BACKGROUND,
            _EFFICIENCY,
            Parameter("area_cm2", "Area wiped", ValueKind.NUMBER, "cm²", Decimal(300)),
            Parameter("wipe_efficiency", "Wipe efficiency", ValueKind.NUMBER, "", Decimal("0.10")),
        ),
        result=ValueKind.NUMBER,
        result_unit="dpm/cm²",
        equation="({gross} - {background}) / ({efficiency} · {wipe_efficiency} · {area_cm2})",
        citation=_PACKAGE_WIPE,
        function=_package_wipe,
    ),
    Formula(
        name="transport_index",
        title="Transport index: mrem/h at 1 m, rounded up to the next tenth",
        parameters=(Parameter("rate", "Highest dose rate at 1 m", ValueKind.DOSE_RATE, "mrem/h"),),
        result=ValueKind.NUMBER,
        equation="{rate} at 1 m, rounded up to 0.1; up to 0.05 mrem/h: 0",
        citation="49 CFR 173.403 (80 FR 1162, 2015); 172.403(c), note 2",
        function=_transport_index,
        exact=True,
    ),
    Formula(
        name="dose_in_time",
        title="Dose at a steady dose rate",
        parameters=(
            Parameter("rate", "Dose rate", ValueKind.DOSE_RATE, "mrem/h"),
            Parameter("time", "Time spent there", ValueKind.DURATION, "h"),
        ),
        result=ValueKind.DOSE,
        equation="{rate} · {time}",
        citation="definition of a dose rate; decay left out",
        function=_dose_in_time,
        exact=True,
    ),
    Formula(
        name="wipe_mda",
        title="Minimum detectable removable contamination, equal counting times",
        parameters=(
            _BACKGROUND,
            Parameter("time", "Counting time of wipe and background", ValueKind.DURATION, "min"),
            _EFFICIENCY,
            _AREA,
            _WIPE_FACTOR,
        ),
        result=ValueKind.NUMBER,
        result_unit="dpm/100 cm²",
        equation="(2.71 + 4.65 · √({background} · {time})) / ({efficiency} · {time}) "
        "· 100 / ({area_cm2} · {wipe_factor})",
        citation=_CURRIE,
        verify=True,
        function=_wipe_mda,
    ),
    Formula(
        name="wipe_mda_unequal",
        title="Minimum detectable removable contamination, unequal counting times",
        parameters=(
            _BACKGROUND,
            Parameter("sample_time", "Counting time of the wipe", ValueKind.DURATION, "min"),
            Parameter(
                "background_time", "Counting time of the background", ValueKind.DURATION, "min"
            ),
            _EFFICIENCY,
            _AREA,
            _WIPE_FACTOR,
        ),
        result=ValueKind.NUMBER,
        result_unit="dpm/100 cm²",
        equation="(2.71 + 3.29 · √({background} · {sample_time} · (1 + {sample_time} / {background_time}))) "
        "/ ({efficiency} · {sample_time}) · 100 / ({area_cm2} · {wipe_factor})",
        citation=_CURRIE,
        verify=True,
        function=_wipe_mda_unequal,
    ),
    Formula(
        name="percent_of_level",
        title="Activity as a percentage of a level, rounded up to 0.001 %",
        parameters=(
            Parameter("activity", "Activity", ValueKind.ACTIVITY),
            Parameter("level", "Level", ValueKind.ACTIVITY),
        ),
        result=ValueKind.NUMBER,
        result_unit="%",
        equation="100 · {activity} / {level}",
        citation="definition; levels as in NUREG-1556 Vol. 9 App. N",
        function=_percent_of_level,
        exact=True,
    ),
)
