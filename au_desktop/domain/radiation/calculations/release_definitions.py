"""What the named calculations of patient release take and give."""

from au_desktop.domain.radiation.calculations.calculation_types import (
    Calculation,
    Input,
    InputKind,
    Output,
)
from au_desktop.domain.radiation.calculations.figure_inputs import (
    ACTIVITY,
    GAMMA_SOURCE,
    HALF_LIFE_SOURCE,
    NUCLIDE,
)
from au_desktop.domain.radiation.calculations.release_calculations import (
    CASES,
    breastfeeding,
    internal_dose,
    release_by_activity,
    release_by_rate,
    release_iodine,
)

_GUIDE = "NRC Regulatory Guide 8.39 Rev 0, April 1997 (Rev 1, 2020, unchanged in its equations): "
_OCCUPANCY = Input(
    "occupancy",
    "Occupancy factor at 1 m",
    InputKind.FRACTION,
    default="0.25 above a half-life of one day, else 1",
)
_DOSES = (
    Output("dose_mSv", "Dose to another person", "mSv"),
    Output("dose_rem", "Dose to another person", "rem"),
)
_VERDICTS = (
    Output("release", "May be released (at most 5 mSv)"),
    Output("instructions", "Written instructions are due (above 1 mSv)"),
    Output("record_required", "Record of the basis is required (35.2075(a))"),
)
_GUIDE_HALF_LIFE = Input(
    "half-life-source",
    HALF_LIFE_SOURCE.title,
    InputKind.CHOICE,
    default="guide for its nuclides, else icrp107",
    choices=HALF_LIFE_SOURCE.choices,
)
_GUIDE_GAMMA = Input(
    "gamma-source",
    GAMMA_SOURCE.title,
    InputKind.CHOICE,
    default="guide for its nuclides, else with progeny, else smith-stabin",
    choices=GAMMA_SOURCE.choices,
)

