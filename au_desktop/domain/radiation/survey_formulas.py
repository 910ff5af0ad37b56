"""The named formulas of counting, dose rates and patient release."""

from decimal import Decimal

from au_desktop.domain.quantities import (
    Activity,
    CountRate,
    Distance,
    Dose,
    DoseRate,
    DoseUnit,
    Duration,
)
from au_desktop.domain.radiation import counting, exposure, patient_release
from au_desktop.domain.radiation.formula_types import Arguments, Formula, Parameter, ValueKind
from au_desktop.domain.reference.nuclides import GammaSource, HalfLifeSource

_GUIDE = "NRC Regulatory Guide 8.39 Rev 0, April 1997, "
_CURRIE = "L. A. Currie, Anal Chem 40, 1968, 586; form as in common use, not read in the paper"
_GUIDE_HALF_LIVES = (HalfLifeSource.GUIDE, HalfLifeSource.ICRP107)
_GUIDE_GAMMAS = (GammaSource.GUIDE, GammaSource.CHAIN, GammaSource.SMITH_STABIN)
_GAMMA_UNIT = "R·cm²/(mCi·h)"

_ACTIVITY = Parameter("activity", "Activity", ValueKind.ACTIVITY, "mCi")
_GAMMA = Parameter("gamma", "Exposure rate constant", ValueKind.NUMBER, _GAMMA_UNIT)
_HALF_LIFE = Parameter("half_life", "Half-life, physical or effective", ValueKind.DURATION, "d")
_DISTANCE = Parameter("distance", "Distance", ValueKind.DISTANCE, "cm")
_OCCUPANCY = Parameter("occupancy", "Occupancy factor at 1 m", ValueKind.NUMBER)
_BACKGROUND = Parameter("background", "Background count rate", ValueKind.COUNT_RATE, "cpm")
_EFFICIENCY = Parameter("efficiency", "Counter efficiency", ValueKind.NUMBER)


def _efficiency(given: Arguments) -> Decimal:
    return counting.efficiency(
        given.of("standard", CountRate),
        given.of("background", CountRate),
        given.of("activity", Activity),
    )


def _net_dpm(given: Arguments) -> Decimal:
    return counting.net_dpm(
        given.of("gross", CountRate),
        given.of("background", CountRate),
        given.number("efficiency"),
        given.number("area_cm2"),
        given.number("wipe_factor"),
    )


def _minimum_detectable(given: Arguments) -> Decimal:
    return counting.minimum_detectable(
        given.of("background", CountRate),
        given.of("time", Duration),
        given.number("efficiency"),
        given.number("constant"),
    )


def _minimum_detectable_unequal(given: Arguments) -> Decimal:
    return counting.minimum_detectable_unequal(
        given.of("background", CountRate),
        given.of("sample_time", Duration),
        given.of("background_time", Duration),
        given.number("efficiency"),
    )


def _rate_at(given: Arguments) -> DoseRate:
    return exposure.rate_at(
        given.of("activity", Activity), given.number("gamma"), given.of("distance", Distance)
    )


def _rate_moved(given: Arguments) -> DoseRate:
    return exposure.rate_moved(
        given.of("rate", DoseRate),
        given.of("distance", Distance),
        given.of("new_distance", Distance),
    )


def _release_until(given: Arguments) -> Dose:
    return patient_release.dose_until(
        given.of("activity", Activity),
        given.number("gamma"),
        given.of("half_life", Duration),
        given.of("elapsed", Duration),
        given.of("distance", Distance),
    )


def _release(given: Arguments) -> Dose:
    return patient_release.dose_to_infinity(
        given.of("activity", Activity), given.number("gamma"), given.of("half_life", Duration)
    )


def _release_patient(given: Arguments) -> Dose:
    return patient_release.dose_with_occupancy(
        given.of("activity", Activity),
        given.number("gamma"),
        given.of("half_life", Duration),
        given.number("occupancy"),
    )


def _release_activity(given: Arguments) -> Activity:
    return patient_release.activity_for_dose(
        given.of("limit", Dose), given.number("gamma"), given.of("half_life", Duration)
    )


def _release_cancer(given: Arguments) -> Dose:
    return patient_release.iodine_dose(
        given.of("activity", Activity), patient_release.THYROID_CANCER
    )


def _release_hyperthyroidism(given: Arguments) -> Dose:
    return patient_release.iodine_dose(
        given.of("activity", Activity), patient_release.HYPERTHYROIDISM
    )


def _release_internal(given: Arguments) -> Dose:
    return patient_release.internal_dose(
        given.of("activity", Activity), given.number("dose_per_intake")
    )


