"""The sections of a run as pages: which is shown, which item is marked, and where the mark goes after an answer."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.verdicts import Severity
from au_desktop.domain.people import Actor
from au_desktop.ui.bedside.answer_panel import AnswerPanel
from au_desktop.ui.bedside.finish_sheet import FinishSheet
from au_desktop.ui.bedside.section_list import FINISH
from au_desktop.ui.bedside.section_sheet import SectionSheet
from au_desktop.ui.kit.item_editors.item_row import ItemRow
from au_desktop.ui.kit.item_editors.run_rows import RunRows
from au_desktop.ui.kit.item_editors.run_session import RunSession, RunView

STAYING = frozenset({ItemType.CHOICES, ItemType.TEXT, ItemType.TIMER, ItemType.PART_TAKEN})
"""After these answers more may follow on the same item, so the mark stays."""
_SERIOUS = frozenset({Severity.ATTENTION, Severity.ACTION, Severity.CRITICAL_STOP})


class SectionPages(QStackedWidget):
    """Emits `turned` when another section or another item is shown, `swiped(step)` for a swipe over the page."""

    turned = Signal()
    swiped = Signal(int)

    def __init__(self, session: RunSession, rows: RunRows, actor: Actor) -> None:
        super().__init__()
        self._session, self._rows = session, rows
        self._sheets: dict[str, SectionSheet] = {}
        self._advance_after = ""
        self.section = ""
        self.item = ""
        self.finish = FinishSheet(actor)
        self.addWidget(self.finish)
        self.panel = AnswerPanel(self)
        self.finish.moves.swiped.connect(self._on_swiped)
        self.installEventFilter(self)
        rows.entered.connect(self._on_entered)
        rows.answered.connect(self._on_answered)
        rows.moved.connect(self._on_moved)
        rows.panel_wanted.connect(self.panel.open_with)
        rows.panel_done.connect(self.panel.close_panel)
        self.panel.closed.connect(self._on_panel_closed)

    def order(self) -> list[str]:
        """The keys of the sections that apply, and the finish."""
        view = self._session.view
        if view is None:
            return []
        return [*(section.key for section, _ in view.sheet.sections), FINISH]

    def neighbor(self, step: int) -> str:
        """The section so many places on; empty where there is none."""
        order = self.order()
        if self.section not in order:
            return ""
        at = order.index(self.section) + step
        return order[at] if 0 <= at < len(order) else ""

    def show_section(self, key: str, item: str = "") -> None:
        """Show a section with an item marked: the first open one where none is named."""
        view = self._session.view
        if view is None:
            return
        self.panel.close_panel()
        self.section, self.item = key, ""
        if key == FINISH:
            self.setCurrentWidget(self.finish)
            self.finish.apply(view)
            self.finish.take_focus()
        else:
            self._sheet(view, key).apply(view)
            self.setCurrentWidget(self._sheets[key])
            self.mark(item or self._first_open())
        self.turned.emit()

    def show_item(self, key: str) -> None:
        """Show the item's section and mark the item."""
        view = self._session.view
        if view is None:
            return
        for section, items in view.sheet.sections:
            if any(item.key == key for item in items):
                self.show_section(section.key, key)

    def apply(self, view: RunView) -> None:
        """Show what the file holds now; the mark goes on where an answer needs no second look."""
        if self.section not in self.order():
            first = next(
                (one.section for one in view.sheet.progress if one.answered < one.applicable),
                FINISH,
            )
            self.show_section(first)
            return
        if self.section == FINISH:
            self.finish.apply(view)
        else:
            self._sheets[self.section].apply(view)
        self._advance()

    def mark(self, key: str, *, focus: bool = True) -> None:
        """Make an item of the shown section the current one."""
        sheet = self._sheets.get(self.section)
        row = sheet.mark(key) if sheet is not None else None
        self.item = key if row is not None else ""
        if row is not None and focus:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def current_row(self) -> ItemRow | None:
        """The row that keys and the foot act on."""
        return self._rows.find(self.item) if self.item else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the panel over the answers when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self.panel.place()
        return super().eventFilter(watched, event)

    def _on_swiped(self, step: int) -> None:
        if self.panel.content() is None:
            self.swiped.emit(step)

    def _sheet(self, view: RunView, key: str) -> SectionSheet:
        if key not in self._sheets:
            section = next(one for one, _ in view.sheet.sections if one.key == key)
            self._sheets[key] = SectionSheet(section, self._rows)
            self._sheets[key].moves.swiped.connect(self._on_swiped)
            self.addWidget(self._sheets[key])
        return self._sheets[key]

    def _shown_rows(self) -> tuple[ItemRow, ...]:
        sheet = self._sheets.get(self.section)
        return () if sheet is None else sheet.shown_rows()

    def _first_open(self) -> str:
        rows = self._shown_rows()
        open_keys = [row.item.key for row in rows if _is_open(row)]
        return open_keys[0] if open_keys else (rows[0].item.key if rows else "")

    def _advance(self) -> None:
        key, self._advance_after = self._advance_after, ""
        if not key or key != self.item or self._session.is_pending(key):
            return
        if any(found.severity in _SERIOUS for found in self._session.findings_of(key)):
            return
        rows = self._shown_rows()
        keys = [row.item.key for row in rows]
        for row in rows[keys.index(key) + 1 :] if key in keys else ():
            if _is_open(row):
                self.mark(row.item.key)
                return

    def _on_answered(self, key: str) -> None:
        self.mark(key)
        row = self._rows.find(key)
        if row is not None and row.item.type not in STAYING:
            self._advance_after = key
            if not self._session.is_pending(key):
                self._advance()

    def _on_entered(self, key: str) -> None:
        self.mark(key, focus=False)

    def _on_moved(self, key: str, step: int) -> None:
        keys = [row.item.key for row in self._shown_rows()]
        at = keys.index(key) + step if key in keys else -1
        if 0 <= at < len(keys):
            self.mark(keys[at])

    def _on_panel_closed(self) -> None:
        self.mark(self.item)


def _is_open(row: ItemRow) -> bool:
    return row.item.type is not ItemType.COMPUTED and row.answer is None
