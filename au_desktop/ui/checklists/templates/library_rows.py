"""The rows of the library: a template in use, retired or coming, or a draft; what the filters leave, and the order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from au_desktop.domain.checklists.kinds import Family, kind_of
from au_desktop.domain.checklists.template_versions import Origin, VersionState
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.template_parts import recurrence_words
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from au_desktop.domain.checklists.template_drafts import TemplateDraft
    from au_desktop.domain.checklists.templates import Template
    from au_desktop.domain.ids import TemplateDraftId
    from au_desktop.services.checklists.template_shelf import LibraryEntry
    from au_desktop.settings import Settings

IN_USE, DRAFTS, RETIRED, CHECKING, UPDATES = "in_use", "drafts", "retired", "checking", "updates"
FILTERS = (
    ("", "All"),
    (IN_USE, "In use"),
    (DRAFTS, "Drafts"),
    (RETIRED, "Retired"),
    (CHECKING, "Needs checking"),
)
_FAMILIES = list(Family)
_ORIGINS = {Origin.PROGRAM: "Program", Origin.CENTER: "Center"}
_STATES = {
    VersionState.IN_USE: State.OK,
    VersionState.LATER: State.INFO,
    VersionState.RETIRED: State.NEUTRAL,
    VersionState.EARLIER: State.NEUTRAL,
    VersionState.REPLACED: State.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One template: its entry in the library, its open draft, or both."""

    entry: LibraryEntry | None
    draft: TemplateDraft | None

    @property
    def template(self) -> Template:
        """What stands for it: the version in use, or the draft of a new one."""
        if self.entry is not None:
            return self.entry.template
        assert self.draft is not None  # noqa: S101 - a row has one of the two
        return self.draft.template

    @property
    def template_id(self) -> str:
        """Stays the same through all versions."""
        return self.template.id

    @property
    def draft_id(self) -> TemplateDraftId | None:
        """The open draft."""
        return None if self.draft is None else self.draft.id

    @property
    def is_retired(self) -> bool:
        """Whether it is offered no more."""
        return self.entry is not None and self.entry.state is VersionState.RETIRED

    @property
    def is_gone(self) -> bool:
        """Whether it is offered no more, because it is retired or because another took its place."""
        replaced = self.entry is not None and self.entry.state is VersionState.REPLACED
        return replaced or self.is_retired

    @property
    def needs_checking(self) -> bool:
        """Whether any of its facts waits for a check against the source."""
        template = self.template
        return (
            template.verify
            or template.basis.verify
            or any(item.basis.verify for item in template.items)
        )

    @property
    def origin(self) -> str:
        """Whose version it is."""
        return "Center" if self.entry is None else _ORIGINS[self.entry.origin]

    def state_words(self) -> str:
        """Its state in a word; a draft beside it, or what the program brings newer, is named."""
        if self.entry is None:
            return "draft"
        words = self.entry.state.value
        if self.draft is not None:
            return f"{words} \u00b7 draft"
        return f"{words} \u00b7 update" if self.entry.update else words

    def state(self) -> State:
        """The color of its state."""
        return State.ATTENTION if self.entry is None else _STATES[self.entry.state]


def rows_of(
    entries: Iterable[LibraryEntry], drafts: Iterable[TemplateDraft]
) -> tuple[LibraryRow, ...]:
    """Every template and every draft, each template once, family by family."""
    by_template = {draft.template.id: draft for draft in drafts}
    rows = [LibraryRow(entry, by_template.pop(entry.template.id, None)) for entry in entries]
    rows.extend(LibraryRow(None, draft) for draft in by_template.values())
    return tuple(sorted(rows, key=_by_family))


def fitting(rows: Iterable[LibraryRow], words: str, chosen: str) -> tuple[LibraryRow, ...]:
    """Those that a search and a filter leave."""
    wanted = words.casefold().split()
    return tuple(
        row for row in rows if _is_in(row, chosen) and all(word in _words(row) for word in wanted)
    )


def in_order(rows: Sequence[LibraryRow], sort: str, *, descending: bool) -> list[LibraryRow]:
    """Sorted by a column."""
    keys = {
        "title": lambda row: row.template.title.casefold(),
        "family": _by_family,
        "version": lambda row: row.template.version,
        "origin": lambda row: row.origin,
        "state": lambda row: row.state_words(),
        "from": lambda row: row.template.effective_from,
    }
    return sorted(rows, key=keys[sort], reverse=descending)


def library_table(settings: Settings) -> RowTable:
    """The table of the library."""
    columns = [*_naming_columns(), *_standing_columns(settings)]
    return RowTable(
        columns, name="Checklist templates", key=lambda row: row.template_id, stretch="title"
    )


def _naming_columns() -> tuple[Column, ...]:
    return (
        Column(
            "family",
            "Kind",
            lambda row: kind_of(row.template.kind).title,
            172,
            sort_key="family",
            tooltip=lambda row: kind_of(row.template.kind).family.value,
            gives_way=4,
        ),
        Column(
            "title",
            "Checklist",
            lambda row: row.template.title,
            560,
            sort_key="title",
            tooltip=lambda row: row.template.note,
        ),
        Column(
            "version",
            "Version",
            lambda row: str(row.template.version),
            76,
            number=True,
            sort_key="version",
        ),
        Column("origin", "Origin", lambda row: row.origin, 92, sort_key="origin", gives_way=1),
    )


def _standing_columns(settings: Settings) -> tuple[Column, ...]:
    style = settings.date_style
    return (
        Column(
            "state",
            "State",
            lambda row: row.state_words(),
            138,
            state=lambda row: row.state(),
            sort_key="state",
        ),
        Column(
            "from",
            "In use from",
            lambda row: day_words(row.template.effective_from, style) if row.entry else "\u2013",
            116,
            sort_key="from",
            gives_way=3,
        ),
        Column(
            "checking",
            "Facts",
            lambda row: "needs checking" if row.needs_checking else "with basis",
            156,
            state=lambda row: State.ATTENTION if row.needs_checking else None,
            gives_way=5,
        ),
        Column(
            "recurs",
            "Recurs",
            lambda row: recurrence_words(row.template.recurs) or "\u2013",
            146,
            gives_way=2,
        ),
    )


def _is_in(row: LibraryRow, chosen: str) -> bool:
    if chosen == IN_USE:
        return row.entry is not None and not row.is_gone
    if chosen == DRAFTS:
        return row.draft is not None
    if chosen == RETIRED:
        return row.is_gone
    return chosen != CHECKING or row.needs_checking


def _by_family(row: LibraryRow) -> tuple[int, str, str]:
    kind = kind_of(row.template.kind)
    return _FAMILIES.index(kind.family), kind.title, row.template.title.casefold()


def _words(row: LibraryRow) -> str:
    template, kind = row.template, kind_of(row.template.kind)
    parts = (template.title, kind.title, kind.family.value, template.note, *template.drugs)
    return " ".join(parts).casefold()
