"""The dialogs of a container: each takes one step, tells what follows while it is typed, and names the rule it refuses by."""

import pytest

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.waste import Standing, WasteState, standing_of
from au_desktop.domain.safety.waste_contents import ContentSource, Production
from au_desktop.domain.safety.waste_steps import Way
from au_desktop.domain.safety.waste_surveys import Side, SurveyCondition
from au_desktop.services.cases.case_log import CaseLog
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import window_state
from tests.builders import a_case, a_supervisor, a_trainee
from tests.waste_desk import BY, METER_ID, WasteDesk
from tests.waste_examples import mbq
from tests.waste_page import make_page


@pytest.fixture
def center(qtbot):
    window_state.use(None)
    return WasteDesk()


@pytest.fixture
def open_at(qtbot):
    def opened(center, key):
        page = make_page(center, settings=Settings(theme=ThemeChoice.LIGHT))
        qtbot.addWidget(page)
        page.resize(1150, 700)
        page.show()
        page.on_shown()
        page.tab().select(key)
        return page.tab()

    return opened


def step(tab, key):
    tab.take_step(key, tab.view.container)
    return tab.dialog


def test_putting_in_tells_what_the_container_becomes(center, open_at):
    tab = open_at(center, center.opened())
    tab.view.button("fill").click()
    dialog = tab.dialog
    dialog.form.set_values({"nuclide": "Lu-177", "activity": mbq("220")})
    assert "Longest-lived, impurity aside: Lu-177, 6.647 d" in dialog._live.text()
    assert "ask for the certificate" in dialog._flags.text()
    dialog.form.set_values({"production": Production.NO_CARRIER_ADDED})
    assert dialog._flags.text() == ""
    assert "If sealed now: Earliest suggested survey" in dialog._live.text()
    dialog.form.set_values({"production": Production.CARRIER_ADDED})
    assert "Not for decay in storage" in dialog._flags.text()
    dialog.primary_button.click()
    (content,) = tab.view.container.contents
    assert (content.nuclide, content.production) == ("Lu-177", Production.CARRIER_ADDED)


def test_a_nuclide_that_is_not_listed_asks_for_its_half_life(center, open_at):
    tab = open_at(center, center.opened())
    tab.view.button("fill").click()
    dialog = tab.dialog
    dialog.form.set_values({"nuclide": "Xx-99", "activity": mbq("1")})
    assert dialog.form.field("half_life").isEnabled()
    dialog.primary_button.click()
    assert "not in the reference data" in dialog.error_line.text()
    dialog.form.field("half_life").set_text("3 d")
    dialog.primary_button.click()
    assert tab.view.container.nuclides == ("Xx-99",)


def test_a_content_is_taken_over_from_a_case(center, open_at):
    with center.center.unit_of_work() as uow:
        uow.trainees.add(a_trainee())
        uow.supervisors.add(a_supervisor())
        uow.commit()
    CaseLog(center.desk(Role.COORDINATOR)).add(a_case())
    tab = open_at(center, center.opened())
    tab.view.button("fill").click()
    dialog = tab.dialog
    dialog._offer.combo.setCurrentIndex(0)
    assert dialog.form.value("nuclide") == "Lu-177"
    dialog.form.set_values({"activity": mbq("74")})
    dialog.primary_button.click()
    (content,) = tab.view.container.contents
    assert content.source is ContentSource.CASE
    assert "LR-0193" in content.source_label


def test_sealing_tells_the_first_survey_and_wants_the_tag(center, open_at):
    tab = open_at(center, center.filled())
    tab.view.button("seal").click()
    dialog = tab.dialog
    dialog.primary_button.click()
    assert "tag" in dialog.form.error("tag")
    dialog.form.set_values({"tag": True})
    dialog.primary_button.click()
    assert tab.view.container.state is WasteState.STORED


def survey(tab, highest, **values):
    dialog = step(tab, "survey")
    dialog.conditions.set_value([one.value for one in SurveyCondition])
    for edit in dialog.sides.edits.values():
        edit.setText(highest)
    dialog.form.set_values({"meter": METER_ID, "background": "0.02", **values})
    return dialog


def test_a_survey_passes_with_every_side_and_condition(center, open_at):
    key = center.sealed()
    center.clock.move(days=81)
    tab = open_at(center, key)
    dialog = survey(tab, "0.02", finding=True)
    assert "not above it" in dialog.verdict.text()
    dialog.primary_button.click()
    assert tab.view.container.state is WasteState.READY


def test_the_survey_tells_what_is_missing_while_it_is_typed(center, open_at):
    tab = open_at(center, center.sealed())
    dialog = step(tab, "survey")
    assert dialog.verdict.text() == ""
    dialog.form.set_values({"background": "0.06"})
    dialog.sides.edits[Side.TOP].setText("0.07")
    said = dialog.verdict.text()
    assert "0.01 mR/h above it" in said
    assert "no place of low background" in said
    assert "Still to read: bottom" in said
    for edit in dialog.sides.edits.values():
        edit.setText("0.06")
    assert "conditions are not confirmed" in dialog.verdict.text()
    dialog.sides.edits[Side.LEFT].setText("much")
    assert dialog.verdict.text() == ""


