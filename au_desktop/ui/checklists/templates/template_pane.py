"""The pane beside the library: facts, note and versions of the chosen checklist, and what can be done with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu

from au_desktop.domain.checklists.kinds import kind_of
from au_desktop.domain.roles import Permission
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import IconButton, PrimaryButton, QuietButton, SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words, moment_words
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.template_parts import (
    NEEDS,
    basis_line,
    recurrence_words,
    signature_words,
)
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from au_desktop.services.checklists.template_shelf import TemplateVersion
    from au_desktop.ui.checklists.templates.library_rows import LibraryRow
    from au_desktop.ui.kit.detail_pane import DetailPane
    from au_desktop.ui.kit.section import SectionContext

LOOK, EDIT, COPY, COMPARE = "look", "edit", "copy", "compare"
EXPORT, RETIRE, BRING_BACK, DISCARD, MORE = "export", "retire", "bring_back", "discard", "more"


class TemplatePane(QObject):
    """Fills a detail pane; emits `wished(what, row)`."""

    wished = Signal(str, object)

    def __init__(self, pane: DetailPane, context: SectionContext) -> None:
        super().__init__(pane)
        self._pane, self._context = pane, context
        self._style = context.settings.date_style
        self.buttons: dict[str, QWidget] = {}
        self.menu: QMenu | None = None

    def show_row(self, row: LibraryRow, versions: Sequence[TemplateVersion]) -> None:
        """Show a checklist with its versions."""
        template = row.template
        pane = self._pane
        pane.show_facts(template.title, kind_of(template.kind).title, self._facts(row))
        if template.note:
            pane.add_content(text_label(template.note, wrap=True))
        self._add_notices(row, versions)
        if versions:
            pane.add_section("Versions", [self._version_line(one) for one in versions])
        pane.add_section("Signatures", [signature_words(rule) for rule in template.sign_offs])
        self._add_actions(row)

    def _facts(self, row: LibraryRow) -> list[tuple[str, str | QWidget]]:
        template, entry = row.template, row.entry
        facts: list[tuple[str, str | QWidget]] = [
            ("State", StateChip(row.state_words(), row.state())),
            ("Version", f"{template.version}, {row.origin.casefold()}"),
        ]
        if entry is not None:
            facts.append(("In use from", day_words(template.effective_from, self._style)))
            if entry.coming_from is not None:
                facts.append(("Next version", f"from {day_words(entry.coming_from, self._style)}"))
        sections = f"{len(template.items)} in {len(template.sections)} sections"
        facts.append(("Items", sections))
        facts.append(("Basis", basis_line(template.basis) or "none"))
        if row.needs_checking:
            facts.append(("Facts", StateChip("needs checking", State.ATTENTION)))
        drugs = self._context.services.desk.reference.drugs
        needs = [NEEDS[need].split(" ", 1)[1] for need in template.needs]
        names = [drugs[one].title if one in drugs else one for one in template.drugs]
        facts.append(("Needs", ", ".join(needs)))
        facts.append(("Drugs", ", ".join(names)))
        facts.append(("Recurs", recurrence_words(template.recurs)))
        return [(name, value) for name, value in (*facts, *self._draft_facts(row)) if value != ""]

    def _draft_facts(self, row: LibraryRow) -> list[tuple[str, str | QWidget]]:
        if row.draft is None:
            return []
        when = moment_words(row.draft.changed_at, self._style)
        origin = row.draft.origin
        return [
            ("Draft", f"begun by {row.draft.author}, changed {when}"),
            ("Came from", "" if origin is None else origin.center),
        ]

    def _add_notices(self, row: LibraryRow, versions: Sequence[TemplateVersion]) -> None:
        entry = row.entry
        if entry is None:
            return
        brought = next((one for one in versions if one.digest == entry.update), None)
        if brought is not None:
            version = brought.template.version
            notice = Notice(
                f"The program brings version {version}; yours stands in front.", State.INFO
            )
            compare = QuietButton("Compare\u2026")
            compare.clicked.connect(partial(self.wished.emit, COMPARE, row))
            notice.add_action(compare)
            self._pane.add_content(notice)
        if row.is_retired and entry.retirement is not None:
            act = entry.retirement
            when = moment_words(act.signed_at, self._style)
            self._pane.add_content(
                Notice(f"Retired by {act.signer} on {when}: {act.reason}", State.INFO)
            )

    def _version_line(self, one: TemplateVersion) -> str:
        whose = f"{one.origin.value}, {one.state.value}"
        act = one.publication
        by = "" if act is None else f", published by {act.signer}"
        runs = f", {one.runs} {'record' if one.runs == 1 else 'records'}" if one.runs else ""
        since = day_words(one.template.effective_from, self._style)
        return f"Version {one.template.version} from {since}: {whose}{by}{runs}"

    def _add_actions(self, row: LibraryRow) -> None:
        self.buttons = {}
        look = SecondaryButton("Look", "eye")
        words = "Edit as next version" if row.draft is None else "Open the draft"
        edit = PrimaryButton(words, "pencil")
        self._context.allow(edit, Permission.EDIT_TEMPLATES)
        if row.is_retired:
            edit.setEnabled(False)
            edit.setToolTip("It is retired: bring it back first.")
        more = IconButton("more", "More steps")
        for name, button in ((LOOK, look), (EDIT, edit)):
            button.clicked.connect(partial(self.wished.emit, name, row))
        more.clicked.connect(partial(self._open_menu, more, row))
        shown: tuple[tuple[str, QWidget], ...] = ((LOOK, look), (EDIT, edit), (MORE, more))
        for name, widget in shown:
            self.buttons[name] = widget
            self._pane.add_action(widget)

    def _open_menu(self, button: QWidget, row: LibraryRow) -> None:
        self.menu = self.make_menu(row, button)
        self.menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def make_menu(self, row: LibraryRow, parent: QWidget) -> QMenu:
        """What else can be done, with the reason on hover where it may not."""
        menu = QMenu(parent)
        menu.setToolTipsVisible(True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        wishes: list[tuple[str, str, Permission]] = []
        if row.entry is not None:
            wishes.append((COPY, "Copy as new\u2026", Permission.EDIT_TEMPLATES))
            wishes.append((COMPARE, "Compare versions\u2026", Permission.READ))
            wishes.append((EXPORT, "Export pack\u2026", Permission.PUBLISH_TEMPLATES))
            retire = (RETIRE, "Retire\u2026", Permission.PUBLISH_TEMPLATES)
            back = (BRING_BACK, "Bring back\u2026", Permission.PUBLISH_TEMPLATES)
            wishes.append(back if row.is_retired else retire)
        if row.draft is not None:
            wishes.append((DISCARD, "Discard the draft\u2026", Permission.EDIT_TEMPLATES))
        for name, words, permission in wishes:
            action = menu.addAction(words)
            action.setData(name)
            reason = self._context.why_not(permission)
            action.setEnabled(not reason)
            action.setToolTip(reason or words)
            action.triggered.connect(partial(self.wished.emit, name, row))
        return menu
