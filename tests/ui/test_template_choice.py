"""The list of templates that a checklist is started from: under families, found by words, with its note."""

from PySide6.QtCore import Qt

from au_desktop.ui.checklists.template_choice import TemplateChoice
from tests.checklist_examples import a_template

SPILL = a_template(id="spill", title="Minor spill", kind="spill")
GIVEN = a_template(
    id="given", title="Administration", kind="administration", note="Not for 35.300."
)
OWN = a_template(id="own", title="Corridor check", kind="corridor")
ALL = (OWN, SPILL, GIVEN)


def shown(choice):
    return [choice.list.item(at).text() for at in range(choice.list.count())]


def made(qtbot, words=(), wished=""):
    choice = TemplateChoice()
    qtbot.addWidget(choice)
    choice.show_templates(ALL, words, wished)
    choice.show()
    return choice


def test_templates_stand_under_their_families_in_the_order_of_the_work(qtbot):
    choice = made(qtbot)
    assert shown(choice) == [
        "Treatment",
        "Administration",
        "Spills and events",
        "Minor spill",
        "Other",
        "Corridor check",
    ]
    assert choice.template() == GIVEN
    assert choice.note.text() == "Not for 35.300."


def test_the_arrow_key_goes_over_the_headings(qtbot):
    choice = made(qtbot)
    qtbot.keyClick(choice.list, Qt.Key.Key_Down)
    assert choice.template() == SPILL
    assert choice.note.isHidden()
    qtbot.keyClick(choice.list, Qt.Key.Key_Down)
    assert choice.template() == OWN


def test_words_find_without_headings_and_the_wished_one_is_marked(qtbot):
    choice = made(qtbot, words=["min"])
    assert shown(choice) == ["Administration", "Minor spill"]
    assert made(qtbot, wished="own").template() == OWN
    nothing = made(qtbot, words=["zebra"])
    assert nothing.template() is None
    assert nothing.offered() == ()
