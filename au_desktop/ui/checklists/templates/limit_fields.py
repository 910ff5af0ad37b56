"""The four limits of an amount, their unit, and whose figures they are."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.checklists.units import kind_of_unit
from au_desktop.domain.number_text import plain_text
from au_desktop.domain.quantities import QUANTITY_TYPES, QuantityKind
from au_desktop.ui.checklists.templates.attribute_form import QuietCombo, take_text, take_tick
from au_desktop.ui.kit.accessible import named, styled, text_label
from au_desktop.ui.kit.template_parts import LIMIT_FIELDS
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8

NO_NUMBER = "This is no number. The figure before it still counts."
_MINUS = "\u2212"


def limit_units(item: Item) -> tuple[str, ...]:
    """The units in which limits of an item may be given."""
    kind = item.quantity_kind
    if item.type is ItemType.TIMER:
        kind = QuantityKind.DURATION
    elif item.type is not ItemType.QUANTITY and item.units:
        kind = kind_of_unit(item.units[0])
    offered = item.units
    if kind is not None:
        offered = tuple(dict.fromkeys((*item.units, *QUANTITY_TYPES[kind].unit_names())))
    given = (item.limits.unit,) if item.limits is not None else ()
    return tuple(dict.fromkeys((*offered, *given))) or ("",)


class LimitFields(QWidget):
    """Emits `changed(Limits | None)`; None while no figure is given."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._limits: Limits | None = None
        self._figures: dict[str, Decimal | None] = dict.fromkeys(n for n, _ in LIMIT_FIELDS)
        self.edits: dict[str, QLineEdit] = {}
        self.unit = named(QuietCombo(), "Unit of the limits")
        self.counts = QCheckBox("The limit itself is outside")
        self.counts.setToolTip("\u201c20 % or more\u201d, not \u201cmore than 20 %\u201d")
        self.local = QCheckBox("The center's own figures")
        self.error_line = text_label("", "error", wrap=True)
        self.error_line.hide()
        self._lay_out()
        for name, edit in self.edits.items():
            edit.textEdited.connect(lambda text, name=name: self._on_typed(name, text))
        self.unit.currentIndexChanged.connect(self._tell)
        self.counts.clicked.connect(self._tell)
        self.local.clicked.connect(self._tell)

    def value(self) -> Limits | None:
        """The limits."""
        return self._limits

    def show_limits(self, item: Item) -> None:
        """Show the limits of an item; figures that say the same stay as they are typed."""
        limits = item.limits
        self.unit.offer([(unit, unit or "no unit") for unit in limit_units(item)])
        if limits is not None:
            self.unit.take(limits.unit)
        elif self.unit.currentIndex() < 0:
            self.unit.take(limit_units(item)[0])
        if limits != self._limits or not self.error_line.text():
            for name, edit in self.edits.items():
                figure = None if limits is None else getattr(limits, name)
                if figure != self._figures[name] or _read(edit.text()) != figure:
                    self._figures[name] = figure
                    take_text(edit, "" if figure is None else _said(figure))
                    styled(edit, wrong="false")
            self.error_line.hide()
            self.error_line.setText("")
        take_tick(self.counts, limits is not None and limits.limit_counts)
        take_tick(self.local, limits is not None and limits.local)
        self._limits = limits
        self._show_ticks()

    def _on_typed(self, name: str, text: str) -> None:
        edit, figure = self.edits[name], _read(text)
        unread = bool(text.strip()) and figure is None
        styled(edit, wrong="true" if unread else "false")
        edit.setAccessibleDescription(NO_NUMBER if unread else "")
        self.error_line.setText(NO_NUMBER if unread else "")
        self.error_line.setVisible(unread)
        if not unread:
            self._figures[name] = figure
            self._tell()

    def _tell(self, *_: object) -> None:
        figures = self._figures
        if all(one is None for one in figures.values()):
            limits = None
        else:
            limits = Limits(
                str(self.unit.currentData() or ""),
                limit_counts=self.counts.isChecked(),
                local=self.local.isChecked(),
                **figures,
            )
        self._limits = limits
        self._show_ticks()
        self.changed.emit(limits)

    def _show_ticks(self) -> None:
        for box in (self.counts, self.local):
            box.setEnabled(self._limits is not None)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_8)
        grid.setVerticalSpacing(SPACE_4)
        for at, (name, words) in enumerate(LIMIT_FIELDS):
            edit = named(QLineEdit(), words)
            edit.setPlaceholderText("none")
            label = text_label(words, "hint")
            label.setBuddy(edit)
            grid.addWidget(label, 2 * (at // 2), at % 2)
            grid.addWidget(edit, 2 * (at // 2) + 1, at % 2)
            self.edits[name] = edit
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addLayout(grid)
        column.addWidget(self.error_line)
        unit_label = text_label("Unit", "hint")
        unit_label.setBuddy(self.unit)
        column.addWidget(unit_label)
        column.addWidget(self.unit)
        column.addWidget(self.counts)
        column.addWidget(self.local)
        self.setFocusProxy(self.edits["low_action"])


def _said(figure: Decimal) -> str:
    return plain_text(figure).replace("-", _MINUS, 1)


def _read(text: str) -> Decimal | None:
    """The figure that was typed, with its digits; None where it is none."""
    try:
        figure = Decimal(text.strip().replace(_MINUS, "-"))
    except InvalidOperation:
        return None
    return figure if figure.is_finite() else None
