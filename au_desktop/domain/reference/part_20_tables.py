"""Numbers of the appendices of 10 CFR Part 20: sewer concentrations (B, Table 3) and quantities to be labeled (C)."""

from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.quantities import Activity
from au_desktop.domain.reference.basis import Basis


@dataclass(frozen=True, slots=True)
class SewerLimit:
    """Monthly average concentration for release to sanitary sewerage, in µCi/mL; the id is the nuclide or a default."""

    id: str
    microcuries_per_ml: Decimal
    note: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class LabelingQuantity:
    """Quantity of Appendix C: labels from it upward, posting above 10 times, reports of loss above 10 and 1,000 times."""

    id: str
    quantity: Activity
    note: str
    basis: Basis

    @property
    def posting_above(self) -> Activity:
        """A room with more than this is posted (20.1902(e))."""
        return self.quantity * 10

    @property
    def loss_at_once_from(self) -> Activity:
        """A loss from here on may have to be reported at once (20.2201(a)(1)(i))."""
        return self.quantity * 1000
