"""The rows of a run's items: made when first needed, wired to the session, kept up to date with what the file holds."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from au_desktop.domain.checklists.items import Item
from au_desktop.services.center.drafts import Draft
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.checklists.earlier_runs import EarlierRun
from au_desktop.ui.kit.item_editors.clock_words import clock_words
from au_desktop.ui.kit.item_editors.item_editor import Scene
from au_desktop.ui.kit.item_editors.item_row import ItemRow
from au_desktop.ui.kit.item_editors.run_session import RunSession, RunView


class RunRows(QObject):
    """Keeps one row an item. A row whose answer is still on its way is left alone."""

    entered = Signal(str)
    answered = Signal(str)
    moved = Signal(str, int)
    panel_wanted = Signal(str, object)
    panel_done = Signal()
    attach_wanted = Signal(str)

    def __init__(self, session: RunSession, scene: Scene, parent: QObject) -> None:
        super().__init__(parent)
        self.session, self._scene = session, scene
        self._rows: dict[str, ItemRow] = {}
        self._draft: Draft | None = None
        self._may_override = scene.may_override
        self._strips: Callable[[str], QWidget | None] | None = None
        session.refused.connect(self._on_refused)

    def row(self, view: RunView, item: Item) -> ItemRow:
        """The row of the item, with what is known of it."""
        if item.key not in self._rows:
            row = ItemRow(view.sheet.template, item, self._scene_of(view))
            self._rows[item.key] = row
            self._dress(row)
            self._wire(row)
            self._update(row, view)
            self._restore(row)
        return self._rows[item.key]

    def _scene_of(self, view: RunView) -> Scene:
        """Beside the page that is typed in there is no room for words and answers in one line."""
        run = view.sheet.run
        if run.transcription is None or not run.is_draft or self._scene.big:
            return self._scene
        return replace(self._scene, stacked=True)

    def take_files(self, strips: Callable[[str], QWidget | None]) -> None:
        """Files may be attached to items; `strips` gives what shows them under an item, if anything does."""
        self._strips = strips
        for row in self._rows.values():
            self._show_files(row)

    def allow_override(self, *, allowed: bool) -> None:
        """Someone else answers from here on: whether they may say why a critical item passes."""
        self._may_override = allowed
        for row in self._rows.values():
            row.words.may_override = allowed

    def made(self) -> Iterable[ItemRow]:
        """The rows that have been made."""
        return tuple(self._rows.values())

    def find(self, key: str) -> ItemRow | None:
        """The row of that item, if it has been made."""
        return self._rows.get(key)

    def apply(self, view: RunView) -> None:
        """Show what the file holds now."""
        for row in self._rows.values():
            if not self.session.is_pending(row.item.key):
                self._update(row, view)

    def restore(self, draft: Draft) -> None:
        """Put half-typed text back into its fields; rows made later get theirs when they are made."""
        self._draft = draft
        for row in self._rows.values():
            self._restore(row)

    def commit(self) -> None:
        """Give everything that was typed as answers."""
        for row in self._rows.values():
            row.editor.commit()

    def keep_typed(self) -> None:
        """Write half-typed text as a draft, and go on."""
        self.session.drafts.flush()

    def keep(self) -> None:
        """Write half-typed text as a draft; leaving a field no longer makes an answer of it."""
        for row in self._rows.values():
            row.editor.hold()
        self.session.drafts.flush()

    def _update(self, row: ItemRow, view: RunView) -> None:
        sheet, key = view.sheet, row.item.key
        row.show_state(
            sheet.run.answer(key),
            sheet.offers.get(key),
            self.session.findings_of(key),
            source_words(sheet.offered_from.get(key)),
        )
        row.set_locked(locked=not sheet.run.is_draft)

    def _restore(self, row: ItemRow) -> None:
        if self._draft is None:
            return
        fields, key = self._draft.fields, row.item.key
        if key in fields:
            row.editor.take_draft(fields[key], self._cursor_in(key))
            if self._draft.focus == key:
                focus_when_shown(row.editor.focus_target())
        openers: dict[str, Callable[[str, int | None], None]] = {
            "note": row.write_note,
            "skip": row.write_skip,
            "override": row.write_override,
        }
        for what, write in openers.items():
            name = f"{what}:{key}"
            if name in fields:
                write(fields[name], self._cursor_in(name))

    def _cursor_in(self, field: str) -> int:
        draft = self._draft
        if draft is None:
            return 0
        return draft.cursor if draft.focus == field else len(draft.fields[field])

    def _dress(self, row: ItemRow) -> None:
        row.words.may_override = self._may_override
        self._show_files(row)

    def _show_files(self, row: ItemRow) -> None:
        row.takes_files = self._strips is not None
        strip = None if self._strips is None else self._strips(row.item.key)
        if strip is not None:
            row.set_strip(strip)

    def _wire(self, row: ItemRow) -> None:
        row.answered.connect(self._on_answered)
        row.noted.connect(self.session.note)
        row.overridden.connect(self.session.override)
        row.drafted.connect(self._on_drafted)
        row.draft_dropped.connect(self.session.drafts.drop)
        row.entered.connect(self.entered)
        row.attach_wanted.connect(self.attach_wanted)
        row.moved.connect(self.moved)
        row.editor.panel_wanted.connect(lambda title, panel: self._on_panel(row, title, panel))
        row.editor.panel_done.connect(self.panel_done)

    def _on_panel(self, row: ItemRow, title: str, panel: QWidget) -> None:
        self.entered.emit(row.item.key)
        self.panel_wanted.emit(title, panel)

    def _on_drafted(self, field: str, text: str, cursor: int) -> None:
        self.session.drafts.keep(field, text, cursor)

    def _on_answered(self, key: str, value: object) -> None:
        self.session.answer(key, value)  # type: ignore[arg-type]
        self.answered.emit(key)

    def _on_refused(self, key: str, words: str) -> None:
        row = self._rows.get(key)
        if row is not None:
            row.show_error(words)


def source_words(source: EarlierRun | None) -> str:
    """Such as "from R-000123, Dosage assay, 09:12"; nothing for offers of the case, the instrument or the center."""
    if source is None:
        return ""
    clock = clock_words(source.at, seconds=False)
    return f"from {run_code(source.number)}, {source.title}, {clock}"


def focus_when_shown(widget: QWidget) -> None:
    """Put the focus there; a widget that is not shown yet gets it with its window."""
    widget.setFocus()
