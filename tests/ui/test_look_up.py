"""The field that finds one record among many by a part of its name."""

import pytest
from PySide6.QtTest import QTest

from au_desktop.ui.checklists.look_up import Entry, LookUp
from tests.checklist_hands import leave, settle


@pytest.mark.parametrize(
    ("typed", "value"), [("room 3", 1), ("restroom", 2), ("room", None), ("hall", None)]
)
def test_what_is_typed_whole_or_fits_one_alone_is_taken(qtbot, typed, value):
    field = LookUp("Type a part of the name")
    qtbot.addWidget(field)
    field.set_entries([Entry(1, "Room 3"), Entry(2, "Restroom 3")])
    field.show()
    field.lineEdit().setFocus()
    QTest.keyClicks(field.lineEdit(), typed)
    leave(field.lineEdit())
    settle()
    assert field.value() == value
