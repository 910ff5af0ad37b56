"""Dosing of Ra-223 dichloride by the label: decay factor of the vial and volume to draw."""

from decimal import Decimal

from au_desktop.domain.quantities import Duration, DurationUnit
from au_desktop.domain.radiation.decay import decay_factor
from au_desktop.domain.radiation.exact import CALCULATION, divided, positive, product

LABEL_HALF_LIFE = Duration(Decimal("11.43"), DurationUnit.D)
DOSAGE_KBQ_PER_KG = Decimal(55)
REFERENCE_KBQ_PER_ML = Decimal(1100)
# The reference time is noon Central European Time; the label counts from noon US Central, seven hours later.
_REFERENCE_LAG = divided(Decimal(7), Decimal(24))


def label_decay_factor(days_from_reference: Decimal) -> Decimal:
    """The decay factor of the label table for a day before (negative) or after the reference date.

    Equation: DF = 2^(-(d + 7/24)/11.43). Units: d in days. Range: the label prints -14 to 14.
    Source: Xofigo label, decay correction table (copy read 2026-11-22); all 29 rows agree to three decimals with 11.43 d,
    and not with the 11.4 d that the label prints as half-life.
    """
    days = CALCULATION.add(days_from_reference, _REFERENCE_LAG)
    return decay_factor(LABEL_HALF_LIFE, Duration(days, DurationUnit.D))


def volume_to_draw(
    weight_kg: Decimal,
    factor: Decimal,
    dosage_kbq_per_kg: Decimal = DOSAGE_KBQ_PER_KG,
    reference_kbq_per_ml: Decimal = REFERENCE_KBQ_PER_ML,
) -> Decimal:
    """The volume to draw for a patient.

    Equation: V = kg·55/(DF·1100). Units: mL, kBq/kg, kBq/mL. Range: all above zero.
    Source: Xofigo label, volume to be administered (copy read 2026-11-22). An older label had 50 kBq/kg with 1,000 kBq/mL:
    the two settings must not be mixed.
    """
    positive("weight_kg", weight_kg)
    positive("decay_factor", factor)
    positive("dosage", dosage_kbq_per_kg)
    positive("concentration", reference_kbq_per_ml)
    return divided(product(weight_kg, dosage_kbq_per_kg), product(factor, reference_kbq_per_ml))
