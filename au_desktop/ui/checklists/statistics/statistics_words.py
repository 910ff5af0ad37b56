"""The words of item statistics: shares, periods, the facts of one item, and the printed page."""

from collections.abc import Iterable
from datetime import date, timedelta
from html import escape

from au_desktop.services.checklists.item_counts import Span
from au_desktop.services.checklists.item_statistics import ItemUse, TemplateStatistics
from au_desktop.ui.kit.training_words import counted

PERIODS = (
    (30, "Last 30 days"),
    (91, "Last 3 months"),
    (365, "Last 12 months"),
    (0, "All the time"),
)
"""Days and words; 0 is all the time."""
USUAL_PERIOD = 365

COUNTED = (
    "Submitted records are counted, by the day of the work; void and replaced ones are left out."
)


def span_of(days: int, today: date) -> Span:
    """The days up to today."""
    return Span(today - timedelta(days=days - 1), today) if days else Span()


def percent(share: float) -> str:
    """Such as "12 %"; what is above nothing is never shown as nothing, and what is below all never as all."""
    if 0 < share < 0.01:
        return "<1 %"
    shown = 99 if 0.99 < share < 1 else round(share * 100)
    return f"{shown} %"


def skipped_words(use: ItemUse) -> str:
    """How often it was skipped; nothing where it never was."""
    return str(use.skipped) if use.skipped else ""


def worst_share(use: ItemUse) -> float:
    """The larger share: skipped, or out of what is expected."""
    return max(use.skipped_share, use.outside_share)


def heading(found: TemplateStatistics) -> str:
    """What was counted."""
    versions = counted(len(found.versions), "version")
    return f"{counted(found.runs, 'record')} of {versions}. {COUNTED}"


def item_facts(use: ItemUse) -> list[tuple[str, str]]:
    """Every count of one item."""
    not_reached = use.runs - use.reached
    facts = [
        ("Section", use.section),
        ("Records with it", str(use.runs)),
        ("Answered", str(use.answered)),
        ("Skipped", _with_share(use.skipped, use.skipped_share)),
        ("Not asked or left open", str(max(0, not_reached))),
        ("Not as expected", _with_share(use.outside, use.outside_share)),
        ("   answer not expected", str(use.unexpected)),
        ("   attention limit", str(use.attention)),
        ("   action limit", str(use.action)),
        ("Passed with a reason", str(use.overridden)),
    ]
    if not use.in_use:
        facts.append(("Version", "The newest version asks this no more"))
    return facts


def print_html(title: str, period: str, found: TemplateStatistics, rows: Iterable[ItemUse]) -> str:
    """The table for paper."""
    head = ("Item", "Section", "Answered", "Skipped", "Not expected", "Attention", "Action")
    lines = "".join(
        _row(
            (
                use.title,
                use.section,
                str(use.answered),
                _with_share(use.skipped, use.skipped_share),
                str(use.unexpected),
                str(use.attention),
                str(use.action),
            )
        )
        for use in rows
    )
    return (
        f"<h2>{escape(title)}</h2><p>Item statistics, {escape(period.casefold())}. {escape(heading(found))}</p>"
        f"<table cellspacing='0' cellpadding='4' border='1' width='100%'>{_row(head, 'th')}{lines}</table>"
    )


def _row(cells: Iterable[str], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def _with_share(count: int, share: float) -> str:
    return f"{count} ({percent(share)})" if count else "0"