RELEASE_CALCULATIONS = (
    Calculation(
        name="release-activity",
        title="Patient release by activity",
        inputs=(
            Input("nuclide", "Radionuclide, such as Lu-177", InputKind.NAME, required=True),
            ACTIVITY,
            _OCCUPANCY,
            Input(
                "half-life", "Biological or effective half-life instead", InputKind.DURATION, "d"
            ),
            _GUIDE_HALF_LIFE,
            _GUIDE_GAMMA,
            Input("gamma", "Exposure rate constant instead", InputKind.NUMBER, "R·cm²/(mCi·h)"),
            Input(
                "retained",
                "Whether it is the activity still in the patient",
                InputKind.YES_NO,
                default="no",
            ),
        ),
        outputs=(
            *_DOSES,
            Output("limit_activity_MBq", "Activity that gives 5 mSv", "MBq"),
            Output("limit_activity_mCi", "Activity that gives 5 mSv", "mCi"),
            Output("instructions_activity_MBq", "Activity that gives 1 mSv", "MBq"),
            Output("rate_1m_uSv_h", "Unshielded rate at 1 m", "µSv/h"),
            Output("rate_1m_mrem_h", "Unshielded rate at 1 m", "mrem/h"),
            *_VERDICTS,
            Output("second_dose_mSv", "Dose by Smith and Stabin and ICRP-107 instead", "mSv"),
            Output("table_activity_mCi", "Printed in Table 1", "mCi"),
            Output("table_rate_1m_mrem_h", "Printed in Table 1", "mrem/h"),
            Output("by_table", "Released by Table 1 although the equation gives more than 5 mSv"),
            Output("method", "Ground of the release"),
        ),
        equation="D = 34.6 · Γ · Q0 · Tp · E/(100 cm)²",
        valid="Tp above zero, E from 0 to 1; external dose of photons alone, no shielding",
        citation=_GUIDE + "Equations 2, 3 and B-1, Tables 1, 2 and A-1; 10 CFR 35.75, 35.2075",
        function=release_by_activity,
    ),
    Calculation(
        name="release-iodine",
        title="Patient release after sodium iodide I-131 (Equation B-5)",
        inputs=(
            ACTIVITY,
            Input("condition", "Table B-1", InputKind.CHOICE, choices=tuple(CASES)),
            Input("E1", "Occupancy factor, first 8 h", InputKind.FRACTION, default="0.75"),
            Input("E2", "Occupancy factor, later", InputKind.FRACTION, default="0.25"),
            Input("F1", "Uptake fraction, first component", InputKind.FRACTION),
            Input("T1", "Effective half-life, first component", InputKind.DURATION, "d"),
            Input("F2", "Uptake fraction, second component", InputKind.FRACTION),
            Input("T2", "Effective half-life, second component", InputKind.DURATION, "d"),
        ),
        outputs=(
            *_DOSES,
            Output("max_activity_mCi", "Activity that gives 5 mSv", "mCi"),
            Output("max_activity_MBq", "Activity that gives 5 mSv", "MBq"),
            Output("rate_1m_uSv_h", "Unshielded rate at 1 m", "µSv/h"),
            *_VERDICTS,
        ),
        equation="D = 34.6 · Γ · Q0/(100 cm)² · (E1 · Tp · 0.8 · (1 - q) + q · E2 · F1 · T1 + q · E2 · F2 · T2), "
        "q = e^(-0.693 · 0.33/Tp)",
        valid="E and F from 0 to 1, F1 + F2 at most 1; Γ 2.2, Tp 8.04 d",
        citation=_GUIDE + "Appendix B, Equation B-5, p. B-4, Table B-1, p. B-5",
        function=release_iodine,
    ),
    Calculation(
        name="release-measured",
        title="Patient release by the rate measured at 1 m from the patient's surface",
        inputs=(
            Input("rate", "Dose rate", InputKind.DOSE_RATE, "µSv/h", required=True),
            Input("distance", "Distance", InputKind.DISTANCE, "m", default="1 m"),
            Input(
                "half-life",
                "Effective half-life",
                InputKind.DURATION,
                "d",
                also=("effective-half-life",),
            ),
            _OCCUPANCY,
            NUCLIDE,
            HALF_LIFE_SOURCE,
        ),
        outputs=(
            *_DOSES,
            Output("rate_1m_uSv_h", "Rate at 1 m", "µSv/h"),
            Output("rate_1m_mrem_h", "Rate at 1 m", "mrem/h"),
            *_VERDICTS,
            Output("table_rate_1m_mrem_h", "Printed in Table 1, Column 2", "mrem/h"),
            Output("by_table", "Released by Column 2 although the integral gives more than 5 mSv"),
        ),
        equation="D = X · (r/1 m)² · T/ln 2 · E",
        valid="T above zero, E from 0 to 1; always with a record (shielding by tissue)",
        citation="integral of exponential decay; " + _GUIDE + "section 1.2",
        function=release_by_rate,
    ),
    Calculation(
        name="internal-dose",
        title="Internal dose to another person (Equation B-6)",
        inputs=(
            ACTIVITY,
            Input(
                "dcf",
                "Dose per intake",
                InputKind.NUMBER,
                "rem/mCi",
                default="53, for I-131",
                also=("dose-per-intake",),
            ),
            Input("external", "External dose to compare with", InputKind.DOSE, "mSv"),
        ),
        outputs=(
            Output("dose_mSv", "Internal dose", "mSv"),
            Output("dose_rem", "Internal dose", "rem"),
            Output("percent_of_external", "Of the external dose", "%"),
            Output("may_be_ignored", "Below 10 % of the external dose"),
        ),
        equation="Di = Q · 0.00001 · DCF",
        valid="Q and DCF not negative",
        citation=_GUIDE + "Appendix B, Equation B-6, p. B-6, section B.3",
        function=internal_dose,
    ),
    Calculation(
        name="breastfeeding",
        title="Breastfeeding after a radiopharmaceutical, by each source",
        inputs=(
            Input("agent", 'Agent, such as "I-131 NaI"', InputKind.TEXT, required=True),
            Input("activity", "Activity given", InputKind.ACTIVITY, "MBq"),
        ),
        outputs=(
            Output("rev_0_guidance", "RG 8.39 Rev 0, interruption"),
            Output("rev_0_instructions_above_MBq", "Rev 0, instructions above", "MBq"),
            Output("rev_0_record_above_MBq", "Rev 0, record above", "MBq"),
            Output("rev_0_instructions_above_mCi", "Rev 0, instructions above", "mCi"),
            Output("rev_0_record_above_mCi", "Rev 0, record above", "mCi"),
            Output("rev_1_guidance", "RG 8.39 Rev 1, interruption"),
            Output("rev_1_instructions_above_MBq", "Rev 1, instructions above", "MBq"),
            Output("rev_1_record_above_MBq", "Rev 1, record above", "MBq"),
            Output("rev_1_instructions_above_mCi", "Rev 1, instructions above", "mCi"),
            Output("rev_1_record_above_mCi", "Rev 1, record above", "mCi"),
            Output("label_guidance", "Label"),
            Output("other_guidance", "Other sources"),
            Output("instructions", "Instructions are due for this activity"),
            Output("record_required", "Record is required for this activity"),
            Output("sources_disagree", "The sources differ"),
        ),
        equation="instructions where A > column 1, record where A > column 2, the strictest printed value",
        valid="agents that a source lists, or whose nuclide a source covers",
        citation="NRC Regulatory Guide 8.39, Table 3, Rev 0 (April 1997) and Rev 1 (April 2020); labels",
        function=breastfeeding,
    ),
)
