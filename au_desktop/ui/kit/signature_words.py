"""What a given signature covers, in words: the whole record or a part of it, the three times, the beginning of its digest."""

import json
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.moments import Moment
from au_desktop.domain.signing.sign_offs import SignOff, signed_part
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.date_words import exact_words

SHORT_DIGEST = 16
WHOLE = "the whole record"


def short_digest(digest: str) -> str:
    """The beginning of a digest, which is enough to compare by eye."""
    return f"{digest[:SHORT_DIGEST]}\u2026" if len(digest) > SHORT_DIGEST else digest


def signs_for(titles: Sequence[str]) -> str:
    """The part, or the whole record."""
    return ", ".join(titles) or WHOLE


def covers_words(sign_off: SignOff) -> str:
    """What a signature answers for."""
    return signs_for([one.title for one in signed_part(sign_off)])


def record_digest(sign_off: SignOff) -> str:
    """The digest of the record that the statement names; empty where it does not read."""
    try:
        return str(json.loads(sign_off.statement)["record_digest"])
    except (ValueError, KeyError, TypeError):
        return ""


def three_times(event: Moment, entry: Moment, sign_off: SignOff) -> tuple[tuple[str, str], ...]:
    """The times of the work, of the entry and of the signature, kept apart."""
    return (
        ("Time of the work", exact_words(event)),
        ("Time of the entry", exact_words(entry)),
        ("Time of the signature", exact_words(sign_off.signed_at)),
    )


class DigestLine(QWidget):
    """A digest in short, over a button that copies all of it."""

    def __init__(self, digest: str) -> None:
        super().__init__()
        self._digest = digest
        label = text_label(short_digest(digest))
        label.setToolTip(digest)
        label.setAccessibleName(f"Digest of the record: {digest}")
        self.copy_button = QuietButton("Copy")
        self.copy_button.setAccessibleName("Copy the digest of the record")
        # Under one another: in one line they would make a pane wider than it is.
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label)
        column.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.copy_button.clicked.connect(self._on_copy)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._digest)
        self.copy_button.setText("Copied")
