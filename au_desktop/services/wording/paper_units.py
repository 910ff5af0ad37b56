"""Which unit system comes first on paper: curie, rad and rem wherever a rule asks for records in them."""

from au_desktop.domain.checklists.items import Item
from au_desktop.domain.checklists.kinds import Family, kind_of
from au_desktop.domain.quantities import QuantityKind
from au_desktop.domain.quantity_display import UnitSystem

_OF_THE_DOSAGE = frozenset({Family.TREATMENT, Family.DOSAGE})


def units_on_paper(kind: str, item: Item, preferred: UnitSystem) -> UnitSystem:
    """10 CFR 20.2101(a) asks for the records of Part 20 in curie, rad and rem.

    Those are surveys, packages, waste and doses. Activities of a dosage are records of Part 35: there the center's own order
    stands, while a dose rate beside them is a survey.
    """
    is_dosage = item.quantity_kind in {None, QuantityKind.ACTIVITY}
    if is_dosage and kind_of(kind).family in _OF_THE_DOSAGE:
        return preferred
    return UnitSystem.CURIE
