"""Checklist templates in use, read-only: the items with their basis, and the signatures they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.domain.roles import Role
from au_desktop.services.changes import Kind
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.section import Section
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from au_desktop.domain.checklists.items import Item
    from au_desktop.domain.checklists.templates import SignOffRule
    from au_desktop.services.checklists.template_library import TemplateEntry
    from au_desktop.ui.kit.section import SectionContext


class TemplatesSection(Section):
    """The newest version of every template; older ones stay readable with their records."""

    watches = frozenset({Kind.TEMPLATE})

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Checklist templates")
        self._style = context.settings.date_style
        self._entries: tuple[TemplateEntry, ...] = ()
        table = RowTable(
            self._columns(), name="Templates", key=lambda row: row.template.id, stretch="title"
        )
        empty = EmptyState(
            "checklists",
            "No templates yet",
            "The shipped templates are taken in when a person who may fill checklists unlocks the center.",
        )
        self.panel = ListPanel(table, empty, search_hint="Find a template")
        self.panel.details.setMinimumWidth(360)
        self.content.addWidget(self.panel, 1)
        self.panel.query_changed.connect(self._fill)
        table.current_changed.connect(self._show_template)

    def refresh(self) -> None:
        """Load the templates."""
        self.load(self.context.services.templates.current, self._show)

    def find_in_page(self) -> bool:
        """Find a template."""
        return self.panel.find_in_page()

    def _columns(self) -> list[Column]:
        return [
            Column("title", "Checklist", lambda row: row.template.title),
            Column("version", "Version", lambda row: str(row.template.version), 80, number=True),
            Column("items", "Items", lambda row: str(len(row.template.items)), 70, number=True),
            Column(
                "verify",
                "Facts",
                lambda row: "needs checking" if row.template.verify else "with basis",
                162,
                state=lambda row: State.ATTENTION if row.template.verify else State.OK,
            ),
        ]

    def _show(self, entries: tuple[TemplateEntry, ...]) -> None:
        self._entries = entries
        self._fill()

    def _fill(self) -> None:
        words = self.panel.query()[0].casefold()
        self.panel.set_rows(
            [one for one in self._entries if words in one.template.title.casefold()]
        )
        self._show_template(self.panel.table.current_row())

    def _show_template(self, entry: TemplateEntry | None) -> None:
        pane = self.panel.details
        if entry is None:
            pane.clear()
            return
        template = entry.template
        basis = f"{template.basis.citation}, {template.basis.edition}".strip(", ")
        facts: list[tuple[str, str | StateChip]] = [
            ("Version", str(template.version)),
            ("In use from", day_words(template.effective_from, self._style)),
            ("Basis", basis),
            ("Fingerprint", entry.digest[:16]),
        ]
        if template.verify:
            facts.append(("Facts", StateChip("needs checking", State.ATTENTION)))
        pane.show_facts(template.title, template.kind.replace("_", " ").capitalize(), facts)
        pane.add_section("Signatures", [_signature(rule) for rule in template.sign_offs])
        for section in template.sections:
            pane.add_section(section.title, [_item(item) for item in section.items])


def _signature(rule: SignOffRule) -> str:
    roles = " or ".join(role_words(Role(role)) for role in rule.roles)
    needed = "" if rule.required else ", if wanted"
    return f"{rule.title}: {rule.meaning} by {roles}{needed}"


def _item(item: Item) -> str:
    marks = [
        word
        for word, holds in (("critical", item.critical), ("needs checking", item.basis.verify))
        if holds
    ]
    behind = f" ({', '.join(marks)})" if marks else ""
    edition = f", {item.basis.edition}" if item.basis.edition else ""
    return f"{item.title}{behind}\n{item.basis.citation}{edition}"
