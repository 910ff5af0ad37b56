"""Finds fields whose typed text cannot be read, and lets them say so themselves."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.labelled_form import LabelledForm
from au_desktop.ui.kit.quantity_edit import QuantityEdit


def unreadable(forms: Sequence[LabelledForm]) -> QWidget | None:
    """The first date or quantity that cannot be read; each shows its own reason."""
    found: list[QWidget] = []
    for form in forms:
        for name in form.values():
            widget = form.field(name)
            if isinstance(widget, DateEdit | QuantityEdit) and widget.reason():
                widget.edit.editingFinished.emit()
                found.append(widget)
    return found[0] if found else None