def test_a_reading_above_background_is_refused_without_a_reason(center, open_at):
    tab = open_at(center, center.sealed())
    dialog = survey(tab, "0.021", finding=True)
    assert "say why" in dialog.verdict.text()
    dialog.primary_button.click()
    assert "above the background of 0.02 mR/h" in dialog.error_line.text()
    dialog.form.set_values({"why": "needle swings by 0.005"})
    dialog.primary_button.click()
    assert tab.view.container.state is WasteState.READY


def test_the_margin_of_the_center_is_told(center, open_at):
    center.site.set("waste-survey-margin", "10 %", "license condition 14")
    tab = open_at(center, center.sealed())
    assert "up to 10 %" in survey(tab, "0.021").verdict.text()


def test_a_failed_survey_sends_it_back_and_stays_on_the_list(center, open_at):
    key = center.sealed()
    tab = open_at(center, key)
    dialog = survey(tab, "0.09")
    dialog.primary_button.click()
    assert "Finding is needed" in dialog.form.error("finding")
    dialog.form.set_values({"finding": False})
    dialog.primary_button.click()
    container = tab.view.container
    assert container.state is WasteState.STORED
    assert container.surveys[0].next_survey is not None
    assert len(tab.view.surveys.rows()) == 1
    again = step(tab, "survey")
    assert again.form.value("background") == "0.02"
    again.reject()


def test_labels_then_disposal(center, open_at):
    tab = open_at(center, center.cleared())
    tab.view.button("deface").click()
    tab.dialog.primary_button.click()
    assert tab.view.container.defaced is not None
    tab.view.button("dispose").click()
    tab.dialog.primary_button.click()
    assert tab.view.container.state is WasteState.GONE
    assert not tab.view.button("fill").isEnabled()


def test_inner_labels_lead_to_biomedical_waste(center, open_at):
    tab = open_at(center, center.cleared())
    dialog = step(tab, "deface")
    dialog.form.set_values({"inner": True})
    dialog.primary_button.click()
    dialog = step(tab, "dispose")
    assert dialog.form.value("way") == Way.BIOMEDICAL
    dialog.form.set_values({"way": Way.REGULAR})
    dialog.primary_button.click()
    assert "only in biomedical waste" in dialog.error_line.text()


def test_a_certificate_settles_the_question_or_finds_it(center, open_at):
    tab = open_at(center, center.sealed("Lu-177"))
    assert tab.view.chip.text() == "ask certificate"
    tab.view.button("certificate").click()
    dialog = tab.dialog
    dialog.primary_button.click()
    assert dialog.form.error("document")
    dialog.form.set_values({"document": "certificate 9"})
    dialog.primary_button.click()
    assert standing_of(tab.view.container) is Standing.DECAY
    dialog = step(tab, "certificate")
    dialog.reject()


def test_a_certificate_may_state_how_much(center, open_at):
    tab = open_at(center, center.sealed("Lu-177"))
    dialog = step(tab, "certificate")
    dialog.form.set_values({"finding": "present", "percent": "x", "document": "certificate 9"})
    dialog.primary_button.click()
    assert "decimal point" in dialog.form.error("percent")
    dialog.form.set_values({"percent": "0.02"})
    dialog.primary_button.click()
    assert standing_of(tab.view.container) is Standing.NOT_ELIGIBLE


def test_reopening_and_taking_out_want_reasons_and_moving_does_not(center, open_at):
    tab = open_at(center, center.sealed())
    dialog = step(tab, "reopen")
    dialog.primary_button.click()
    assert dialog.form.error("reason")
    dialog.form.set_values({"reason": "one more glove"})
    dialog.primary_button.click()
    assert tab.view.container.state is WasteState.OPEN
    dialog = step(tab, "take_out")
    dialog.form.set_values({"reason": "belongs elsewhere"})
    dialog.primary_button.click()
    assert tab.view.container.inside == ()
    dialog = step(tab, "move")
    dialog.form.set_values({"shelf": "C9", "room_id": None})
    dialog.primary_button.click()
    assert tab.view.container.shelf == "C9"


def test_a_person_is_named_in_every_step(center, open_at):
    tab = open_at(center, center.filled())
    dialog = step(tab, "seal")
    dialog.form.field("by").setCurrentText("")
    dialog.form.set_values({"tag": True})
    dialog.primary_button.click()
    assert "name the person" in dialog.form.error("by").lower()
    dialog.form.field("by").setCurrentText(BY.name)
    dialog.form.field("at").clock.setText("25:99")
    dialog.primary_button.click()
    assert "date and a time" in dialog.form.error("at")
