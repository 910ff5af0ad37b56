"""The radioactive drug as a safety record names it, with the figures that the record was reckoned by."""

from dataclasses import dataclass

from au_desktop.domain.quantities import Activity, ActivityUnit, Duration
from au_desktop.domain.reference.drugs import Drug, Regulation, Route
from au_desktop.domain.reference.nuclides import HalfLifeSource, Nuclide

SODIUM_IODIDE_WITHOUT_DIRECTIVE = Activity.of(30, ActivityUnit.UCI)
"""10 CFR 35.40(a): a directive is needed "greater than 1.11 megabecquerels (30 microcuries)"."""


@dataclass(frozen=True, slots=True)
class TreatedDrug:
    """A drug or device under the name that it had, so that the record reads the same in ten years.

    Args:
        sodium_iodide: sodium iodide I-131, for which a directive needs the dosage alone.
        device: a use under 35.1000, such as microspheres; its directive follows the license's guidance.
        half_life: by which activities were decay-corrected.
        half_life_basis: where that half-life was taken from.
    """

    id: str
    title: str
    nuclide_id: str
    route: Route
    sodium_iodide: bool
    device: bool
    half_life: Duration
    half_life_basis: str

    @classmethod
    def of(cls, drug: Drug, nuclide: Nuclide) -> "TreatedDrug":
        """The drug as the reference data has it today, with the half-life of ICRP Publication 107."""
        half_life = nuclide.half_life(HalfLifeSource.ICRP107)
        return cls(
            drug.id,
            drug.title,
            nuclide.id,
            drug.route,
            drug.is_sodium_iodide and nuclide.id == "I-131",
            drug.regulation is Regulation.OTHER_MEDICAL_USE,
            half_life.value,
            half_life.basis.citation,
        )


def needs_directive(drug: TreatedDrug, most: Activity) -> bool:
    """Whether a written directive is needed: always, but for sodium iodide I-131 of at most 1.11 MBq (30 µCi).

    `most` is the activity, or the upper end of its range. Source: 10 CFR 35.40(a) (83 FR 33103, 2018).
    """
    return not drug.sodium_iodide or most > SODIUM_IODIDE_WITHOUT_DIRECTIVE
