"""The pathway of a trainee: what is shown and why, the lists, the regulator's answers, and the questions one by one."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.roles import Role
from au_desktop.domain.training.qualification import (
    BoardCertificate,
    CurrentAuthorization,
    Qualification,
    RegulatorAnswer,
)
from au_desktop.domain.training.trainees import Pathway
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.trainees.pathway.pathway_tab import PathwayTab
from au_desktop.ui.trainees.pathway.pathway_wizard import PathwayWizard
from au_desktop.ui.trainees.pathway.qualification_dialogs import (
    AnswerDialog,
    CertificateDialog,
    LicenseDialog,
)
from tests.fakes_ui import ImmediateOperations
from tests.training_center import TrainingCenter

LATE_ABR = BoardCertificate("abr", "radiation oncology", "123", date(2024, 6, 1))
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def fresh(qtbot):
    window_state.use(None)


@pytest.fixture
def center():
    return TrainingCenter()


@pytest.fixture
def trainee_id(center):
    return center.enroll()


@pytest.fixture
def show(qtbot, center, trainee_id):
    def shown(role=Role.COORDINATOR):
        bus = ChangesBus()
        settings = Settings(theme=ThemeChoice.LIGHT)
        tab = PathwayTab(
            SectionContext(center.services(role), ImmediateOperations(), bus, settings)
        )
        bus.changed.connect(lambda _changes: tab.refresh())
        tab.offered = []
        tab.undo_offered.connect(lambda words, undo: tab.offered.append((words, undo)))
        qtbot.addWidget(tab)
        tab.resize(1000, 900)
        tab.show()
        tab.show_trainee(trainee_id)
        return tab

    return shown


def said(card):
    return [
        label.text() for row in card.rows() for label in row.findChildren(QLabel) if label.text()
    ]


def dialog_of(tab, kind=RecordDialog):
    return [one for one in tab.window().findChildren(kind) if one.isVisible()][-1]


def brought(center, trainee_id):
    return center.work().qualifications.of(trainee_id)


def test_the_chosen_way_says_what_it_asks_and_why(show):
    tab = show()
    words = said(tab.chosen)
    assert "35.396(a)(2): Parenteral administrations" in words
    assert "not open" in words
    assert "Nothing on record opens this way." in words
    assert any(text.startswith("80 h classroom and laboratory") for text in words)
    assert "After the license amendment" in words
    assert any(text.startswith("10 CFR 35.396 (") for text in words)
    ways = said(tab.ways)
    assert "35.390(b): All uses under 35.300" in ways
    assert said(tab.answers)[0] == "No answer on record"


def test_undecided_asks_to_choose(center, show, trainee_id):
    enrolment = center.work().enrolment
    trainee = enrolment.trainee(trainee_id)
    from dataclasses import replace

    enrolment.change(replace(trainee, pathway=Pathway.UNDECIDED))
    tab = show()
    assert said(tab.chosen)[0] == "Undecided"


def test_a_late_certificate_is_entered_and_refused_by_its_date(center, show, trainee_id, qtbot):
    tab = show()
    qtbot.mouseClick(tab.brought.add_certificate, LEFT)
    dialog = dialog_of(tab, CertificateDialog)
    dialog.form.set_values({"board": "American Board of Radiology", "issued": date(2024, 6, 1)})
    dialog.primary_button.click()
    assert brought(center, trainee_id).boards == (
        BoardCertificate("abr", issued=date(2024, 6, 1)),
    )
    row = next(text for text in said(tab.ways) if "not recognized" in text)
    assert "Recognition ended on 31 Dec 2023." in row
    assert "no copy" in said(tab.brought.certificates)
    words, undo = tab.offered[-1]
    assert words == "What the trainee brings is changed."
    undo()
    assert brought(center, trainee_id).boards == ()


def test_a_board_that_is_not_on_the_list_keeps_its_name(center, show, trainee_id):
    tab = show()
    tab.brought.add_certificate.click()
    dialog = dialog_of(tab, CertificateDialog)
    dialog.primary_button.click()
    assert dialog.form.error("board") == "Board is needed."
    dialog.form.set_values({"board": "Royal College"})
    dialog.primary_button.click()
    assert brought(center, trainee_id).boards == (BoardCertificate("Royal College"),)
    assert "not on the list" in said(tab.brought.certificates)


def test_a_license_opens_the_way_and_can_be_edited_and_removed(center, show, trainee_id):
    tab = show()
    tab.brought.add_license.click()
    dialog = dialog_of(tab, LicenseDialog)
    dialog.form.set_values({"license": "09-1", "sections": ("35.490",)})
    dialog.primary_button.click()
    assert brought(center, trainee_id).authorizations[0].sections == ("35.490",)
    assert "open" in said(tab.chosen)
    edit, remove = tab.brought.licenses.rows()[0].findChildren(QPushButton)
    edit.click()
    again = dialog_of(tab, LicenseDialog)
    assert again.form.value("sections") == ("35.490",)
    again.form.set_values({"agency": "NRC"})
    again.primary_button.click()
    assert brought(center, trainee_id).authorizations[0].agency == "NRC"
    remove = tab.brought.licenses.rows()[0].findChildren(QPushButton)[1]
    remove.click()
    assert brought(center, trainee_id).authorizations == ()


def test_the_regulator_s_answer_is_recorded_and_decides(center, show, trainee_id):
    tab = show()
    tab.answer_button.click()
    dialog = dialog_of(tab, AnswerDialog)
    dialog.primary_button.click()
    assert dialog.form.error("who")
    dialog.form.set_values(
        {
            "who": "Region III",
            "on": date(2026, 11, 1),
            "way": "35.396 35.396(a)(2)",
            "allows": True,
            "says": "May apply.",
        }
    )
    dialog.primary_button.click()
    answer = brought(center, trainee_id).answers[0]
    assert (answer.section, answer.paragraph, answer.allows) == ("35.396", "35.396(a)(2)", True)
    assert "open" in said(tab.chosen)
    assert "Confirmed by Region III, 1 Nov 2026: May apply." in said(tab.chosen)
    tab.answers.rows()[0].findChildren(QPushButton)[0].click()
    again = dialog_of(tab, AnswerDialog)
    assert again.form.value("way") == "35.396 35.396(a)(2)"
    again.form.set_values({"says": "May not apply.", "allows": False})
    again.primary_button.click()
    assert [one.says for one in brought(center, trainee_id).answers] == ["May not apply."]
    assert "not open" in said(tab.chosen)


def test_a_broad_scope_license_changes_the_start(show):
    tab = show()
    tab.application_button.click()
    dialog = dialog_of(tab)
    dialog.form.set_values({"broad_scope": True, "applying_on": date(2027, 1, 4), "notes": "x"})
    dialog.primary_button.click()
    assert "When the broad scope licensee approves" in said(tab.chosen)
    assert "Yes, Type A" in said(tab.application)
    assert "4 Jan 2027" in said(tab.application)


def test_who_may_not_change_it_is_told_why(show):
    tab = show(Role.RSO)
    for button in (tab.choose_button, tab.answer_button, tab.brought.add_license):
        assert not button.isEnabled()
        assert "may not" in button.toolTip()


def step_words(wizard):
    return wizard.step_line.text()


def test_the_questions_lead_to_a_choice(center, show, trainee_id):
    named = CurrentAuthorization("09-1", "NRC", ("35.390",), ("G1",))
    center.work().qualifications.keep(
        Qualification(TraineeId(trainee_id), authorizations=(named,))
    )
    tab = show()
    tab.choose_button.click()
    wizard = dialog_of(tab, PathwayWizard)
    assert step_words(wizard) == "Step 1 of 4: What do you ask for?"
    assert not wizard.back_button.isEnabled()
    wizard.categories.set_value(())
    wizard.primary_button.click()
    assert "Tick at least one category" in wizard.error_line.text()
    wizard.categories.set_value(("G1", "G3"))
    wizard.primary_button.click()
    assert step_words(wizard) == "Step 2 of 4: What do you bring?"
    wizard.primary_button.click()
    meaning = [label.text() for label in wizard.pages.widget(2).findChildren(QLabel)]
    assert any("G3 is to be added" in text for text in meaning)
    wizard.back_button.click()
    wizard.back_button.click()
    assert wizard.categories.value() == ("G1", "G3")
    for _ in range(3):
        wizard.primary_button.click()
    assert wizard.primary_button.text() == "Choose"
    adding = wizard.pathways.button(Pathway.EXISTING_AU)
    assert "cases, written attestation" in adding.accessibleDescription()
    adding.click()
    wizard.primary_button.click()
    trainee = center.work().enrolment.trainee(trainee_id)
    assert (trainee.pathway, trainee.requested) == (Pathway.EXISTING_AU, ("G1", "G3"))
    assert "35.390 by Form 313A (AUT), method 2: All uses under 35.300" in said(tab.chosen)
    assert tab.offered[-1][0] == "Pathway chosen."


def test_what_is_brought_inside_the_questions_is_stored_only_at_the_end(center, show, trainee_id):
    tab = show()
    tab.choose_button.click()
    wizard = dialog_of(tab, PathwayWizard)
    wizard.primary_button.click()
    wizard.brought.add_certificate.click()
    dialog = dialog_of(tab, CertificateDialog)
    dialog.form.set_values(
        {"board": "American Board of Nuclear Medicine", "issued": date(2020, 6, 1)}
    )
    dialog.primary_button.click()
    assert brought(center, trainee_id).boards == ()
    wizard.primary_button.click()
    wizard.primary_button.click()
    wizard.pathways.button(Pathway.BOARD).click()
    wizard.primary_button.click()
    assert brought(center, trainee_id).boards[0].board == "abnm"
    assert "35.390(a): All uses under 35.300" in said(tab.chosen)


def test_another_jurisdiction_offers_its_own_categories(show):
    tab = show()
    tab.choose_button.click()
    wizard = dialog_of(tab, PathwayWizard)
    wizard.ask_form.set_values({"profile": "example-state-four"})
    assert wizard.categories.value() == ("G3a", "G3b")
    wizard.ask_form.set_values({"profile": "nrc-2019"})
    assert wizard.categories.value() == ("G3",)


def test_the_questions_outlive_a_lock(show):
    tab = show()
    tab.choose_button.click()
    wizard = dialog_of(tab, PathwayWizard)
    wizard.ask_form.set_values({"profile": "example-state-four"})
    wizard.categories.set_value(("G1", "G3b"))
    wizard.brought.take_draft_text(
        wizard.brought.draft_text().replace('"boards": []', '"boards": [{"board": "abr"}]')
    )
    wizard.pathways.button(Pathway.ALTERNATE_390).click()
    wizard.keep_work()
    tab.choose()
    again = dialog_of(tab, PathwayWizard)
    assert again is not wizard
    assert again.categories.value() == ("G1", "G3b")
    assert again.pathways.value() is Pathway.ALTERNATE_390
    assert again.brought.value().boards == (BoardCertificate("abr"),)


def test_the_keyboard_goes_through_the_questions(show, qtbot):
    tab = show()
    tab.choose_button.click()
    wizard = dialog_of(tab, PathwayWizard)
    qtbot.keyClick(wizard, Qt.Key.Key_Return)
    assert step_words(wizard).startswith("Step 2")
    qtbot.keyClick(wizard, Qt.Key.Key_Return)
    qtbot.keyClick(wizard, Qt.Key.Key_Return)
    assert step_words(wizard).startswith("Step 4")
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()


def test_nothing_is_cut_off(center, show, trainee_id, qtbot):
    answer = RegulatorAnswer("Region III", date(2026, 11, 1), "May apply.")
    center.work().qualifications.keep(
        Qualification(TraineeId(trainee_id), boards=(LATE_ABR,), answers=(answer,))
    )
    tab = show()
    assert tab.minimumSizeHint().width() <= tab.width()
