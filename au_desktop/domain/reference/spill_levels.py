"""Activities that divide a minor from a major spill: published suggestions, which the RSO has to accept."""

from dataclasses import dataclass

from au_desktop.domain.quantities import Activity
from au_desktop.domain.reference.basis import Basis


@dataclass(frozen=True, slots=True)
class SpillLevel:
    """One nuclide of one list: without `major_from`, any amount is major.

    Args:
        id: list and nuclide.
        nuclide_id: the nuclide.
        published: the list, by its short name.
        major_from: the dividing activity; at exactly this much the spill is taken as major.
        evacuate_from: from which activity the area is left, None where the list has none.
        note: what a reader should know.
        basis: where it stands.
    """

    id: str
    nuclide_id: str
    published: str
    major_from: Activity | None
    evacuate_from: Activity | None
    note: str
    basis: Basis