def _release_measured(given: Arguments) -> Dose:
    return patient_release.dose_from_rate(
        given.of("rate", DoseRate), given.of("half_life", Duration), given.number("occupancy")
    )


COUNTING_FORMULAS = (
    Formula(
        name="counter_efficiency",
        title="Counter efficiency",
        parameters=(
            Parameter("standard", "Count rate of the standard", ValueKind.COUNT_RATE, "cpm"),
            _BACKGROUND,
            Parameter("activity", "Activity of the standard today", ValueKind.ACTIVITY, "Bq"),
        ),
        result=ValueKind.NUMBER,
        equation="({standard} - {background}) / (60 dpm/Bq · {activity})",
        citation="NRC Information Notice 93-30 (efficiency to be known)",
        function=_efficiency,
    ),
    Formula(
        name="net_dpm",
        title="Removable contamination by a wipe",
        parameters=(
            Parameter("gross", "Count rate of the wipe", ValueKind.COUNT_RATE, "cpm"),
            _BACKGROUND,
            _EFFICIENCY,
            Parameter("area_cm2", "Area wiped", ValueKind.NUMBER, "cm²", Decimal(100)),
            Parameter(
                "wipe_factor", "Part that the wipe picks up", ValueKind.NUMBER, "", Decimal(1)
            ),
        ),
        result=ValueKind.NUMBER,
        result_unit="dpm/100 cm²",
        equation="({gross} - {background}) / ({efficiency} · {wipe_factor}) · 100 / {area_cm2}",
        citation="counting practice; 49 CFR 173.443 for the wipe efficiency",
        function=_net_dpm,
    ),
    Formula(
        name="mda",
        title="Minimum detectable activity, equal counting times",
        parameters=(
            _BACKGROUND,
            Parameter("time", "Counting time of sample and background", ValueKind.DURATION, "min"),
            _EFFICIENCY,
            Parameter("constant", "Currie's constant", ValueKind.NUMBER, "", Decimal("2.71")),
        ),
        result=ValueKind.NUMBER,
        result_unit="dpm",
        equation="({constant} + 4.65 · √({background} · {time})) / ({efficiency} · {time})",
        citation=_CURRIE,
        verify=True,
        function=_minimum_detectable,
    ),
    Formula(
        name="mda_unequal",
        title="Minimum detectable activity, unequal counting times",
        parameters=(
            _BACKGROUND,
            Parameter("sample_time", "Counting time of the sample", ValueKind.DURATION, "min"),
            Parameter(
                "background_time", "Counting time of the background", ValueKind.DURATION, "min"
            ),
            _EFFICIENCY,
        ),
        result=ValueKind.NUMBER,
        result_unit="dpm",
        equation="(2.71 + 3.29 · √({background} · {sample_time} · (1 + {sample_time} / {background_time}))) "
        "/ ({efficiency} · {sample_time})",
        citation=_CURRIE,
        verify=True,
        function=_minimum_detectable_unequal,
    ),
)

EXPOSURE_FORMULAS = (
    Formula(
        name="exposure_rate",
        title="Dose rate of an unshielded point source (1 R taken as 1 rem)",
        parameters=(_ACTIVITY, _GAMMA, _DISTANCE),
        result=ValueKind.DOSE_RATE,
        equation="{gamma} · {activity} / ({distance})²",
        citation=_GUIDE + "p. 6 and Table A-1",
        function=_rate_at,
    ),
    Formula(
        name="inverse_square",
        title="Dose rate of a point source at another distance",
        parameters=(
            Parameter("rate", "Dose rate", ValueKind.DOSE_RATE),
            Parameter("distance", "Distance of that rate", ValueKind.DISTANCE),
            Parameter("new_distance", "Other distance", ValueKind.DISTANCE),
        ),
        result=ValueKind.DOSE_RATE,
        equation="{rate} · ({distance} / {new_distance})²",
        citation="inverse square law",
        function=_rate_moved,
    ),
)

