"""Named calculations of surveys: wipes, what they can find, packages, and the inverse square."""

from dataclasses import replace
from decimal import Decimal

from au_desktop.domain.quantities import CountRate, Distance, DoseRate, Duration
from au_desktop.domain.radiation import contamination, counting, safety_checks
from au_desktop.domain.radiation.calculations.calculation_types import (
    Calculation,
    Findings,
    Given,
    Input,
    InputKind,
    Output,
    Value,
)
from au_desktop.domain.radiation.calculations.figure_inputs import (
    NUCLIDE,
    microsieverts_per_hour,
    millirems_per_hour,
    text,
)
from au_desktop.domain.radiation.exact import CALCULATION, divided
from au_desktop.domain.radiation.exposure import rate_moved
from au_desktop.domain.reference.contamination_levels import (
    AreaClass,
    ContaminationLevel,
    LevelSet,
)
from au_desktop.domain.reference.nuclides import Nuclide

_CURRIE = "L. A. Currie, Anal Chem 40, 1968, 586; form as in common use, not read in the paper"
_CURRIE_THREE = Decimal("3.00")
_GROSS = Input("gross", "Count rate of the wipe", InputKind.COUNT_RATE, "cpm", required=True)
_BACKGROUND = Input("background", "Background", InputKind.COUNT_RATE, "cpm", required=True)
_EFFICIENCY = Input("efficiency", "Counter efficiency", InputKind.FRACTION, required=True)
_AREA = Input("area", "Area wiped", InputKind.NUMBER, "cm²", default="100", also=("area-cm2",))
_WIPE_FACTOR = Input("wipe-factor", "Part that the wipe picks up", InputKind.FRACTION, default="1")


def _wipe(given: Given) -> Findings:
    count = contamination.WipeCount(
        given.of("gross", CountRate),
        given.of("background", CountRate),
        given.number("efficiency"),
        given.fallback("area", counting.WIPE_AREA_CM2),
        given.fallback("wipe-factor", Decimal(1)),
    )
    found, level = count.net_dpm, _level(given)
    values: dict[str, Value] = {
        "net_dpm_per_100cm2": found,
        "level_dpm_per_100cm2": None if level is None else level.removable,
        "within": None if level is None else found <= level.removable,
        "group": None if level is None else level.group.value,
    }
    notes = () if level is None else (*_level_notes(given, level),)
    below = ("The wipe counted less than the background.",) if found < 0 else ()
    return Findings(
        values,
        f"({text(count.gross)} - {text(count.background)}) / ({text(count.efficiency)} · {text(count.wipe_factor)}) "
        f"· 100 / {text(count.area_cm2)} cm² = {text(found)} dpm/100 cm²",
        (*below, *notes),
        () if level is None else (level.basis,),
    )


def _level(given: Given) -> ContaminationLevel | None:
    """The level to compare with, where a nuclide was named."""
    nuclide = given.maybe("nuclide", Nuclide)
    if nuclide is None:
        return None
    level_set = LevelSet(given.maybe("set", str) or LevelSet.NUREG_1556.value)
    usual = AreaClass.RELEASED if level_set is LevelSet.SURFACE_RELEASE else AreaClass.UNRESTRICTED
    area = AreaClass(given.maybe("area-class", str) or usual.value)
    levels = given.reference.contamination_levels.values()
    return contamination.level_for(levels, level_set, area, nuclide)


def _level_notes(given: Given, level: ContaminationLevel) -> tuple[str, ...]:
    nuclide = given.of("nuclide", Nuclide)
    others = [
        f"Other set, {other.level_set.value}, {other.area.value}: {text(other.removable)} dpm/100 cm²."
        for other_set in LevelSet
        for area in AreaClass
        if other_set is not level.level_set
        for other in (_other(given, other_set, area, nuclide),)
        if other is not None and area in (level.area, AreaClass.RELEASED)
    ]
    return (
        "The license decides which level applies.",
        *((level.note,) if level.note else ()),
        *others,
    )


def _other(
    given: Given, level_set: LevelSet, area: AreaClass, nuclide: Nuclide
) -> ContaminationLevel | None:
    levels = given.reference.contamination_levels.values()
    return contamination.level_for(levels, level_set, area, nuclide)


