"""What is said of breastfeeding after a radiopharmaceutical, by each revision of the guide and by labels, side by side."""

from dataclasses import dataclass
from enum import StrEnum

from au_desktop.domain.quantities import Activity
from au_desktop.domain.reference.basis import Basis


class AdviceSource(StrEnum):
    """Who says it."""

    REVISION_0 = "RG 8.39 Rev 0"
    REVISION_1 = "RG 8.39 Rev 1"
    LABEL = "label"
    OTHER = "other source"


@dataclass(frozen=True, slots=True)
class BreastfeedingAdvice:
    """One entry.

    Args:
        id: stays the same through all editions.
        agent: the agent as the source names it.
        names: other names by which it is asked for.
        nuclides: where set, it holds for every agent of these nuclides.
        source: who says it.
        instructions_above: activity above which instructions are required, None where none is printed.
        record_above: activity above which a record is required.
        instructions_above_si: the same in MBq as printed, rounded by the source on its own.
        record_above_si: the same for the record.
        interruption: how long to interrupt; empty where the source prints nothing.
        note: what a reader should know.
        basis: where it stands.
    """

    id: str
    agent: str
    names: tuple[str, ...]
    nuclides: tuple[str, ...]
    source: AdviceSource
    instructions_above: Activity | None
    record_above: Activity | None
    interruption: str
    note: str
    basis: Basis
    instructions_above_si: Activity | None = None
    record_above_si: Activity | None = None
