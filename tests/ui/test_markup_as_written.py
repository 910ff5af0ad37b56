"""What people and packs write is shown as it was written: nowhere is it taken for markup."""

from uuid import UUID

import pytest
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

from au_desktop.domain.checklists.attachments import Attachment
from au_desktop.domain.ids import PaperId, PersonId
from au_desktop.ui.kit.accessible import plain_tip
from au_desktop.ui.kit.attachment_strip import AttachmentStrip
from au_desktop.ui.kit.brief_label import BriefLabel
from au_desktop.ui.kit.row_table_model import Column, RowTableModel
from tests.checklist_examples import NOON

HOSTILE = ("<b>x</b>", "<img src='file:///etc/passwd'/>", "a &lt;b&gt; c", "&amp; < 3 GBq")


def as_shown(tip):
    """What Qt makes of the words of a tool tip."""
    page = QTextDocument()
    if QtGui.Qt.mightBeRichText(tip):
        page.setHtml(tip)
    else:
        page.setPlainText(tip)
    return page.toPlainText()


@pytest.mark.parametrize("words", [*HOSTILE, "plain & simple", ""])
def test_a_tip_says_what_was_written(words):
    assert as_shown(plain_tip(words)) == words


@pytest.mark.parametrize("words", HOSTILE)
def test_names_of_files_and_cells_of_tables_say_it_too(qtbot, words):
    strip = AttachmentStrip("")
    qtbot.addWidget(strip)
    paper = Attachment(
        PaperId(UUID(int=1)), words, "image/png", 3, b"x" * 32, PersonId(UUID(int=2)), NOON
    )
    strip.show_files([paper], may_remove=True)
    (label,) = strip.findChildren(BriefLabel)
    assert as_shown(label.toolTip()) == words
    column = Column("title", "Title", text=lambda row: row, tooltip=lambda row: row)
    model = RowTableModel([column])
    model.set_rows([words])
    tip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert as_shown(tip) == words
