"""Where an item takes something from: a first answer, the arguments of its formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from au_desktop.domain.checklists.items import (
    AMOUNT_TYPES,
    MOMENT_TYPES,
    Formula,
    Item,
    ItemType,
    Prefill,
    PrefillSource,
)
from au_desktop.domain.checklists.kinds import KINDS
from au_desktop.domain.checklists.template_edits import first_sources
from au_desktop.services.checklists.calculations import DRUG, FormulaRow, list_formulas
from au_desktop.ui.checklists.templates.attribute_form import QuietCombo, take_text
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.template_parts import PREFILLS
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8

if TYPE_CHECKING:
    from collections.abc import Sequence

NONE = "None"
_SOURCES = AMOUNT_TYPES | MOMENT_TYPES | {ItemType.DRUG, ItemType.CHOICE}


class PrefillFields(QWidget):
    """Emits `changed(Prefill | None)`."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.source = named(QuietCombo(), "First answer from")
        self.instrument = named(QuietCombo(), "Instrument item")
        self.kind = named(
            QuietCombo([(k, v.title) for k, v in KINDS.items()]), "Kind of checklist"
        )
        self.item = named(QLineEdit(), "Key of its item")
        self.item.setPlaceholderText("key of the item there")
        self._prefill: Prefill | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        for widget in (self.source, self.instrument, self.kind, self.item):
            column.addWidget(widget)
        self.setFocusProxy(self.source)
        for combo in (self.source, self.instrument, self.kind):
            combo.currentIndexChanged.connect(self._tell)
        self.item.textEdited.connect(self._tell)

    def value(self) -> Prefill | None:
        """What is chosen."""
        return self._prefill

    def show_prefill(self, item: Item, earlier: Sequence[Item]) -> None:
        """Show where the item takes its first answer from."""
        prefill = item.prefill
        sources = first_sources(item)
        if prefill is not None and prefill.source not in sources:
            sources = (*sources, prefill.source)
        self.source.offer([(None, NONE), *((one, PREFILLS[one]) for one in sources)])
        instruments = [one for one in earlier if one.type is ItemType.INSTRUMENT]
        self.instrument.offer([(one.key, one.title) for one in instruments])
        self._prefill = prefill
        self.source.take(None if prefill is None else prefill.source)
        self.instrument.take(None if prefill is None else prefill.item)
        self.kind.take(None if prefill is None else prefill.kind)
        take_text(self.item, "" if prefill is None else prefill.item)
        self._show_fields()

    def _tell(self, *_: object) -> None:
        source = self._chosen()
        if source is None:
            self._prefill = None
        elif source is PrefillSource.EARLIER_RUN:
            kind = str(self.kind.currentData() or "")
            self._prefill = Prefill(source, self.item.text().strip(), kind)
        elif source is PrefillSource.INSTRUMENT_CALIBRATION_DUE:
            if self.instrument.currentIndex() < 0 and self.instrument.count():
                self.instrument.take(self.instrument.itemData(0))
            self._prefill = Prefill(source, str(self.instrument.currentData() or ""))
        else:
            self._prefill = Prefill(source)
        self._show_fields()
        self.changed.emit(self._prefill)

    def _chosen(self) -> PrefillSource | None:
        """The box gives back plain words."""
        words = self.source.currentData()
        return None if words is None else PrefillSource(words)

    def _show_fields(self) -> None:
        source = self._chosen()
        earlier = source is PrefillSource.EARLIER_RUN
        self.instrument.setVisible(source is PrefillSource.INSTRUMENT_CALIBRATION_DUE)
        self.kind.setVisible(earlier)
        self.item.setVisible(earlier)


class FormulaFields(QWidget):
    """Emits `changed(Formula | None, unit)`: the formula with the item for each argument, and the unit of its result."""

    changed = Signal(object, str)
    rows_made = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._formulas = {row.name: row for row in list_formulas()}
        choices: list[tuple[object, str]] = [
            (row.name, row.title) for row in self._formulas.values()
        ]
        self.formula = named(QuietCombo(choices), "Formula")
        self.arguments: dict[str, QuietCombo] = {}
        self._shown = ""
        self._sources: tuple[Item, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE_4)
        self.basis = text_label("", "hint", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.formula)
        column.addWidget(self.basis)
        column.addLayout(self._rows)
        self.setFocusProxy(self.formula)
        self.formula.currentIndexChanged.connect(self._on_formula)

    def show_formula(self, item: Item, earlier: Sequence[Item]) -> None:
        """Show the formula of an item, over these earlier items."""
        self._sources = tuple(one for one in earlier if one.type in _SOURCES)
        name = "" if item.formula is None else item.formula.name
        self.formula.take(name)
        if name != self._shown:
            self._build(name)
        given = {} if item.formula is None else dict(item.formula.arguments)
        for argument, combo in self.arguments.items():
            combo.offer(self._offered(given.get(argument, "")))
            combo.take(given.get(argument, ""))

    def _offered(self, kept: str) -> list[tuple[object, str]]:
        offered: list[tuple[object, str]] = [("", "\u2013")]
        offered.extend((one.key, one.title) for one in self._sources)
        if kept and kept not in {one.key for one in self._sources}:
            offered.append((kept, f"{kept} (not before this)"))
        return offered

    def _on_formula(self, _at: int) -> None:
        name = str(self.formula.currentData() or "")
        self._build(name)
        for combo in self.arguments.values():
            combo.offer(self._offered(""))
            combo.take("")
        self._tell()

    def _tell(self, *_: object) -> None:
        name = str(self.formula.currentData() or "")
        if not name:
            self.changed.emit(None, "")
            return
        pairs = tuple(
            (argument, str(combo.currentData()))
            for argument, combo in self.arguments.items()
            if combo.currentData()
        )
        self.changed.emit(Formula(name, pairs), self._formulas[name].unit)

    def _build(self, name: str) -> None:
        self._shown = name
        while (place := self._rows.takeAt(0)) is not None:
            widget = place.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.arguments = {}
        row = self._formulas.get(name)
        self.basis.setText("" if row is None else row.citation)
        self.basis.setVisible(row is not None)
        if row is None:
            return
        for argument, words in _arguments(row):
            combo = named(QuietCombo(), words)
            label = text_label(words, "hint", wrap=True)
            label.setBuddy(combo)
            self._rows.addWidget(label)
            self._rows.addWidget(combo)
            combo.currentIndexChanged.connect(self._tell)
            self.arguments[argument] = combo
        self.rows_made.emit()


def _arguments(row: FormulaRow) -> list[tuple[str, str]]:
    """The arguments that items may give: a drug stands in for what is a nuclide's own."""
    names = [one.name for one in row.parameters]
    found = [
        (one.name, one.title if one.required else f"{one.title}, if it is asked")
        for one in row.parameters
    ]
    if {"half_life", "gamma"} & set(names):
        found.append((DRUG, "The drug, for its nuclide's figures"))
    return found
