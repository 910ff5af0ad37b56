"""Reads what labels say to patients who go home, further methods of release, and intake factors."""

from au_desktop.domain.quantities import Activity, DoseRate
from au_desktop.domain.reference.release_sheets import (
    LabelLine,
    ShippedIntake,
    ShippedMethod,
    ShippedSheet,
    Topic,
)
from au_desktop.persistence.basis_entries import Bases, basis_of
from au_desktop.persistence.toml_entries import Entry


def read_release_sheet(entry: Entry, bases: Bases) -> ShippedSheet:
    """One sheet; a topic stands once."""
    lines = tuple(_line(one, bases) for one in entry.entries("lines"))
    topics = [one.topic for one in lines]
    if len(set(topics)) != len(topics):
        raise entry.refuse("a topic stands twice")
    return ShippedSheet(
        entry.text("id"), entry.text("title"), entry.texts("drugs"), lines, basis_of(entry, bases)
    )


def _line(entry: Entry, bases: Bases) -> LabelLine:
    line = LabelLine(entry.choice("topic", Topic), entry.text("text"), basis_of(entry, bases))
    entry.close()
    return line


def read_release_method(entry: Entry, bases: Bases) -> ShippedMethod:
    """One method; it has a value to hold something against."""
    method = ShippedMethod(
        id=entry.text("id"),
        title=entry.text("title"),
        nuclide_id=entry.text("nuclide"),
        activity=entry.quantity("activity", Activity) if entry.has("activity") else None,
        rate=entry.quantity("rate", DoseRate) if entry.has("rate") else None,
        basis=basis_of(entry, bases),
    )
    if method.activity is None and method.rate is None:
        raise entry.refuse("has neither activity nor rate")
    return method


def read_intake(entry: Entry, bases: Bases) -> ShippedIntake:
    """One factor."""
    return ShippedIntake(
        entry.text("id"),
        entry.decimal("rem_per_mCi"),
        entry.text("pathway"),
        basis_of(entry, bases),
    )