def _mda(given: Given) -> Findings:
    background, eff = given.of("background", CountRate), given.number("efficiency")
    sample = given.of("sample-minutes", Duration)
    empty = given.maybe("background-minutes", Duration) or sample
    count = contamination.WipeCount(
        background,
        background,
        eff,
        given.fallback("area", counting.WIPE_AREA_CM2),
        given.fallback("wipe-factor", Decimal(1)),
    )
    if sample == empty:
        found = counting.minimum_detectable(background, sample, eff)
        three = counting.minimum_detectable(background, sample, eff, _CURRIE_THREE)
        worked = f"(2.71 + 4.65 · √({text(background)} · {text(sample)})) / ({text(eff)} · {text(sample)})"
        notes = (f"With 3.00 in place of 2.71, as some texts print: {text(three)} dpm.",)
    else:
        found = counting.minimum_detectable_unequal(background, sample, empty, eff)
        worked = (
            f"(2.71 + 3.29 · √({text(background)} · {text(sample)} · (1 + {text(sample)} / {text(empty)}))) "
            f"/ ({text(eff)} · {text(sample)})"
        )
        notes = ("Different counting times for wipe and background.",)
    values: dict[str, Value] = {
        "mda_dpm": found,
        "mda_dpm_per_100cm2": count.detectable(sample, empty),
    }
    return Findings(
        values,
        f"{worked} = {text(found)} dpm",
        (*notes, "Compare it with the action level: it should lie well below (10 to 50 %)."),
    )


def _package_wipe(given: Given) -> Findings:
    gross, background = given.of("gross", CountRate), given.of("background", CountRate)
    eff = given.number("efficiency")
    area = given.fallback("area", safety_checks.PACKAGE_WIPE_CM2)
    factor = given.fallback("wipe-factor", safety_checks.PACKAGE_WIPE_EFFICIENCY)
    found = safety_checks.package_contamination(gross, background, eff, area, factor)
    nuclide = given.maybe("nuclide", Nuclide)
    alpha = nuclide is not None and contamination.takes_alpha_package_limit(nuclide)
    limit = given.reference.limit("package-wipe-alpha" if alpha else "package-wipe-beta-gamma")
    on_wipe = CALCULATION.multiply(CALCULATION.multiply(found, area), factor)
    values: dict[str, Value] = {
        "dpm_per_cm2": found,
        "limit_dpm_per_cm2": limit.amount,
        "within": found <= limit.amount,
        "wipe_dpm": on_wipe,
        "wipe_limit_dpm": limit.amount * area * factor,
        "Bq_per_cm2": divided(found, Decimal(60)),
    }
    return Findings(
        values,
        f"({text(gross)} - {text(background)}) / ({text(eff)} · {text(factor)} · {text(area)} cm²) = {text(found)} dpm/cm²",
        _package_notes(nuclide, alpha=alpha),
        (limit.basis,),
        (f"{limit.title} {text(limit.amount)} {limit.unit}",),
    )


def _package_notes(nuclide: Nuclide | None, *, alpha: bool) -> tuple[str, ...]:
    stated = "The limit is for the package surface, after dividing by the wipe's efficiency."
    older = (
        "Older texts print 22 and 2.2 dpm/cm² on the wipe itself (6,600 and 660 dpm for 300 cm²)."
    )
    if nuclide is None:
        which = "No nuclide named: the beta and gamma limit is taken; alpha emitters have a tenth of it."
    elif alpha:
        which = f"{nuclide.id} is an alpha emitter of 10 days or more: the alpha limit."
    else:
        which = f"{nuclide.id} takes the limit for beta, gamma and low-toxicity alpha emitters."
    return (stated, which, older)


def _inverse_square(given: Given) -> Findings:
    rate, distance = given.of("rate", DoseRate), given.of("distance", Distance)
    new = given.of("new-distance", Distance)
    moved = rate_moved(rate, distance, new)
    return Findings(
        {
            "rate_uSv_h": microsieverts_per_hour(moved),
            "rate_mrem_h": millirems_per_hour(moved),
        },
        f"{text(rate)} · ({text(distance)} / {text(new)})² = {text(moved)}",
        ("For a point source only; not near an extended source or a patient.",),
    )


