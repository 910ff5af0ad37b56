"""What is kept of a radiation safety record in columns: its row, the links that it names, its clocks."""

from dataclasses import replace
from typing import Any

from au_desktop.domain.canonical import as_document, canonical_bytes
from au_desktop.domain.safety.safety_records import SafetyRecord
from au_desktop.persistence.column_types import moment_values

Row = dict[str, Any]


def record_row(record: SafetyRecord, *, retired: bool) -> Row:
    """The row of a record; `retired`: it is void, or another took its place."""
    summary = record.summary
    return {
        "id": record.id,
        "kind": record.KIND.value,
        "number": record.number,
        **moment_values("at", record.at),
        "revision": record.revision,
        "final": record.settled,
        "label": summary.label,
        "about": summary.about,
        "state": summary.state,
        "words": _words(record),
        "open": summary.open and not retired,
        "attention": summary.attention and not retired,
        "retired": retired,
        "amends": record.amends,
        "content": canonical_bytes(as_document(replace(record, voided=None))),
    }


def link_rows(record: SafetyRecord) -> list[Row]:
    """Everything that it names, each once."""
    links = dict.fromkeys(record.summary.links)
    return [{"target_id": link, "record_id": record.id} for link in links]


def clock_rows(record: SafetyRecord) -> list[Row]:
    """Its deadlines."""
    return [
        {
            "record_id": record.id,
            "key": one.key,
            "title": one.title,
            **moment_values("due", one.due),
            "basis": one.basis,
        }
        for one in record.summary.deadlines
    ]


def _words(record: SafetyRecord) -> str:
    summary = record.summary
    parts = (record.code, summary.label, summary.about, summary.state, summary.words, record.notes)
    return " ".join(parts).casefold()
