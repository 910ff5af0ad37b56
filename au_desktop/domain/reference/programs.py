"""Shipped starting points for program and host profiles: each is copied into the center and corrected there."""

from dataclasses import dataclass

from au_desktop.domain.reference.basis import Basis


@dataclass(frozen=True, slots=True)
class ShippedProgram:
    """A training program as far as its sponsor has published it; None and empty where nothing was found.

    Args:
        id: stays the same through all editions.
        title: the program's name.
        edition: which announcement.
        days: days that a visit takes.
        cases: cases asked for.
        membership_asked: whether it asks for a membership.
        classroom_first: whether classroom training must be complete before the visit.
        documents: papers asked for.
        notes: what a reader should know.
        basis: where it comes from.
    """

    id: str
    title: str
    edition: str
    days: int | None
    cases: int | None
    membership_asked: bool | None
    classroom_first: bool | None
    documents: tuple[str, ...]
    notes: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class ShippedItem:
    """One paper or step that hosts ask for, who brings it, and how many days before the visit."""

    title: str
    owner: str
    days_before: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class ShippedHost:
    """An example of what a host hospital asks of a visiting physician; no host's own list."""

    id: str
    title: str
    notes: str
    items: tuple[ShippedItem, ...]
    basis: Basis
