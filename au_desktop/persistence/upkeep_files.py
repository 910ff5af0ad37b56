"""Reads subjects of instruction and the periods for which records are kept."""

from au_desktop.domain.reference.instruction_subjects import InstructionSubject
from au_desktop.domain.reference.retention_periods import KeptUntil, RetentionPeriod
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.persistence.basis_entries import Bases, basis_of
from au_desktop.persistence.toml_entries import Entry

_KINDS = frozenset(kind.value for kind in RecordKind)


def read_instruction_subject(entry: Entry, bases: Bases) -> InstructionSubject:
    """One subject of instruction."""
    repeated = entry.has("repeat_months")
    return InstructionSubject(
        id=entry.text("id"),
        title=entry.text("title"),
        who=entry.text("who"),
        topics=entry.texts("topics"),
        repeat_months=entry.whole("repeat_months") if repeated else None,
        repeat_note=entry.text("repeat_note") if repeated else "",
        basis=basis_of(entry, bases),
    )


def read_retention_period(entry: Entry, bases: Bases) -> RetentionPeriod:
    """How long one kind of record is kept."""
    counted = entry.has("years")
    records = entry.texts("records")
    unknown = [kind for kind in records if kind not in _KINDS]
    if unknown:
        raise entry.refuse(f"unknown kinds of record: {', '.join(unknown)}")
    return RetentionPeriod(
        id=entry.text("id"),
        title=entry.text("title"),
        records=records,
        until=entry.choice("until", KeptUntil),
        years=entry.whole("years") if counted else None,
        starts=entry.text("starts") if counted else "",
        note=entry.text("note", ""),
        basis=basis_of(entry, bases),
    )
