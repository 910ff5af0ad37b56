"""A radioactive drug or device with the label facts that cases and checklists need."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from au_desktop.domain.quantities import Activity
from au_desktop.domain.reference.basis import Basis


class RouteFamily(StrEnum):
    """The two ways in that the dosage categories speak of."""

    ORAL = "oral"
    PARENTERAL = "parenteral"


class Route(StrEnum):
    """How a drug is given."""

    ORAL = "oral"
    INTRAVENOUS = "intravenous"
    INTRA_ARTERIAL = "intra-arterial"
    OTHER_PARENTERAL = "other parenteral"

    @property
    def family(self) -> RouteFamily:
        """Oral or parenteral: everything that is not oral is parenteral."""
        return RouteFamily.ORAL if self is Route.ORAL else RouteFamily.PARENTERAL


class Regulation(StrEnum):
    """The section of 10 CFR Part 35 that the use falls under."""

    UNSEALED_WITH_DIRECTIVE = "35.300"
    OTHER_MEDICAL_USE = "35.1000"


@dataclass(frozen=True, slots=True)
class UsualDosage:
    """One usual dosage: a fixed activity, a range, or an activity per kilogram, beside its words."""

    text: str
    activity: Activity | None
    low: Activity | None
    high: Activity | None
    per_kilogram: Activity | None
    interval: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class LabelFact:
    """One fact of a label or its practice that a checklist may ask about."""

    topic: str
    text: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Drug:
    """A radioactive drug."""

    id: str
    generic_name: str
    brand_names: tuple[str, ...]
    nuclide_id: str
    route: Route
    regulation: Regulation
    is_sodium_iodide: bool
    usual_dosages: tuple[UsualDosage, ...]
    facts: tuple[LabelFact, ...]
    supply: str
    supply_basis: Basis
    regulation_basis: Basis
    basis: Basis

    @property
    def title(self) -> str:
        """Generic name, with the brand names behind it."""
        brands = ", ".join(self.brand_names)
        return f"{self.generic_name} ({brands})" if brands else self.generic_name

    @property
    def verify(self) -> bool:
        """Whether any of its figures must still be checked."""
        return any(basis.verify for basis in self.bases)

    @property
    def bases(self) -> tuple[Basis, ...]:
        """The basis of the entry and of each of its figures."""
        return (
            self.basis,
            self.supply_basis,
            self.regulation_basis,
            *(d.basis for d in self.usual_dosages),
            *(f.basis for f in self.facts),
        )


Drugs = Mapping[str, Drug]
