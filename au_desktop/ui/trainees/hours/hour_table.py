"""The list of hour entries with the state of each, and the facts of the one that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.domain.training.hour_rules.hour_count import JudgedHours, years_before
from au_desktop.domain.training.hours import HourEntry, Ledger
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.hour_words import (
    about_words,
    days_words,
    delivery_words,
    hours_chip,
    hours_words,
    ledger_words,
    parts_words,
    reason_sentences,
    remark_sentences,
)
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from au_desktop.settings import DateStyle
    from au_desktop.ui.kit.detail_pane import DetailPane

ALL, OPEN = "all", "open"
FILTERS = (
    (ALL, "All"),
    (Ledger.CLASSROOM.value, "Classroom"),
    (Ledger.WORK.value, "Work"),
    (Ledger.CONTINUING.value, "Continuing"),
    (OPEN, "Not counting"),
)
NO_HOURS = (
    "No hours yet",
    "Certificates of classroom and laboratory training, and work experience by element. Each hour counts once.",
    "Add classroom hours",
)


def good_until(entry: HourEntry, years: int | None) -> date | None:
    """The last day of application for which the entry is recent enough alone (10 CFR 35.59)."""
    return None if years is None else years_before(entry.last, -years)


class HourTable(ListPanel):
    """Rows are judged entries, newest first."""

    def __init__(self, style: DateStyle) -> None:
        self._style = style
        self._years: int | None = None
        table = RowTable(
            self._columns(),
            name="Hours of the trainee",
            key=lambda one: one.entry.id,
            stretch="what",
        )
        super().__init__(
            table, EmptyState("clock", *NO_HOURS), filters=FILTERS, search_hint="Find hours"
        )
        self.show_details_when_chosen("until", "ledger")
        self._judged: tuple[JudgedHours, ...] = ()
        self.query_changed.connect(self.fill)

    def show_judged(self, judged: tuple[JudgedHours, ...], years: int | None) -> None:
        """Take new rows; `years` is how long training stays recent."""
        self._judged, self._years = judged, years
        self.fill()

    def fill(self) -> None:
        """Show the rows that fit search and filter."""
        words, chosen = self.query()
        rows = [one for one in self._judged if _fits(one, words.casefold(), chosen)]
        rows.sort(key=lambda one: (one.entry.last, one.entry.number), reverse=True)
        self.set_rows(rows)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("code", "Entry", lambda one: one.entry.code, 102),
            Column(
                "ledger", "Ledger", lambda one: ledger_words(one.entry.ledger), 152, gives_way=2
            ),
            Column("when", "When", lambda one: days_words(one.entry, self._style), 172),
            Column("what", "What", _what, 180, tooltip=lambda one: about_words(one.entry)),
            Column(
                "hours",
                "Hours",
                lambda one: hours_words(one.entry.hours),
                72,
                number=True,
                tooltip=lambda one: parts_words(one.entry.parts),
            ),
            Column(
                "until",
                "Recent until",
                lambda one: day_words(good_until(one.entry, self._years), self._style),
                116,
                gives_way=1,
                tooltip=lambda _one: "The last day of application for which it stands alone.",
            ),
            Column(
                "state",
                "State",
                lambda one: hours_chip(one)[0],
                166,
                state=lambda one: hours_chip(one)[1],
                tooltip=lambda one: "\n".join(reason_sentences(one, self._style)),
            ),
        )


def show_entry(
    pane: DetailPane,
    judged: JudgedHours,
    names: Mapping[object, str],
    years: int | None,
    style: DateStyle,
) -> None:
    """Put everything about an entry into the pane.

    `names` are those of supervising AUs and papers by id; `years` is how long training stays recent.
    """
    entry, course = judged.entry, judged.entry.course
    pane.show_facts(
        f"{entry.code}, {hours_words(entry.hours)}",
        "\n".join((about_words(entry), *reason_sentences(judged, style))),
        [
            ("State", StateChip(*hours_chip(judged))),
            *_facts(entry, names, style),
            ("Recent until", day_words(good_until(entry, years), style)),
        ],
    )
    remarks = remark_sentences(judged, style)
    if remarks:
        pane.add_section("To know", remarks)
    if entry.ledger is not Ledger.WORK:
        proof = course.proof
        seen = (
            ("Outline", proof.outline_seen),
            ("Test", proof.test_seen),
            ("Completion", proof.completion_checked),
        )
        lines = [f"{name}: {_seen(value)}" for name, value in seen]
        if proof.access_until is not None:
            lines.append(f"Access until {day_words(proof.access_until, style)}")
        pane.add_section("Seen of the course", lines)
    if entry.notes:
        pane.add_section("Notes", [entry.notes])


def _facts(
    entry: HourEntry, names: Mapping[object, str], style: DateStyle
) -> list[tuple[str, str]]:
    at_work = entry.ledger is Ledger.WORK
    facts = [
        ("Ledger", ledger_words(entry.ledger)),
        ("When", days_words(entry, style)),
        ("Hours", parts_words(entry.parts)),
    ]
    if at_work:
        facts += [
            ("Supervising AU", names.get(entry.supervisor_id, "–")),
            ("License", entry.license_number or "–"),
        ]
    else:
        facts += [
            ("Meant for", ", ".join(entry.course.sections) or "–"),
            ("Held", delivery_words(entry.course.delivery)),
            ("Place", entry.place or "–"),
        ]
    return [*facts, ("Letter" if at_work else "Certificate", names.get(entry.paper_id, "–"))]


def _what(judged: JudgedHours) -> str:
    """The course without its provider, which the details name; or the place of the work and its elements."""
    return judged.entry.course.title or about_words(judged.entry)


def _seen(value: bool | None) -> str:
    return "not looked for" if value is None else ("seen" if value else "not there")


def _fits(judged: JudgedHours, words: str, chosen: str) -> bool:
    entry = judged.entry
    text = f"{entry.code} {about_words(entry)} {entry.place} {entry.ledger.value} {entry.first}"
    if words not in text.casefold():
        return False
    if chosen == OPEN:
        return not judged.sound
    return chosen in ("", ALL) or entry.ledger.value == chosen
