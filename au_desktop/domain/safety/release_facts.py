"""What is known when a patient is to be let go: the drug, the activity, the measurement, and the factors of a calculation."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, Dose, DoseRate, Duration
from au_desktop.domain.radiation.release_figures import ReleaseFigures
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef

RELEASE_RULE = "10 CFR 35.75(a)"
INSTRUCTION_RULE = "10 CFR 35.75(b)"
RECORD_RULE = "10 CFR 35.2075(a)"
INFANT_RULE = "10 CFR 35.75(b)(1), (2)"
INFANT_RECORD_RULE = "10 CFR 35.2075(b)"
CONFINE_RULE = "10 CFR 35.315"
GUIDE = "NRC Regulatory Guide 8.39"


class Model(StrEnum):
    """The equation of a patient-specific calculation."""

    HALF_LIFE = "activity and half-life (B-1)"
    RATE = "measured rate and half-life"
    IODINE = "iodine components (B-5)"


class Loss(StrEnum):
    """How the activity leaves the body in the calculation."""

    PHYSICAL = "physical half-life"
    BIOLOGICAL = "biological half-life (B-2)"
    EFFECTIVE = "effective half-life"


@dataclass(frozen=True, slots=True)
class RateReading:
    """One reading of the retention curve: when, and the rate at the same distance and posture."""

    at: Moment
    rate: DoseRate


@dataclass(frozen=True, slots=True)
class IodineFactors:
    """What Equation B-5 takes for this patient; `condition` names the row of Table B-1 that it began with."""

    condition: str
    first_fraction: Decimal
    first_half_life: Duration
    second_fraction: Decimal
    second_half_life: Duration
    first_hours_occupancy: Decimal = Decimal("0.75")
    basis: str = ""


@dataclass(frozen=True, slots=True)
class MeasuredRate:
    """The dose rate at 1 m from the surface of the patient, with what and by whom it was measured."""

    rate: DoseRate | None = None
    at: Moment | None = None
    meter: MeterRef | None = None
    surveyor: PersonRef | None = None


@dataclass(frozen=True, slots=True)
class SpecificFactors:
    """The factors of a patient-specific calculation, and why each was taken.

    Args:
        model: the equation.
        retained: the activity still in the patient; None takes what was administered.
        retained_basis: how it was found.
        occupancy: the factor at 1 m.
        confirmed: keys of the conditions of that factor that were ticked.
        occupancy_basis: why, where the factor is none of the guide's.
        loss: which half-life is taken.
        biological: for Equation B-2.
        effective: as measured or taken.
        half_life_basis: where it comes from.
        transmission: the part that passes the tissue, above 0 to 1; None takes no shielding.
        transmission_basis: where it comes from.
        iodine: the components of Equation B-5.
        class_of_patients: the calculation for a class of patients that this one refers to.
    """

    model: Model = Model.HALF_LIFE
    retained: Activity | None = None
    retained_basis: str = ""
    occupancy: Decimal | None = None
    confirmed: tuple[str, ...] = ()
    occupancy_basis: str = ""
    loss: Loss = Loss.PHYSICAL
    biological: Duration | None = None
    effective: Duration | None = None
    half_life_basis: str = ""
    transmission: Decimal | None = None
    transmission_basis: str = ""
    iodine: IodineFactors | None = None
    class_of_patients: str = ""


@dataclass(frozen=True, slots=True)
class IntakeFactor:
    """What Equation B-6 takes: rem to another person for each millicurie taken in."""

    rem_per_millicurie: Decimal
    basis: str


@dataclass(frozen=True, slots=True)
class SecondMethod:
    """A further method that is looked at beside the federal one: of a State, or of the center itself.

    Args:
        key: its name in the data.
        title: whose it is.
        nuclide: the nuclide that it is for; empty where it is for all.
        activity: at or below.
        rate: at or below, at 1 m.
        dose: a constraint at or below.
        basis: where it comes from.
        verify: it must still be checked against the source.
    """

    key: str
    title: str
    nuclide: str = ""
    activity: Activity | None = None
    rate: DoseRate | None = None
    dose: Dose | None = None
    basis: str = ""
    verify: bool = True


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """Everything that the three bases are reckoned from; `at` is the moment for which they are asked.

    `with_intake` adds the internal dose of Equation B-6 to the patient-specific one; without it the dose is only shown.
    """

    figures: ReleaseFigures
    administered: Activity
    administered_at: Moment
    at: Moment
    measured: MeasuredRate = MeasuredRate()
    specific: SpecificFactors | None = None
    readings: tuple[RateReading, ...] = ()
    intake: IntakeFactor | None = None
    with_intake: bool = False
    methods: tuple[SecondMethod, ...] = ()
