"""The small fields of the release form: quantities, plain numbers, choices, and a card that folds."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from au_desktop.domain.number_text import plain_text, read_number
from au_desktop.domain.quantities import Activity, Dose, DoseRate, Duration
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.card import Card
from au_desktop.ui.kit.labelled_form import Field, LabelledForm
from au_desktop.ui.kit.quantity_edit import QuantityEdit

LABEL_WIDTH = 118


def activity_field() -> QuantityEdit:
    """An activity."""
    return QuantityEdit(Activity.parse, ("mCi", "GBq", "MBq", "µCi"), show=str)


def rate_field() -> QuantityEdit:
    """A dose rate."""
    return QuantityEdit(DoseRate.parse, ("mrem/h", "µSv/h", "mSv/h", "mR/h"), show=str)


def duration_field() -> QuantityEdit:
    """A half-life."""
    return QuantityEdit(Duration.parse, ("h", "d", "min"), show=str)


def dose_field() -> QuantityEdit:
    """A dose."""
    return QuantityEdit(Dose.parse, ("mSv", "rem", "mrem"), show=str)


def number_field() -> QuantityEdit:
    """A plain number such as 0.25."""
    return QuantityEdit(read_number, (), show=_number)


def _number(value: Decimal) -> str:
    return plain_text(value)


def form_of(*fields: Field) -> LabelledForm:
    """A form narrow enough to stand beside the results."""
    return LabelledForm(fields, label_width=LABEL_WIDTH)


class FoldCard(Card):
    """A card whose content shows while its box is ticked; `opened` tells."""

    opened = Signal(bool)

    def __init__(self, title: str, words: str, content: QWidget) -> None:
        super().__init__(title)
        self.box = QCheckBox(words)
        self.inside = content
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        column.addWidget(content)
        content.hide()
        self.add_content(holder)
        self.box.toggled.connect(self._on_toggled)

    @property
    def on(self) -> bool:
        """Whether the box is ticked."""
        return self.box.isChecked()

    def _on_toggled(self, on: bool) -> None:
        self.inside.setVisible(on)
        self.opened.emit(on)


def stacked(*widgets: QWidget, spacing: int = 8) -> QWidget:
    """Widgets under one another without a margin."""
    holder = QWidget()
    stack_into(holder, widgets, spacing)
    return holder


def stack_into(holder: QWidget, widgets: Sequence[QWidget], spacing: int) -> None:
    """Put widgets under one another into a holder, without a margin."""
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for widget in widgets:
        column.addWidget(widget)


def hint(text: str) -> QWidget:
    """A muted line."""
    return text_label(text, "hint", wrap=True)


def listen(forms: Sequence[LabelledForm], changed: Callable[[], None]) -> None:
    """Hear every edit of some forms."""
    for form in forms:
        form.changed.connect(lambda *_: changed())


def fill_choice(combo: QComboBox, choices: Sequence[tuple[object, str]]) -> None:
    """Offer these after the first line, which means nothing chosen; what is chosen stays."""
    kept = combo.currentData()
    combo.blockSignals(True)
    while combo.count() > 1:
        combo.removeItem(1)
    for value, words in choices:
        combo.addItem(words, value)
    at = next((i for i in range(combo.count()) if combo.itemData(i) == kept), 0)
    combo.setCurrentIndex(at)
    combo.blockSignals(False)
