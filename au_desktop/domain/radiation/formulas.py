"""All named formulas: the one list that checklists and the command line calculate with."""

from collections.abc import Mapping
from types import MappingProxyType

from au_desktop.domain.radiation.decay_formulas import DECAY_FORMULAS, DOSAGE_FORMULAS
from au_desktop.domain.radiation.formula_types import Formula
from au_desktop.domain.radiation.instrument_formulas import (
    CALIBRATOR_FORMULAS,
    LEAK_FORMULAS,
    METER_FORMULAS,
)
from au_desktop.domain.radiation.safety_formulas import SAFETY_FORMULAS
from au_desktop.domain.radiation.survey_formulas import (
    COUNTING_FORMULAS,
    EXPOSURE_FORMULAS,
    RELEASE_FORMULAS,
)

FORMULAS: Mapping[str, Formula] = MappingProxyType(
    {
        formula.name: formula
        for group in (
            DECAY_FORMULAS,
            DOSAGE_FORMULAS,
            COUNTING_FORMULAS,
            EXPOSURE_FORMULAS,
            RELEASE_FORMULAS,
            SAFETY_FORMULAS,
            CALIBRATOR_FORMULAS,
            METER_FORMULAS,
            LEAK_FORMULAS,
        )
        for formula in group
    }
)
