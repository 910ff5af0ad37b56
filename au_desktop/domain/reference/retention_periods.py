"""How long each kind of record is kept, as dated data."""

from dataclasses import dataclass
from enum import StrEnum

from au_desktop.domain.reference.basis import Basis


class KeptUntil(StrEnum):
    """What ends the time of keeping."""

    YEARS = "years"
    LICENSE_END = "license termination"
    LICENSE_LIFE = "duration of the license"
    HELD_AND_YEARS = "while held, and years after transfer or disposal"
    CENTER = "center's own practice"


@dataclass(frozen=True, slots=True)
class RetentionPeriod:
    """One kind of record.

    Args:
        id: the section and kind.
        title: the record in words.
        records: the program's own kinds that belong to it, as their words ("dosage", "survey").
        until: what ends it.
        years: how many, where years count.
        starts: from when the years count.
        note: what a reader should know.
        basis: where it stands.
    """

    id: str
    title: str
    records: tuple[str, ...]
    until: KeptUntil
    years: int | None
    starts: str
    note: str
    basis: Basis
