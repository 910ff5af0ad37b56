"""Makes a value of what a dialog's fields hold, or says beside the field why it cannot be made."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from au_desktop.domain.errors import Invalid
from au_desktop.ui.kit.section import show_refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from au_desktop.ui.kit.record_dialog import RecordDialog

T = TypeVar("T")


def made(dialog: RecordDialog, make: Callable[[], T]) -> T | None:
    """The value, or None with the reason in the dialog."""
    try:
        return make()
    except Invalid as error:
        show_refusal(dialog, dialog.form, error)
        return None