RELEASE_FORMULAS = (
    Formula(
        name="release_dose_until",
        title="Dose at a distance up to a time (Equation 1)",
        parameters=(
            _ACTIVITY,
            _GAMMA,
            _HALF_LIFE,
            Parameter("elapsed", "Time of exposure", ValueKind.DURATION, "d"),
            _DISTANCE,
        ),
        result=ValueKind.DOSE,
        equation="34.6 · {gamma} · {activity} · {half_life} · (1 - e^(-0.693 · {elapsed} / {half_life})) / ({distance})²",
        citation=_GUIDE + "Equation 1, p. 2",
        function=_release_until,
        half_lives=_GUIDE_HALF_LIVES,
        gammas=_GUIDE_GAMMAS,
    ),
    Formula(
        name="release_dose",
        title="Dose to another person at 1 m (Equation 2 or 3)",
        parameters=(_ACTIVITY, _GAMMA, _HALF_LIFE),
        result=ValueKind.DOSE,
        equation="34.6 · {gamma} · {activity} · {half_life} · E / (100 cm)², E = 0.25 above one day, else 1",
        citation=_GUIDE + "Equations 2 and 3, p. 3",
        function=_release,
        half_lives=_GUIDE_HALF_LIVES,
        gammas=_GUIDE_GAMMAS,
    ),
    Formula(
        name="release_dose_patient",
        title="Dose to another person at 1 m, patient-specific (Equation B-1)",
        parameters=(_ACTIVITY, _GAMMA, _HALF_LIFE, _OCCUPANCY),
        result=ValueKind.DOSE,
        equation="34.6 · {gamma} · {activity} · {half_life} · {occupancy} / (100 cm)²",
        citation=_GUIDE + "Appendix B, Equation B-1, p. B-1",
        function=_release_patient,
        half_lives=_GUIDE_HALF_LIVES,
        gammas=_GUIDE_GAMMAS,
    ),
    Formula(
        name="release_activity",
        title="Activity at release that gives a dose (Equation 2 or 3 solved for the activity)",
        parameters=(
            Parameter("limit", "Dose", ValueKind.DOSE, "rem", Dose(Decimal(5), DoseUnit.MSV)),
            _GAMMA,
            _HALF_LIFE,
        ),
        result=ValueKind.ACTIVITY,
        equation="{limit} · (100 cm)² / (34.6 · {gamma} · {half_life} · E), E = 0.25 above one day, else 1",
        citation=_GUIDE + "Equations 2 and 3, p. 3; computed, not a value of Table 1 or 2",
        function=_release_activity,
        half_lives=_GUIDE_HALF_LIVES,
        gammas=_GUIDE_GAMMAS,
    ),
    Formula(
        name="release_dose_i131_cancer",
        title="Dose at 1 m after I-131 for thyroid cancer (Equation B-5)",
        parameters=(_ACTIVITY,),
        result=ValueKind.DOSE,
        equation="34.6 · 2.2 · {activity} / (100 cm)² · (0.75 · 8.04 · 0.8 · (1 - q) + q · 0.25 · (0.95 · 0.32 + 0.05 · 7.3)), "
        "q = e^(-0.693 · 0.33 / 8.04)",
        citation=_GUIDE + "Appendix B, Equation B-5, p. B-4, Table B-1, p. B-5",
        function=_release_cancer,
    ),
    Formula(
        name="release_dose_i131_hyperthyroidism",
        title="Dose at 1 m after I-131 for hyperthyroidism (Equation B-5)",
        parameters=(_ACTIVITY,),
        result=ValueKind.DOSE,
        equation="34.6 · 2.2 · {activity} / (100 cm)² · (0.75 · 8.04 · 0.8 · (1 - q) + q · 0.25 · (0.20 · 0.32 + 0.80 · 5.2)), "
        "q = e^(-0.693 · 0.33 / 8.04)",
        citation=_GUIDE + "Appendix B, Equation B-5, p. B-4, Table B-1, p. B-5",
        function=_release_hyperthyroidism,
    ),
    Formula(
        name="release_dose_internal",
        title="Internal dose to another person (Equation B-6)",
        parameters=(
            _ACTIVITY,
            Parameter(
                "dose_per_intake",
                "Dose per intake (I-131 by ingestion: 53)",
                ValueKind.NUMBER,
                "rem/mCi",
                Decimal(53),
            ),
        ),
        result=ValueKind.DOSE,
        equation="{activity} · 0.00001 · {dose_per_intake} rem/mCi",
        citation=_GUIDE + "Appendix B, Equation B-6, p. B-6",
        function=_release_internal,
    ),
    Formula(
        name="release_dose_measured",
        title="Dose to another person at 1 m from the rate measured there; a record of the basis is required",
        parameters=(
            Parameter("rate", "Dose rate at 1 m from the patient's surface", ValueKind.DOSE_RATE),
            Parameter("half_life", "Effective half-life", ValueKind.DURATION, "h"),
            _OCCUPANCY,
        ),
        result=ValueKind.DOSE,
        equation="{rate} · {half_life} / ln 2 · {occupancy}",
        citation="integral of exponential decay; not printed in Regulatory Guide 8.39",
        function=_release_measured,
    ),
)
