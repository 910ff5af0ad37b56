"""What an item takes as its answer: choices, units, formula, length of a text, and which answers are expected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from au_desktop.domain.checklists.item_checks import possible_tokens
from au_desktop.domain.checklists.items import AMOUNT_TYPES, Item, ItemType
from au_desktop.domain.quantities import QUANTITY_TYPES, QuantityKind
from au_desktop.services.wording.run_words import token_title
from au_desktop.ui.checklists.templates.attribute_form import QuietCombo, take_text, take_tick
from au_desktop.ui.checklists.templates.choice_rows import ChoiceRows, ChoiceTable
from au_desktop.ui.checklists.templates.source_fields import FormulaFields
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.tick_list import TickList
from au_desktop.ui.kit.tokens import SPACE_8

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.checklists.items import Formula

_CHOICES = frozenset({ItemType.CHOICE, ItemType.CHOICES})
_WITH_WORDS = frozenset({ItemType.CONFIRM, ItemType.YES_NO, ItemType.PART_TAKEN})
_ORDER = ("done", "not_done", "yes", "no", "na", "observed", "assisted", "performed")
_TYPED_UNITS = frozenset({ItemType.NUMBER, ItemType.COMPUTED})
_SIMILAR = frozenset({ItemType.NUMBER, ItemType.QUANTITY})


class AnswerFields(QWidget):
    """Emits `edited(Item, what)`; shows the fields of the item's type only."""

    edited = Signal(object, str)
    choice_named = Signal(str, str)
    rows_made = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._item: Item | None = None
        self.expected = named(TickList(), "Expected answers")
        self.choices = ChoiceRows()
        self.multiline = QCheckBox("Several lines")
        self.length = named(QLineEdit(), "Longest text")
        self.quantity = named(
            QuietCombo([(kind, kind.value.capitalize()) for kind in QuantityKind]),
            "What is measured",
        )
        self.units = named(TickList(columns=3), "Units offered")
        self.unit_text = named(QLineEdit(), "Units")
        self.unit_text.setPlaceholderText("%, mL, \u2026")
        self.formula = FormulaFields()
        self.like = named(QuietCombo(), "Resembles")
        self._blocks: dict[str, QWidget] = {}
        self._lay_out()
        self._wire()

    def show_item(self, item: Item, earlier: Sequence[Item]) -> None:
        """Show what the item takes."""
        self._item, kind = item, item.type
        shown = {
            "expected": kind in _WITH_WORDS,
            "choices": kind in _CHOICES,
            "text": kind is ItemType.TEXT,
            "quantity": kind is ItemType.QUANTITY,
            "units": kind is ItemType.QUANTITY,
            "unit_text": kind in _TYPED_UNITS,
            "formula": kind is ItemType.COMPUTED,
            "like": kind in _SIMILAR,
            "nothing": kind not in _WITH_WORDS | _CHOICES | {ItemType.TEXT} | _TYPED_UNITS
            and kind is not ItemType.QUANTITY,
        }
        for name, block in self._blocks.items():
            block.setVisible(shown[name])
        self._fill_words(item)
        self._fill_amounts(item, earlier)

    def _fill_words(self, item: Item) -> None:
        tokens = _in_order(item) if item.type in _WITH_WORDS else []
        offered = [(one, token_title(item, one).capitalize()) for one in tokens]
        blocked = self.expected.blockSignals(True)
        self.expected.set_choices(offered)
        self.expected.set_value(item.expected)
        self.expected.blockSignals(blocked)
        self.choices.show_table(ChoiceTable(item.choices, item.expected))
        take_tick(self.multiline, item.multiline)
        if self.length.text() or not self.length.hasFocus():
            take_text(self.length, str(item.max_length))

    def _fill_amounts(self, item: Item, earlier: Sequence[Item]) -> None:
        self.quantity.take(item.quantity_kind)
        if item.quantity_kind is not None:
            names = QUANTITY_TYPES[item.quantity_kind].unit_names()
            blocked = self.units.blockSignals(True)
            self.units.set_choices([(name, name) for name in names])
            self.units.set_value(item.units)
            self.units.blockSignals(blocked)
        if _units(self.unit_text.text()) != item.units:
            take_text(self.unit_text, ", ".join(item.units))
        self.formula.show_formula(item, earlier)
        alike = [
            one
            for one in earlier
            if one.type in AMOUNT_TYPES and one.quantity_kind is item.quantity_kind
        ]
        offered: list[tuple[object, str]] = [("", "Nothing"), *((o.key, o.title) for o in alike)]
        if item.like and item.like not in {one.key for one in alike}:
            offered.append((item.like, f"{item.like} (not before this)"))
        self.like.offer(offered)
        self.like.take(item.like)
        self.rows_made.emit()

    def _wire(self) -> None:
        self.expected.changed.connect(lambda keys: self._tell("expected", expected=tuple(keys)))
        self.choices.changed.connect(self._on_choices)
        self.choices.named_first.connect(self.choice_named)
        self.choices.rows_made.connect(self.rows_made)
        self.multiline.clicked.connect(lambda on: self._tell("multiline", multiline=on))
        self.length.textEdited.connect(self._on_length)
        self.quantity.currentIndexChanged.connect(self._on_quantity)
        self.units.changed.connect(self._on_units)
        self.unit_text.textEdited.connect(lambda text: self._tell("units", units=_units(text)))
        self.formula.changed.connect(self._on_formula)
        self.formula.rows_made.connect(self.rows_made)
        self.like.currentIndexChanged.connect(
            lambda _at: self._tell("like", like=str(self.like.currentData() or ""))
        )

    def _tell(self, what: str, **changes: object) -> None:
        if self._item is not None:
            self._item = replace(self._item, **changes)  # type: ignore[arg-type]
            self.edited.emit(self._item, what)

    def _on_choices(self, table: ChoiceTable) -> None:
        self._tell("choices", choices=table.choices, expected=table.expected)

    def _on_length(self, text: str) -> None:
        if text.strip().isdigit():
            self._tell("max_length", max_length=int(text))

    def _on_quantity(self, _at: int) -> None:
        kind = QuantityKind(self.quantity.currentData())
        self._tell("quantity", quantity_kind=kind, units=(), limits=None, like="")

    def _on_units(self, keys: Sequence[str]) -> None:
        """The unit that was the usual one stays first."""
        before = () if self._item is None else self._item.units
        kept = tuple(one for one in before if one in keys)
        self._tell("units", units=(*kept, *(one for one in keys if one not in kept)))

    def _on_formula(self, formula: Formula | None, unit: str) -> None:
        item = self._item
        if item is None:
            return
        other = formula is None or item.formula is None or formula.name != item.formula.name
        units = ((unit,) if unit else ()) if other else item.units
        self._tell("formula", formula=formula, units=units)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        text = QWidget()
        inside = QVBoxLayout(text)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(3)
        inside.addWidget(self.multiline)
        inside.addWidget(text_label("Longest text", "hint"))
        inside.addWidget(self.length)
        self.like.setAccessibleDescription("A tenfold slip against it is asked about.")
        for name, block in (
            ("expected", _labelled("Expected, others need attention", self.expected)),
            ("choices", self.choices),
            ("text", text),
            ("quantity", _labelled("What is measured", self.quantity)),
            ("units", _labelled("Units offered (none: all)", self.units)),
            ("formula", _labelled("Formula, and the items it takes", self.formula)),
            ("unit_text", _labelled("Units, the usual one first", self.unit_text)),
            ("like", _labelled("Resembles; a tenfold slip is asked about", self.like)),
            ("nothing", text_label("This type needs nothing more.", "muted", wrap=True)),
        ):
            column.addWidget(block)
            self._blocks[name] = block


def _in_order(item: Item) -> list[str]:
    """As the answers stand on the screen that is filled."""
    offered = possible_tokens(item)
    return [*(one for one in _ORDER if one in offered), *sorted(offered.difference(_ORDER))]


def _labelled(words: str, widget: QWidget) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    label = text_label(words, "hint", wrap=True)
    label.setBuddy(widget)
    column.addWidget(label)
    column.addWidget(widget)
    return block


def _units(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(",") if one.strip())
