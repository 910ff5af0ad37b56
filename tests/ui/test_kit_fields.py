"""Fields, forms, chips, keypad and search: by mouse and by keyboard, with their reasons and their names."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QLabel

from au_desktop.domain.errors import Invalid
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.date_edit import DateEdit, parse_date
from au_desktop.ui.kit.filter_chips import FilterChips
from au_desktop.ui.kit.labelled_form import (
    Field,
    LabelledForm,
    choice_field,
    paragraph_field,
    text_field,
)
from au_desktop.ui.kit.numeric_keypad import NumericKeypad
from au_desktop.ui.kit.quantity_edit import QuantityEdit
from au_desktop.ui.kit.search_box import SearchBox


def parse_activity(text):
    number, _, unit = text.partition(" ")
    if "," in number:
        raise Invalid("activity", "write 7.4, not 7,4")
    try:
        return float(number), unit.strip()
    except ValueError:
        raise Invalid("activity", "that is not a number") from None


@pytest.fixture
def quantity(qtbot):
    edit = QuantityEdit(parse_activity, ["mCi", "GBq"], show=lambda v: f"{v[0]:g} {v[1]}")
    qtbot.addWidget(edit)
    edit.show()
    return edit


def test_a_typed_unit_wins_and_moves_the_selector(quantity, qtbot):
    qtbot.keyClicks(quantity.edit, "7.4 GBq")
    assert quantity.value() == (7.4, "GBq")
    assert quantity.unit.currentText() == "GBq"
    assert quantity.text() == "7.4 GBq"


def test_a_bare_number_takes_the_selector_unit(quantity, qtbot):
    heard = []
    quantity.changed.connect(heard.append)
    qtbot.keyClicks(quantity.edit, "200")
    assert quantity.value() == (200.0, "mCi")
    quantity.unit.setCurrentText("GBq")
    assert quantity.value() == (200.0, "GBq")
    assert heard[-1] == (200.0, "GBq")


def test_the_reason_stands_under_the_field(quantity, qtbot):
    qtbot.keyClicks(quantity.edit, "7,4 GBq")
    assert quantity.value() is None
    assert quantity.reason() == "write 7.4, not 7,4"
    quantity.set_value((3.0, "mCi"))
    assert quantity.reason() == ""
    quantity.set_value(None)
    assert quantity.text() == ""


def test_a_fault_in_the_parser_is_not_swallowed(qtbot):
    def broken(_text):
        raise ZeroDivisionError

    edit = QuantityEdit(broken, ["Bq"])
    qtbot.addWidget(edit)
    with pytest.raises(ZeroDivisionError):
        edit.set_text("1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("22 Nov 2026", date(2026, 11, 22)),
        ("22 november 2026", date(2026, 11, 22)),
        ("Nov 22, 2026", date(2026, 11, 22)),
        (" 11/22/2026 ", date(2026, 11, 22)),
        ("2026-02-30", None),
        ("22 Foo 2026", None),
        ("11/22/26", None),
        ("", None),
    ],
)
def test_dates_as_people_type_them(text, expected):
    assert parse_date(text) == expected


def test_date_edit_says_why_only_when_left(qtbot):
    edit = DateEdit()
    qtbot.addWidget(edit)
    heard = []
    edit.changed.connect(heard.append)
    qtbot.keyClicks(edit.edit, "2026-11-2x")
    shown = [label.text() for label in edit.findChildren(QLabel) if not label.isHidden()]
    assert shown == []
    edit.edit.editingFinished.emit()
    assert edit.reason()
    edit.edit.clear()
    qtbot.keyClicks(edit.edit, "2026-11-22")
    assert edit.value() == date(2026, 11, 22)
    assert heard[-1] == date(2026, 11, 22)


def test_date_from_the_calendar(qtbot):
    edit = DateEdit(date(2026, 1, 2))
    qtbot.addWidget(edit)
    edit.show()
    edit.button.click()
    assert edit._calendar.selectedDate() == QDate(2026, 1, 2)
    edit._calendar.clicked.emit(QDate(2026, 1, 5))
    assert edit.value() == date(2026, 1, 5)
    assert not edit._calendar.isVisible()


@pytest.fixture
def form(qtbot):
    made = LabelledForm(
        [
            Field("name", "Name", text_field(), hint="As on the license", required=True),
            Field(
                "role", "Role", choice_field([("p", "Preceptor")], empty="Choose"), required=True
            ),
            Field("note", "Note", paragraph_field()),
            Field("touch", "Touch", QCheckBox("Large")),
            Field("since", "Since", DateEdit()),
            Field("activity", "Activity", QuantityEdit(parse_activity, ["mCi"])),
        ]
    )
    qtbot.addWidget(made)
    made.show()
    return made


def test_form_gives_and_takes_values(form):
    form.set_values(
        {"name": "A", "role": "p", "note": "n", "touch": True, "since": date(2026, 1, 2), "x": 1}
    )
    assert form.values() == {
        "name": "A",
        "role": "p",
        "note": "n",
        "touch": True,
        "since": date(2026, 1, 2),
        "activity": None,
    }


def test_form_marks_what_is_missing_and_goes_there(form, qtbot):
    assert not form.check_required()
    assert form.error("name") == "Name is needed."
    assert form.focus_first_error()
    qtbot.waitUntil(lambda: form.field("name").hasFocus())
    heard = []
    form.changed.connect(heard.append)
    qtbot.keyClicks(form.field("name"), "B")
    assert form.error("name") == ""
    assert heard == ["name"]
    form.clear_errors()
    assert not form.focus_first_error()


def test_every_field_has_a_label_as_buddy_and_a_name(form):
    buddies = {label.buddy() for label in form.findChildren(QLabel) if label.buddy()}
    for name in form.values():
        assert form.field(name) in buddies
        assert form.field(name).accessibleName()


def test_tab_leaves_a_paragraph(form, qtbot):
    note = form.field("note")
    note.setFocus()
    qtbot.waitUntil(note.hasFocus)
    qtbot.keyClick(note, Qt.Key.Key_Tab)
    assert not note.hasFocus()
    assert note.toPlainText() == ""


def test_filter_chips_choose_one(qtbot):
    chips = FilterChips([("all", "All"), ("open", "Open")])
    qtbot.addWidget(chips)
    assert chips.chosen() == ("all",)
    with qtbot.waitSignal(chips.changed) as heard:
        qtbot.mouseClick(chips._chips["open"], Qt.MouseButton.LeftButton)
    assert heard.args == [("open",)]
    chips.choose("all")
    assert chips.chosen() == ("all",)
    chips.set_count("open", 3)
    assert chips._chips["open"].text().endswith("3")


def test_filter_chips_may_choose_several(qtbot):
    chips = FilterChips([("a", "A"), ("b", "B")], several=True)
    qtbot.addWidget(chips)
    chips.choose("a", "b")
    assert chips.chosen() == ("a", "b")


def test_search_waits_for_a_pause_enter_does_not(qtbot):
    box = SearchBox("Find")
    qtbot.addWidget(box)
    with qtbot.waitSignal(box.searched) as heard:
        qtbot.keyClicks(box, "lu")
    assert heard.args == ["lu"]
    told = []
    box.searched.connect(told.append)
    qtbot.keyClicks(box, "-177")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert told == ["lu-177"]
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert told == ["lu-177", ""]


def test_keypad_by_touch_and_by_key(qtbot):
    pad = NumericKeypad(["GBq", "mCi"], label="Administered")
    qtbot.addWidget(pad)
    pad.show()
    heard = []
    pad.text_changed.connect(heard.append)
    for key in ("7", ".", "4", ".", "5", "back"):
        button = next(b for b in pad.findChildren(type(pad.ok)) if b.property("keypad") == key)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pad.text() == "7.4 GBq"
    assert heard[-1] == "7.4 GBq"
    qtbot.keyClicks(pad, "1")
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    qtbot.mouseClick(pad._unit_buttons()["mCi"], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(pad.entered) as entered:
        qtbot.keyClick(pad, Qt.Key.Key_Return)
    assert entered.args == ["7.4 mCi"]
    pad.set_text("3.5 GBq")
    assert pad.text() == "3.5 GBq"
    with qtbot.waitSignal(pad.dismissed):
        qtbot.keyClick(pad, Qt.Key.Key_Escape)


def test_keypad_buttons_are_large_and_named(qtbot):
    theme.apply(Settings(theme=ThemeChoice.LIGHT))
    pad = NumericKeypad(["GBq"])
    qtbot.addWidget(pad)
    pad.show()
    for button in pad.findChildren(type(pad.ok)):
        assert button.height() >= 48
        assert button.accessibleName() or button.text()
