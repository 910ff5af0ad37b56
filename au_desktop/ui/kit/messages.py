"""The one place that speaks of trouble to people: sentences for errors, a window for them, and a question before a loss."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from au_desktop.services import sentences
from au_desktop.services.sentences import NOTHING_CHANGED, Message, says
from au_desktop.ui.kit.dialog import Dialog

__all__ = [
    "NOTHING_CHANGED",
    "Message",
    "confirm",
    "reason_for",
    "says",
    "sentence_for",
    "show_error",
]


def sentence_for(error: Exception) -> Message:
    """The message for an error: its own, its nearest base's, or one made from its name and facts."""
    _know_the_rules()
    return sentences.sentence_for(error)


def reason_for(error: Exception) -> str:
    """The short reason to show under a field: the error's own, or what happened."""
    _know_the_rules()
    return sentences.reason_for(error)


def _know_the_rules() -> None:
    """The sentences of the rules bring every use case with them: too much before the unlock prompt is on screen."""
    from au_desktop.services.refusals import rule_sentences

    rule_sentences.register()


def show_error(parent: QObject | None, error: Exception) -> Dialog:
    """Show the message for an error in a window that does not stop the rest; Esc or Enter closes it."""
    message = sentence_for(error)
    owner = parent if isinstance(parent, QWidget) else None
    dialog = Dialog(message.title, parent=owner.window() if owner else None, primary="Close")
    dialog.add_text(message.what_happened)
    if message.what_was_kept:
        dialog.add_text(message.what_was_kept, tone="muted")
    if message.what_to_do:
        dialog.add_text(message.what_to_do)
    dialog.hide_cancel()
    dialog.accepted_by_person.connect(dialog.accept)
    dialog.open()
    return dialog


def confirm(
    parent: QWidget | None, title: str, text: str, action: str, confirmed: Callable[[], None]
) -> Dialog:
    """Ask before something is lost. The safe answer has the focus; `confirmed` runs only on the named action."""
    dialog = Dialog(title, parent=parent, primary=action, danger=True)
    dialog.add_text(text)

    def agree() -> None:
        dialog.accept()
        confirmed()

    dialog.accepted_by_person.connect(agree)
    dialog.open()
    dialog.cancel_button.setFocus()
    return dialog
