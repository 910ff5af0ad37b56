"""All named calculations: the one list that the command line and the help know."""

from collections.abc import Mapping
from types import MappingProxyType

from au_desktop.domain.radiation.calculations.calculation_types import Calculation
from au_desktop.domain.radiation.calculations.decay_calculations import DECAY_CALCULATIONS
from au_desktop.domain.radiation.calculations.dosage_calculations import DOSAGE_CALCULATIONS
from au_desktop.domain.radiation.calculations.release_definitions import RELEASE_CALCULATIONS
from au_desktop.domain.radiation.calculations.survey_calculations import SURVEY_CALCULATIONS
from au_desktop.domain.radiation.calculations.waste_calculations import WASTE_CALCULATIONS

CALCULATIONS: Mapping[str, Calculation] = MappingProxyType(
    {
        calculation.name: calculation
        for group in (
            DECAY_CALCULATIONS,
            DOSAGE_CALCULATIONS,
            RELEASE_CALCULATIONS,
            SURVEY_CALCULATIONS,
            WASTE_CALCULATIONS,
        )
        for calculation in group
    }
)
