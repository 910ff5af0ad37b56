"""Course templates on the center page: shipped, the center's own, and the hours that a day can hold."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from au_desktop.domain.roles import Role
from au_desktop.settings import Settings
from au_desktop.ui.center.courses_section import CoursesSection
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.section import SectionContext
from tests.fakes_ui import ImmediateOperations
from tests.training_center import TrainingCenter

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def center():
    return TrainingCenter()


@pytest.fixture
def show(qtbot, center):
    def make(role=Role.COORDINATOR):
        context = SectionContext(
            center.services(role), ImmediateOperations(), ChangesBus(), Settings()
        )
        section = CoursesSection(context)
        section.heard, section.undos = [], []
        section.told.connect(section.heard.append)
        section.undo_offered.connect(lambda words, undo: section.undos.append((words, undo)))
        context.changes.changed.connect(lambda _: section.refresh())
        qtbot.addWidget(section)
        section.resize(1000, 620)
        with qtbot.waitExposed(section):
            section.show()
        section.refresh()
        return section

    return make


def dialog_of(section):
    return next(one for one in section.findChildren(RecordDialog) if one.isVisible())


def press(section, words):
    buttons = [one for one in section.findChildren(QAbstractButton) if one.text() == words]
    buttons[-1].click()


def courses(center):
    return center.work().didactics.courses()


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def test_the_shipped_course_is_marked_to_be_checked(show, center):
    section = show()
    section.select(courses(center)[0].id)
    said = texts(section.panel.details)
    assert "needs checking" in said
    assert "some are not known" in said
    assert "shipped with the program" in said
    assert "Physics III: Radiation protection for RPT (B)" in said


def test_a_course_is_added_with_its_modules(show, center, qtbot):
    section = show()
    section.main_action().run()
    dialog = dialog_of(section)
    form = dialog.form
    qtbot.keyClicks(form.field("title"), "Nuclear physics")
    qtbot.keyClicks(form.field("hours"), "six")
    rows = form.field("modules")
    qtbot.mouseClick(rows.add_button, LEFT)
    qtbot.keyClicks(rows.rows[0].title, "Detectors")
    rows.rows[0].topic.setCurrentIndex(1)
    qtbot.keyClicks(rows.rows[0].hours, "many")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert form.error("hours") == "Hours: Type a number of hours."
    form.field("hours").setText("6")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "hours of Detectors cannot be read" in form.error("modules")
    rows.rows[0].hours.setText("2.5")
    rows.add_row("dropped")
    rows.rows[1].remove.click()
    qtbot.keyClicks(form.field("sections"), "35.390; 35.396")
    form.set_values({"complete": True})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    course = next(one for one in courses(center) if one.title == "Nuclear physics")
    assert (course.total_hours, course.sections) == (6, ("35.390", "35.396"))
    (module,) = course.modules
    assert (module.title, module.topic, module.hours) == ("Detectors", "A", module.hours)
    section.select(course.id)
    assert "Detectors (A, 2.5 h)" in texts(section.panel.details)


def test_an_added_course_is_taken_back(show, center, qtbot):
    section = show()
    section.add_course()
    dialog = dialog_of(section)
    qtbot.keyClicks(dialog.form.field("title"), "Nuclear physics")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    words, undo = section.undos[-1]
    assert words == "Nuclear physics added."
    undo()
    assert courses(center)[-1].retired


def beyond_the_beam(center):
    return next(one for one in courses(center) if one.title.startswith("Beyond the Beam"))


def test_editing_a_shipped_course_keeps_the_centers_copy(show, center, qtbot):
    section = show()
    section.select(beyond_the_beam(center).id)
    qtbot.keyClick(section.panel.table, Qt.Key.Key_Return)
    dialog = dialog_of(section)
    assert dialog.form.field("modules").value() == 8
    dialog.form.set_values({"verify": False})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    course = beyond_the_beam(center)
    assert not course.verify
    assert len(course.modules) == 8
    assert "this center" in texts(section.panel.details)
    press(section, "Retire")
    assert beyond_the_beam(center).retired
    press(section, "Use again")
    assert not beyond_the_beam(center).retired


def test_the_hours_of_a_day_are_set_here(show, center, qtbot):
    section = show()
    assert section.day_button.text() == "A day holds 12 h…"
    qtbot.mouseClick(section.day_button, LEFT)
    dialog = dialog_of(section)
    dialog.form.field("hours_a_day").setText("ten")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.form.error("hours_a_day") == "Type a number of hours."
    dialog.form.field("hours_a_day").setText("25")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "at most 24" in dialog.form.error("hours_a_day")
    dialog.form.field("hours_a_day").setText("10")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert section.day_button.text() == "A day holds 10 h…"


def test_what_is_typed_comes_back_after_a_lock(show, qtbot):
    section = show()
    section.add_course()
    dialog = dialog_of(section)
    dialog.form.field("modules").add_row("Decay", "C", "2")
    dialog.keep_work()
    again = show()
    again.add_course()
    rows = dialog_of(again).form.field("modules")
    assert rows.rows[0].texts() == ("Decay", "C", "2")
    dialog.reject()
    dialog_of(again).reject()


def test_who_may_not_manage_the_center_only_reads(show, center, qtbot):
    section = show(Role.TRAINEE)
    assert not section.main_action().enabled
    assert not section.day_button.isEnabled()
    section.select(courses(center)[0].id)
    qtbot.keyClick(section.panel.table, Qt.Key.Key_Return)
    assert not section.findChildren(RecordDialog)
    section.panel.search.setText("nothing like it")
    section.panel.search.searched.emit("nothing like it")
    assert section.panel.showing_empty_state()
    assert section.find_in_page()
