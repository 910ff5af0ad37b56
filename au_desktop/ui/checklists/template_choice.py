"""The list of templates in the dialog that starts a checklist: by family, or by the words that are searched for."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from au_desktop.domain.checklists.kinds import Family, kind_of
from au_desktop.domain.checklists.templates import Template
from au_desktop.ui.kit.accessible import named, plain_tip, text_label

_ORDER = {family: at for at, family in enumerate(Family)}
_HEIGHT = 220


class TemplateChoice(QWidget):
    """Emits `chosen` when another template is marked. The note of the marked one stands under the list."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list = named(QListWidget(), "Checklists")
        self.list.setFixedHeight(_HEIGHT)
        self.note: QLabel = text_label("", "muted", wrap=True)
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        column.addWidget(self.note)
        self.setFocusProxy(self.list)
        self.list.currentItemChanged.connect(self._on_chosen)

    def show_templates(
        self, templates: Iterable[Template], words: Sequence[str], wished: str
    ) -> None:
        """Offer those whose title has all the words; without words they stand under their family. Mark the wished one."""
        fitting = [one for one in templates if all(word in one.title.casefold() for word in words)]
        fitting.sort(key=_place)
        self.list.clear()
        for family, some in groupby(fitting, key=_family):
            if not words:
                self._add_heading(family)
            for template in some:
                self._add(template, marked=template.id == wished)
        if self.list.currentItem() is None:
            self._mark_first()

    def template(self) -> Template | None:
        """The marked template."""
        item = self.list.currentItem()
        found = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, Template) else None

    def offered(self) -> tuple[Template, ...]:
        """What can be chosen, in order."""
        found = (
            self.list.item(at).data(Qt.ItemDataRole.UserRole) for at in range(self.list.count())
        )
        return tuple(one for one in found if isinstance(one, Template))

    def _add_heading(self, family: Family) -> None:
        item = QListWidgetItem(family.value)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        self.list.addItem(item)

    def _add(self, template: Template, *, marked: bool) -> None:
        item = QListWidgetItem(template.title)
        item.setToolTip(plain_tip(template.note or f"Version {template.version}"))
        item.setData(Qt.ItemDataRole.UserRole, template)
        self.list.addItem(item)
        if marked:
            self.list.setCurrentItem(item)
            self.list.scrollToItem(item, QListWidget.ScrollHint.PositionAtCenter)

    def _mark_first(self) -> None:
        for at in range(self.list.count()):
            if self.list.item(at).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.list.setCurrentRow(at)
                return

    def _on_chosen(self) -> None:
        template = self.template()
        note = "" if template is None else template.note
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.chosen.emit()


def _family(template: Template) -> Family:
    return kind_of(template.kind).family


def _place(template: Template) -> tuple[int, str]:
    return (_ORDER[_family(template)], template.title.casefold())