SURVEY_CALCULATIONS = (
    Calculation(
        name="wipe",
        title="Removable contamination by a wipe",
        inputs=(
            _GROSS,
            _BACKGROUND,
            _EFFICIENCY,
            _AREA,
            _WIPE_FACTOR,
            NUCLIDE,
            Input(
                "area-class",
                "Area class of the level",
                InputKind.CHOICE,
                default="unrestricted",
                choices=tuple(area.value for area in AreaClass),
            ),
            Input(
                "set",
                "Set of levels",
                InputKind.CHOICE,
                default="NUREG-1556",
                choices=tuple(one.value for one in LevelSet),
            ),
        ),
        outputs=(
            Output("net_dpm_per_100cm2", "Removable contamination", "dpm/100 cm²"),
            Output("level_dpm_per_100cm2", "Level, where a nuclide is named", "dpm/100 cm²"),
            Output("within", "At or below the level"),
            Output("group", "Nuclide group of the level"),
        ),
        equation="(gross - background)/(eff · w) · 100/area",
        valid="eff and w above 0 and at most 1, area above zero",
        citation="counting practice; NRC Information Notice 93-30 (efficiency to be known)",
        function=_wipe,
    ),
    Calculation(
        name="mda",
        title="Minimum detectable activity, equal or unequal counting times",
        inputs=(
            _BACKGROUND,
            Input(
                "background-minutes",
                "Counting time of the background",
                InputKind.DURATION,
                "min",
                default="as the sample",
            ),
            Input(
                "sample-minutes",
                "Counting time of the sample",
                InputKind.DURATION,
                "min",
                required=True,
            ),
            _EFFICIENCY,
            _AREA,
            _WIPE_FACTOR,
        ),
        outputs=(
            Output("mda_dpm", "Minimum detectable activity", "dpm"),
            Output("mda_dpm_per_100cm2", "The same for the area wiped", "dpm/100 cm²"),
        ),
        equation="(2.71 + 4.65 · √(Rb · T))/(eff · T); unequal: (2.71 + 3.29 · √(Rb · Ts · (1 + Ts/Tb)))/(eff · Ts)",
        valid="times above zero, eff above 0 and at most 1",
        citation=_CURRIE,
        function=_mda,
        verify=True,
    ),
    Calculation(
        name="package-wipe",
        title="Removable contamination of a package",
        inputs=(
            _GROSS,
            _BACKGROUND,
            _EFFICIENCY,
            replace(_AREA, default="300"),
            Input(
                "wipe-factor",
                "Wipe efficiency",
                InputKind.FRACTION,
                default="0.10",
                also=("wipe-efficiency",),
            ),
            NUCLIDE,
        ),
        outputs=(
            Output("dpm_per_cm2", "Contamination of the package surface", "dpm/cm²"),
            Output("limit_dpm_per_cm2", "Limit", "dpm/cm²"),
            Output("within", "At or below the limit"),
            Output("wipe_dpm", "On the wipe", "dpm"),
            Output("wipe_limit_dpm", "Limit on the wipe", "dpm"),
            Output("Bq_per_cm2", "Contamination of the package surface", "Bq/cm²"),
        ),
        equation="(gross - background)/(eff · w · area)",
        valid="eff and w above 0 and at most 1, area above zero",
        citation="49 CFR 173.443(a)(1)(i), Table 9 (79 FR 40616, 2014), by way of 10 CFR 71.87(i); 49 CFR 173.403",
        function=_package_wipe,
    ),
    Calculation(
        name="inverse-square",
        title="Dose rate of a point source at another distance",
        inputs=(
            Input("rate", "Dose rate", InputKind.DOSE_RATE, "µSv/h", required=True),
            Input(
                "distance",
                "Distance of that rate",
                InputKind.DISTANCE,
                "m",
                required=True,
                also=("distance1", "r1", "d1", "from"),
            ),
            Input(
                "new-distance",
                "Other distance",
                InputKind.DISTANCE,
                "m",
                required=True,
                also=("distance2", "r2", "d2", "to"),
            ),
        ),
        outputs=(
            Output("rate_uSv_h", "Dose rate there", "µSv/h"),
            Output("rate_mrem_h", "Dose rate there", "mrem/h"),
        ),
        equation="X2 = X1 · (r1/r2)²",
        valid="distances above zero; point source",
        citation="inverse square law",
        function=_inverse_square,
    ),
)
