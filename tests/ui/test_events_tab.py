"""The tab Events: started in two clicks, judged as one types, clocks answered, determined and closed by the RSO only."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from au_desktop.domain.quantities import Activity, Dose
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.event_levels import Answer
from au_desktop.domain.safety.event_screen import MedicalScreen
from au_desktop.domain.safety.events import EventKind, EventState
from au_desktop.services.safety.event_log import ClockAnswer, NewEvent
from au_desktop.ui.safety.events.event_page import NO_CLOCK
from tests.builders import a_case
from tests.event_bench import ROOM, EventBench, events_page

LEFT = Qt.MouseButton.LeftButton
POSSIBLE = MedicalScreen(site_exceeds=Answer.YES)


@pytest.fixture
def bench():
    return EventBench()


@pytest.fixture
def tab(qtbot, bench):
    return shown(qtbot, bench)


def shown(qtbot, bench):
    page, tab = events_page(bench)
    qtbot.addWidget(page)
    page.resize(1158, 680)
    tab.said = []
    tab.told.connect(tab.said.append)
    tab.undo_offered.connect(lambda words, undo: tab.said.append(words))
    with qtbot.waitExposed(page):
        page.show()
    tab.bench = bench
    tab.kept_page = page
    return tab


def started(tab, kind, **facts):
    log = tab.bench.services.event_log
    at = tab.bench.now(hours=-2)
    return log.start(NewEvent(kind, at, at, "Test", room_id=ROOM.id), facts).value


def stored(tab):
    return tab.bench.services.event_log.get(tab.page.event_shown.id)


def typed(qtbot, tab, path, text):
    edit = tab.page.form.field(path)
    edit = getattr(edit, "edit", edit)
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)


def test_an_empty_list_offers_the_first_step(qtbot, tab):
    assert tab.listing.list.panel.showing_empty_state()
    assert tab.main_action().text == "Start an event"
    qtbot.mouseClick(tab.listing.list.panel.empty.button, LEFT)
    titles = [action.text() for action in tab.menu.actions()]
    assert titles[:2] == ["Spill", "Extravasation"]
    tab.menu.actions()[0].trigger()
    assert tab.page.event_shown.kind is EventKind.SPILL
    assert tab.shows_back
    assert tab.subtitle() == "Events · EV-0001"
    assert tab.main_action() is None
    assert tab.said == ["Spill started."]


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_kind_of_event_has_a_page_on_which_nothing_lacks_a_name(qtbot, tab, kind):
    tab.select(kind)
    page = tab.page
    assert page.heading.text().startswith("EV-0001 · ")
    for path in page.form._forms:
        assert page.form.field(path).accessibleName()
    assert page.typed() == page.event_shown


def test_what_is_typed_is_judged_at_once_and_saved(qtbot, tab):
    tab.open(started(tab, EventKind.MEDICAL).id)
    assert tab.page.findings.result.text() == "No criterion met so far."
    assert tab.page.no_clock.text() == NO_CLOCK
    typed(qtbot, tab, "screen.prescribed", "200 mCi")
    typed(qtbot, tab, "screen.delivered", "5.92 GBq")
    typed(qtbot, tab, "screen.organ_off", "50.1 rem")
    assert tab.page.findings.result.text() == "Possible: RSO to determine."
    words = [row.detail.text() for row in tab.page.findings.rows()]
    assert any("(5.92 GBq − 200 mCi) / 200 mCi = -20 %" in one for one in words)
    qtbot.mouseClick(tab.page.save_button, LEFT)
    assert stored(tab).state is EventState.POSSIBLE
    assert stored(tab).clocks[0].key == "me-phone"
    assert tab.page.clocks.words["me-physician"] == "22 h left"
    assert not tab.page.dirty


def test_what_cannot_be_read_is_not_saved_and_says_why(qtbot, tab):
    tab.open(started(tab, EventKind.MEDICAL).id)
    typed(qtbot, tab, "screen.prescribed", "many")
    assert not tab.save()
    assert tab.page.problem.text().startswith("Prescribed dosage, or from:")
    assert tab.go_back(), "the page stays open so that nothing is lost"
    assert tab.shows_back
    typed(qtbot, tab, "screen.prescribed", "0 mCi")
    assert not tab.save()
    assert "above zero" in tab.page.problem.text()


def test_going_back_saves_what_was_typed(qtbot, tab):
    event = started(tab, EventKind.OTHER)
    tab.open(event.id)
    qtbot.keyClicks(tab.page.form.field("story"), "Alarm in the hall")
    assert tab.go_back()
    assert not tab.go_back()
    assert tab.bench.services.event_log.get(event.id).story == "Alarm in the hall"
    tab.open(event.id)
    qtbot.keyClicks(tab.page.form.field("cause"), "Dust")
    tab.keep_work()
    assert tab.bench.services.event_log.get(event.id).cause == "Dust"


def test_a_clock_is_answered_and_taken_back(qtbot, tab):
    tab.open(started(tab, EventKind.EMERGENCY).id)
    clocks = tab.page.clocks
    assert clocks.words["emergency-rso"] == "Due now, for 2 h"
    qtbot.mouseClick(clocks.buttons["emergency-rso"], LEFT)
    dialog = tab.steps.dialog
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.form.error("whom") == "To whom is needed."
    qtbot.keyClicks(dialog.form.field("whom"), "RSO on call")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert clocks.words["emergency-rso"] == "Done after 2 h"
    assert tab.said[-1] == "Tell the RSO or the designee: recorded."
    qtbot.mouseClick(clocks.buttons["emergency-rso"], LEFT)
    qtbot.keyClicks(tab.steps.dialog.form.field("words"), "Another person")
    qtbot.mouseClick(tab.steps.dialog.primary_button, LEFT)
    assert clocks.words["emergency-rso"] == "Due now, for 2 h"


def test_a_clock_may_not_be_owed_for_a_reason(qtbot, tab):
    tab.open(started(tab, EventKind.MEDICAL, screen=POSSIBLE).id)
    qtbot.mouseClick(tab.page.clocks.buttons["me-individual"], LEFT)
    dialog = tab.steps.dialog
    dialog.outcome.setCurrentIndex(1)
    assert not dialog.form.field("whom").isEnabled()
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.form.error("reason")
    qtbot.keyClicks(dialog.form.field("reason"), "The referring physician will tell")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert tab.page.clocks.words["me-individual"] == "Not owed"


def test_a_refused_answer_stays_in_its_dialog(qtbot, tab):
    tab.open(started(tab, EventKind.EMERGENCY).id)
    qtbot.mouseClick(tab.page.clocks.buttons["emergency-au"], LEFT)
    dialog = tab.steps.dialog
    dialog.at.set_value(tab.bench.now(hours=1))
    qtbot.keyClicks(dialog.form.field("whom"), "AU")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "future" in dialog.error_line.text()
    assert dialog.isVisible()
    dialog.at.clock.setText("")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.form.error("at")


def test_what_was_late_is_shown_as_late(qtbot, tab):
    event = started(tab, EventKind.MEDICAL, screen=POSSIBLE)
    tab.bench.memory.clock.move(hours=30)
    answer = ClockAnswer(tab.bench.now(), "Referring physician")
    tab.bench.services.event_log.answer_clock(event.id, "me-physician", answer)
    tab.open(event.id)
    assert tab.page.clocks.words["me-physician"] == "Done 8 h late"
    assert tab.page.clocks.words["me-individual"] == "Overdue for 8 h"


def test_the_rso_determines_and_closes(qtbot, tab):
    facts = {"screen": POSSIBLE, "story": "Wrong vial", "cause": "Twin labels"}
    tab.open(started(tab, EventKind.MEDICAL, **facts).id)
    qtbot.mouseClick(tab.page.close_button, LEFT)
    dialog = tab.steps.dialog
    qtbot.keyClicks(dialog.form.field("words"), "Seen")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "has not determined" in dialog.error_line.text()
    dialog.reject()
    qtbot.mouseClick(tab.page.determine_button, LEFT)
    dialog = tab.steps.dialog
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.form.error("reason")
    dialog.form.field("reportable").setCurrentIndex(2)
    qtbot.keyClicks(dialog.form.field("reason"), "The dose was planned")
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert tab.page.chip.text() == "not reportable"
    qtbot.mouseClick(tab.page.close_button, LEFT)
    qtbot.keyClicks(tab.steps.dialog.form.field("words"), "Labels changed")
    qtbot.mouseClick(tab.steps.dialog.primary_button, LEFT)
    assert stored(tab).state is EventState.CLOSED
    assert not tab.page.form.isEnabled()
    qtbot.mouseClick(tab.page.reopen_button, LEFT)
    qtbot.keyClicks(tab.steps.dialog.form.field("words"), "More is known")
    qtbot.mouseClick(tab.steps.dialog.primary_button, LEFT)
    assert stored(tab).closed is None
    assert tab.page.form.isEnabled()


def test_staff_may_write_down_but_not_judge(qtbot):
    tab = shown(qtbot, EventBench(Role.STAFF))
    tab.open(started(tab, EventKind.MEDICAL, screen=POSSIBLE).id)
    assert not tab.page.determine_button.isEnabled()
    assert "may not decide about and close events" in tab.page.close_button.toolTip()
    assert tab.page.form.isEnabled()


def test_a_reader_changes_nothing(qtbot):
    bench = EventBench(Role.INSPECTOR)
    event = bench.log_of(Role.STAFF).start(
        NewEvent(EventKind.EMERGENCY, bench.now(hours=-1), bench.now())
    )
    tab = shown(qtbot, bench)
    assert not tab.main_action().enabled
    tab.open(event.value.id)
    assert not tab.page.form.isEnabled()
    assert not tab.page.clocks.buttons["emergency-rso"].isEnabled()


def test_steps_are_ticked_with_who_and_when(qtbot, tab):
    tab.open(started(tab, EventKind.SPILL).id)
    tab.page.steps.boxes["spill-cover"].click()
    step = next(one for one in stored(tab).steps if one.key == "spill-cover")
    assert step.done_by is not None
    tab.page.steps.boxes["spill-cover"].click()
    assert all(one.done_at is None for one in stored(tab).steps)


def test_a_spill_is_judged_by_a_level_that_the_rso_accepts(qtbot, tab):
    tab.open(started(tab, EventKind.SPILL).id)
    level = tab.page.form.level
    level.button.click()
    assert level.dialog is None, "the nuclide comes first"
    typed(qtbot, tab, "nuclide", "Lu-177")
    typed(qtbot, tab, "spill.activity", "2 mCi")
    assert "accepted no level for Lu-177" in level.words.text()
    level.button.click()
    dialog = level.dialog
    assert dialog.amount.value() == Activity.parse("2 mCi")
    assert "needs checking" in dialog.offer.currentText()
    dialog.any_amount.setChecked(False)
    dialog.amount.set_value(None)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert "empty" in dialog.error_line.text()
    dialog.amount.set_value(Activity.parse("2 mCi"))
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert level.words.text().startswith("2 mCi")
    assert "accepted by The rso" in level.words.text()
    assert tab.page.findings.spill.text().startswith("Major: at or above")
    assert tab.save()
    assert stored(tab).spill.level.major_from == Activity.parse("2 mCi")
    typed(qtbot, tab, "nuclide", "Tb-161")
    assert "No published level is known" in level.words.text()


def test_a_case_fills_in_the_drug_and_the_dosage(qtbot, tab):
    tab.open(started(tab, EventKind.MEDICAL).id)
    pick = tab.page.form.field("case_id")
    pick.set_value(a_case().id)
    form = tab.page.form
    assert form.value("nuclide") == "Lu-177"
    assert form.value("patient_code") == "LR-0193"
    assert form.value("screen.prescribed") == a_case().prescribed.low
    assert tab.save()
    assert stored(tab).case_id == a_case().id


def test_an_extravasation_leads_to_its_screen_and_back(qtbot, tab):
    first = started(tab, EventKind.EXTRAVASATION)
    tab.open(first.id)
    readings = tab.page.form.field("extravasation.readings")
    qtbot.mouseClick(readings.add_button, LEFT)
    readings.dialog.form.field("site").set_text("30 mR/h")
    readings.dialog.form.field("other").set_text("2 mR/h")
    qtbot.mouseClick(readings.dialog.primary_button, LEFT)
    assert tab.save()
    assert stored(tab).extravasation.readings[0].ratio == 15
    qtbot.mouseClick(tab.page.screen_button, LEFT)
    assert tab.page.event_shown.kind is EventKind.MEDICAL
    assert tab.page.event_shown.about == "EV-0001"
    tab.page.related.rows()[0].activated.emit()
    assert tab.page.event_shown.id == first.id
    assert tab.page.related.rows()[0].title.text().startswith("EV-0002")


def test_the_draft_is_read_copied_and_saved(qtbot, tab, tmp_path):
    tab.open(started(tab, EventKind.MEDICAL, screen=POSSIBLE, cause="Twin labels").id)
    assert tab.print_tab()
    dialog = tab.steps.dialog
    assert "Twin labels" in dialog.page.toPlainText()
    assert "[to be written]" in dialog.page.toPlainText()
    qtbot.mouseClick(dialog.copy_button, LEFT)
    assert "not sent" in QGuiApplication.clipboard().text()
    dialog.write(tmp_path / "draft.pdf")
    assert (tmp_path / "draft.pdf").read_bytes().startswith(b"%PDF")
    assert tab.said[-1] == "Draft saved as draft.pdf; not sent."
    dialog.accept()


def test_a_draft_with_a_name_is_refused_on_the_page(qtbot, tab):
    tab.open(started(tab, EventKind.MEDICAL, cause="MRN 12345678").id)
    qtbot.mouseClick(tab.page.draft_button, LEFT)
    assert "looks like a name or number" in tab.page.problem.text()
    qtbot.keyClicks(tab.page.form.field("effect"), "None")
    qtbot.mouseClick(tab.page.draft_button, LEFT)
    assert tab.page.problem.text().startswith("Save first")


def test_the_list_shows_running_clocks_and_details(qtbot, tab):
    event = started(tab, EventKind.EMERGENCY)
    screen = started(tab, EventKind.MEDICAL, screen=POSSIBLE)
    tab.refresh()
    rows = tab.listing.strip.rows()
    assert len(rows) == 3
    assert rows[0].title.text() == "Tell the RSO or the designee"
    tab.listing.list.choose(screen.id)
    words = [
        label.text() for label in tab.listing.list.panel.details.findChildren(type(rows[0].title))
    ]
    assert "Possible: RSO to determine." in words
    assert "Tell the referring physician: 22 h left" in words
    rows[0].activated.emit()
    assert tab.page.event_shown.id == event.id
    tab.refresh()
    assert tab.page.event_shown.id == event.id
    assert not tab.find_in_page()


def test_the_dose_of_a_worker_starts_clocks_before_it_is_saved_only_in_words(qtbot, tab):
    event = started(tab, EventKind.OTHER)
    tab.open(event.id)
    typed(qtbot, tab, "incident.tede", "30 rem")
    assert tab.page.findings.result.text() == "Possible: RSO to determine."
    assert tab.save()
    doses = tab.bench.services.event_log.get(event.id).incident
    assert doses == replace(doses, tede=Dose.parse("30 rem"))
    assert [one.key for one in stored(tab).clocks] == ["incident-at-once", "incident-report"]
