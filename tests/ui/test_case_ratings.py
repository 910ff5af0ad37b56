"""The dual rating on the case page: claim, rating without a sight of it, difference, agreement; and late entries."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import Part
from au_desktop.services.cases.dual_ratings import Judgment
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.cases.cases_page import CasesPage
from au_desktop.ui.cases.rating_dialog import WRONG
from au_desktop.ui.cases.rating_words import HIDDEN, report_html
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.trainees.cases_tab import CasesTab
from tests.fakes_ui import ImmediateOperations
from tests.training_center import TODAY, TrainingCenter, an_authorized_user

SETTINGS = Settings(theme=ThemeChoice.LIGHT)
KEY = Role.PRECEPTOR.value


@pytest.fixture
def center(qtbot):
    window_state.use(None)
    return TrainingCenter()


@pytest.fixture
def show(qtbot):
    def shown(center, role, case_id=None):
        bus = ChangesBus()
        page = CasesPage(center.services(role), ImmediateOperations(), bus, SETTINGS)
        bus.changed.connect(page.on_changes)
        qtbot.addWidget(page)
        page.resize(1150, 700)
        page.show()
        page.on_shown()
        if case_id is not None:
            page.open_target(case_id)
        return page

    return shown


def a_given_case(center, part=None, **changes):
    supervisor = an_authorized_user(center)
    return center.log_case(
        trainee_id=center.enroll(), supervisor_id=supervisor, part=part, **changes
    )


def said(page):
    QApplication.processEvents()
    pane = page.log.panel.details
    return [one.text() for one in pane.findChildren(QLabel) if one.text() and one.isVisible()]


def press(page, words):
    QApplication.processEvents()
    pane = page.log.panel.details
    found = [one for one in pane.findChildren(QPushButton) if one.text() == words]
    assert found, words
    found[-1].click()


def test_a_trainee_claims_a_part_with_levels(center, show):
    case_id = a_given_case(center)
    trainee = show(center, Role.TRAINEE, case_id)
    press(trainee, "State part…")
    dialog = trainee.ratings.dialog
    dialog.primary_button.click()
    assert "Choose the part" in dialog.error_line.text()
    dialog.part.buttons[Part.PERFORMED].click()
    dialog.levels.press("assay", 3)
    dialog.levels.press("survey", 2)
    dialog.levels.press("survey", 2)
    dialog.primary_button.click()
    assert any("performed, The trainee" in words for words in said(trainee))
    assert trainee._facts.rating.claim.levels == {"assay": 3}


def test_a_preceptor_sees_nothing_of_a_claim(center, show):
    case_id = a_given_case(center)
    center.work().ratings.claim(case_id, Judgment(Part.PERFORMED, {"assay": 3}))
    preceptor = show(center, Role.PRECEPTOR, case_id)
    words = said(preceptor)
    assert HIDDEN in words
    assert "level 3" not in words
    assert not any("performed" in one for one in words)
    model = preceptor.log.table.rows
    at = [one.name for one in model.columns].index("part")
    assert model.data(model.index(0, at)) == "to be rated"
    preceptor.edit_case(preceptor._facts.case)
    assert not preceptor.dialog.form.under.field("part").isEnabled()
    preceptor.dialog.reject()


def test_a_preceptor_rates_and_settles_the_difference(center, show):
    case_id = a_given_case(center)
    center.work().ratings.claim(case_id, Judgment(Part.PERFORMED, {"assay": 3}))
    preceptor = show(center, Role.PRECEPTOR, case_id)
    press(preceptor, "Rate…")
    dialog = preceptor.ratings.dialog
    assert dialog.part.value() is None
    dialog.part.buttons[Part.ASSISTED].click()
    dialog.passphrase.setText("wrong")
    dialog.primary_button.click()
    assert dialog.form.error("passphrase") == WRONG
    dialog.passphrase.setText(KEY)
    dialog.primary_button.click()
    words = said(preceptor)
    assert "differ" in words
    assert "level 3" in words

    press(preceptor, "Settle…")
    dialog = preceptor.ratings.dialog
    dialog.part.buttons[Part.ASSISTED].click()
    dialog.form.set_values({"reason": "we talked it over", "passphrase": KEY})
    dialog.primary_button.click()
    words = said(preceptor)
    assert "settled" in words
    assert any("we talked it over" in one for one in words)


def test_a_claim_is_stated_anew_from_what_was_said(center, show):
    case_id = a_given_case(center)
    center.work().ratings.claim(case_id, Judgment(Part.OBSERVED, {"waste": 1}, "watched"))
    page = show(center, Role.COORDINATOR, case_id)
    press(page, "State anew…")
    dialog = page.ratings.dialog
    assert dialog.judgment() == Judgment(Part.OBSERVED, {"waste": 1}, "watched")


def test_the_agreement_report_counts_and_says_when_there_is_nothing(center, show):
    page = show(center, Role.COORDINATOR)
    page.agreement_button.click()
    assert "Nothing to compare yet" in page.ratings.dialog.page.toPlainText()
    assert not page.ratings.dialog.primary_button.isEnabled()
    for part in (Part.PERFORMED, Part.ASSISTED):
        case_id = a_given_case(center, part, patient_code=f"LR-{part.value}-1")
        center.work(Role.PRECEPTOR).ratings.rate(case_id, Judgment(Part.ASSISTED), KEY)
    page.agreement_button.click()
    text = page.ratings.dialog.page.toPlainText()
    assert "The preceptor" in text
    assert "50 %" in text
    html = report_html(center.work().ratings.agreement())
    assert "claimed performed" in html
    assert "not an authorization" in html


def test_a_late_case_asks_why(center, show):
    facilities = center.work().facilities
    facilities.change_center(CenterFacts("Lakeside RPT Center", "45-00000-01"))
    trainee = center.enroll()
    page = show(center, Role.COORDINATOR)
    page.add_case(trainee)
    dialog = page.dialog
    dialog.form.given.set_values(
        {"on": TODAY - timedelta(days=4), "drug_id": "lu-177-vipivotide-tetraxetan"}
    )
    dialog.primary_button.click()
    assert dialog.late.isVisible()
    assert "24 h" in dialog.late.error("late_reason")
    dialog.late.set_values({"late_reason": "back from leave"})
    dialog.primary_button.click()
    assert page.dialog is None
    assert "back from leave" in said(page)
    assert any("20 Nov 2026" in words for words in said(page))


def test_the_trainees_page_shows_a_preceptor_no_claim(center, qtbot):
    case_id = a_given_case(center)
    center.work().ratings.claim(case_id, Judgment(Part.OBSERVED))
    trainee_id = center.work().case_log.case(case_id).trainee_id
    for role, expected in ((Role.TRAINEE, ("observed", False)), (Role.PRECEPTOR, ("–", True))):
        context = SectionContext(
            center.services(role), ImmediateOperations(), ChangesBus(), SETTINGS
        )
        tab = CasesTab(context)
        qtbot.addWidget(tab)
        tab.show_trainee(trainee_id)
        model = tab.table.rows
        at = [one.name for one in model.columns].index("part")
        part = model.data(model.index(0, at))
        assert (part, "has not rated" in tab.why.text()) == expected
