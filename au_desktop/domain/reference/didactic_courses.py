"""Shipped starting points for course templates: what has been published of a didactic course, and no more."""

from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.reference.basis import Basis


@dataclass(frozen=True, slots=True)
class ShippedModule:
    """One talk of a course; `topic` is the code of a classroom topic, empty where the title does not name one."""

    title: str
    topic: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class ShippedCourse:
    """A didactic course as far as its provider has published it.

    Args:
        id: stays the same through all editions.
        title: the course's name.
        provider: who holds it.
        total_hours: hours that the provider states, None where not found.
        modules: the talks that are known.
        complete: whether these are all of them.
        notes: what a reader should know.
        basis: where it comes from.
    """

    id: str
    title: str
    provider: str
    total_hours: Decimal | None
    modules: tuple[ShippedModule, ...]
    complete: bool
    notes: str
    basis: Basis
