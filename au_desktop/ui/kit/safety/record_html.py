"""A safety record as a page of text: head, facts, signatures, and how two revisions differ."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from au_desktop.services.wording.safety_words import head_lines, record_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from au_desktop.domain.moments import Moment
    from au_desktop.domain.safety.safety_records import SafetyRecord
    from au_desktop.services.safety.record_signing import RecordSignatureView
    from au_desktop.services.wording.safety_words import FactLine

_STEP = 16


def record_html(record: SafetyRecord) -> str:
    """Everything that is signed."""
    return "".join(
        (
            f"<h3>{escape(record.code)} \u00b7 {escape(record.summary.label)}</h3>",
            _lines_html(head_lines(record)),
            "<h4>Facts</h4>",
            _lines_html(record_lines(record)),
        )
    )


def signatures_html(views: Sequence[RecordSignatureView]) -> str:
    """Who signed what, and whether it stands."""
    if not views:
        return "<h4>Signatures</h4><p>Nobody signed it yet.</p>"
    rows = "".join(
        f"<tr><td>{escape(view.signature.signer)}</td><td>{escape(view.signature.meaning.value)}</td>"
        f"<td>{_minute(view.signature.signed_at)}</td><td>revision {view.signature.revision}</td>"
        f"<td>{escape(view.standing.value)}</td></tr>"
        for view in views
    )
    return f'<h4>Signatures</h4><table cellspacing="0" cellpadding="3">{rows}</table>'


def history_html(revisions: Sequence[tuple[Moment, SafetyRecord]]) -> str:
    """Each revision with what it changed, the newest first."""
    parts = []
    earlier: tuple[FactLine, ...] = ()
    for written, record in revisions:
        now = record_lines(record)
        head = f"<h4>Revision {record.revision}, written {_minute(written)}</h4>"
        body = _lines_html(now) if record.revision == 1 else _difference_html(earlier, now)
        parts.append(head + body)
        earlier = now
    return "".join(reversed(parts))


def _difference_html(before: Iterable[FactLine], after: Iterable[FactLine]) -> str:
    old, new = _paths(before), _paths(after)
    rows = []
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            was, now = old.get(name, "\u2013"), new.get(name, "\u2013")
            rows.append(
                f"<tr><td>{escape(name)}</td><td><s>{escape(was)}</s></td>"
                f"<td><b>{escape(now)}</b></td></tr>"
            )
    if not rows:
        return "<p>No fact was changed.</p>"
    return f'<table cellspacing="0" cellpadding="3">{"".join(rows)}</table>'


def _paths(lines: Iterable[FactLine]) -> dict[str, str]:
    """Each fact under its name and those it lies in."""
    found: dict[str, str] = {}
    over: list[str] = []
    for line in lines:
        del over[line.depth :]
        over.append(line.name)
        if line.value:
            found[" \u203a ".join(over)] = line.value
    return found


def _lines_html(lines: Iterable[FactLine]) -> str:
    rows = "".join(
        f'<tr><td style="padding-left:{line.depth * _STEP}px; padding-right:14px">'
        f"{_name(line)}</td><td>{escape(line.value)}</td></tr>"
        for line in lines
    )
    return f'<table cellspacing="0" cellpadding="1">{rows}</table>'


def _name(line: FactLine) -> str:
    return escape(line.name) if line.value else f"<b>{escape(line.name)}</b>"


def _minute(moment: Moment) -> str:
    return moment.local.strftime("%Y-%m-%d %H:%M")
