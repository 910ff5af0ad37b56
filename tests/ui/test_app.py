"""The desktop from the prompt to the frame and back: unlock, lock, another person, settings, close."""

import json
from dataclasses import replace
from types import SimpleNamespace
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from au_desktop import app
from au_desktop.app import Desktop, Places
from au_desktop.desk_frame import backup_words, read_target, target_text
from au_desktop.desktop_session import PLACE, PageKind, Pages
from au_desktop.domain.errors import DiskProblem
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.services.center.drafts import Draft
from au_desktop.services.changes import Changes, Kind
from au_desktop.settings import DateStyle, Settings, ThemeChoice, UnitsFirst
from au_desktop.ui.kit import theme, window_state
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.page import Page
from au_desktop.ui.kit.targets import TabTarget
from au_desktop.ui.preferences.settings_dialog import SettingsDialog
from tests.builders import PASSPHRASE, a_room, a_trainee
from tests.fakes_center import FOLDER, MADE, Bench, FakeOpening
from tests.hour_builders import an_entry

RUN = UUID(int=77)
KEYS = ("today", "trainees", "cases", "checklists", "signing", "documents", "center")


class WritingPage(Page):
    """Keeps a half-typed line as every page does."""

    def __init__(self, services, operations, changes, settings, key):
        super().__init__(key.capitalize())
        self.services, self.operations, self.settings, self.key = (
            services,
            operations,
            settings,
            key,
        )
        self.field = QLineEdit()
        self.content.addWidget(self.field)
        self.targets = []

    def refresh(self):
        draft = self.services.drafts.recall(f"{self.key}/field")
        if draft is not None:
            self.field.setText(draft.fields["text"])
            self.field.setCursorPosition(draft.cursor)

    def open_target(self, target):
        self.targets.append(target)

    def keep_work(self):
        draft = Draft(
            f"{self.key}/field", {"text": self.field.text()}, "", self.field.cursorPosition()
        )
        self.operations.run(lambda: self.services.drafts.keep(draft), lambda _none: None)


class CoveringView(QWidget):
    left = Signal()
    sign_requested = Signal(object)
    lock_requested = Signal()

    def __init__(self, run_id):
        super().__init__()
        self.run_id, self.kept = run_id, 0

    def keep_work(self):
        self.kept += 1

    def place(self):
        return "dosage/assay/keypad"

    def return_to(self, place):
        self.returned_to = place


@pytest.fixture(autouse=True)
def sizes_in_memory():
    window_state.use(None)
    yield
    window_state.use(None)


class Stage:
    """A desktop over a bench, with the views it made."""

    def __init__(self, qtbot, tmp_path):
        self.qtbot = qtbot
        self.bench = Bench()
        self.opening = FakeOpening(self.bench)
        self.views = []
        self.places = Places(tmp_path / "settings.json", tmp_path)
        self.desktop = Desktop(
            self.places, self.bench.operations, lambda: self.opening, list, self.pages
        )
        self.ended = []
        self.desktop.ended.connect(lambda: self.ended.append(True))
        qtbot.addWidget(self.desktop.unlock_window)
        self.person = self.bench.memory.people[Role.COORDINATOR]

    def pages(self):
        return Pages(tuple(self.kind(key) for key in KEYS), self.bedside)

    def kind(self, key):
        def make(services, operations, changes, settings):
            return WritingPage(services, operations, changes, settings, key)

        return PageKind(key, key.capitalize(), key if key != "signing" else "sign", make)

    def bedside(self, services, operations, changes, settings, run_id):
        self.views.append(CoveringView(run_id))
        return self.views[-1]

    def unlock(self):
        window = self.desktop.unlock_window
        window.show_folder(FOLDER, self.person.id)
        window.card.passphrase.set_value(PASSPHRASE)
        self.qtbot.keyClick(window.card.passphrase.edit, Qt.Key.Key_Return)
        return self.desktop.session.window


@pytest.fixture
def stage(qtbot, tmp_path):
    made = Stage(qtbot, tmp_path)
    yield made
    if made.desktop.session is not None:
        made.desktop.session.close()
    made.desktop.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_prompt_comes_first_and_the_frame_after_the_passphrase(stage):
    stage.desktop.start()
    assert stage.desktop.unlock_window.isVisible()
    frame = stage.unlock()
    assert frame.isVisible()
    assert not stage.desktop.unlock_window.isVisible()
    assert frame.current_key() == "today"


def test_a_folder_given_at_the_start_opens_its_prompt(stage, qtbot):
    stage.desktop.start(FOLDER)
    qtbot.waitUntil(
        lambda: stage.desktop.unlock_window.shown() is stage.desktop.unlock_window.card
    )


def test_the_center_is_remembered_as_recent(stage):
    stage.unlock()
    kept = json.loads(stage.places.settings_file.read_text(encoding="utf-8"))
    assert kept["recent_centers"] == [str(FOLDER)]


def test_counts_backup_and_log_stand_in_the_frame(stage):
    stage.bench.services.facilities.add_room(a_room())
    frame = stage.unlock()
    assert (
        "20 Nov 2026" in frame.status_line._backup.text()
        or "today" in frame.status_line._backup.text()
    )
    assert frame.status_line._log.text() == "Log: 1 entries"


def test_a_change_is_counted_and_renames_the_center(stage):
    frame = stage.unlock()
    facts = stage.bench.services.facilities.center()
    outcome = stage.bench.services.facilities.change_center(replace(facts, name="Hillside"))
    stage.desktop.session.changes.tell(outcome.changes)
    assert frame.windowTitle() == "Hillside - AU Desktop"
    assert frame.status_line._log.text() == "Log: 1 entries"


def test_lock_in_the_middle_of_a_sentence_brings_the_cursor_back(stage, qtbot):
    frame = stage.unlock()
    frame.go_to("center", ("room", RUN))
    qtbot.keyClicks(frame.current_page().field, "half a sent")
    frame.current_page().field.setCursorPosition(4)
    qtbot.keyClick(frame, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    frame.lock_requested.emit("person")
    prompt = stage.desktop.unlock_window
    assert stage.opening.opened[0].closed == 1
    assert prompt.isVisible()
    assert prompt.card.person().person_id == stage.person.id
    again = stage.unlock()
    assert again.current_key() == "center"
    page = again.current_page()
    assert (page.field.text(), page.field.cursorPosition()) == ("half a sent", 4)
    assert page.targets == [("room", RUN)]


def test_lock_at_the_bedside_comes_back_to_the_run(stage):
    frame = stage.unlock()
    frame.current_page().go_requested.emit("bedside", RUN)
    assert frame.covered()
    stage.views[0].lock_requested.emit()
    assert stage.views[0].kept == 1
    again = stage.unlock()
    assert again.covered()
    assert stage.views[1].run_id == RUN
    assert stage.views[1].returned_to == "dosage/assay/keypad"


def test_leaving_the_bedside_shows_the_page_again(stage):
    frame = stage.unlock()
    heard = []
    stage.desktop.session.changes.changed.connect(heard.append)
    frame.current_page().go_requested.emit("bedside", RUN)
    stage.views[0].left.emit()
    assert not frame.covered()
    assert heard == [Changes(frozenset({Kind.RUN}))]


def test_the_wish_to_sign_goes_to_the_queue(stage):
    frame = stage.unlock()
    frame.current_page().go_requested.emit("bedside", RUN)
    stage.views[0].sign_requested.emit(RUN)
    assert frame.current_key() == "signing"
    assert frame.current_page().targets == [RUN]


def test_closing_closes_the_center_and_ends(stage):
    frame = stage.unlock()
    frame.close()
    assert stage.opening.opened[0].closed == 1
    assert stage.ended == [True]
    assert stage.bench.services.drafts.recall(PLACE) is None


def test_while_the_backup_runs_the_window_says_so(stage):
    frame = stage.unlock()
    stage.bench.operations.hold()
    frame.close()
    shown = stage.desktop.unlock_window.shown()
    assert "backup" in shown.busy_words.text()
    assert stage.ended == []
    stage.bench.operations.release()
    assert stage.ended == [True]


def test_a_close_that_fails_is_said_before_the_end(stage):
    frame = stage.unlock()
    stage.opening.opened[0].error = DiskProblem("/b", "no room")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app._LOG, "disabled", True)
        frame.close()
    dialogs = stage.desktop.unlock_window.findChildren(Dialog)
    assert dialogs
    assert stage.ended == []
    dialogs[0].accept()
    assert stage.ended == [True]


def test_closing_the_prompt_ends_the_program(stage):
    stage.desktop.start()
    stage.desktop.unlock_window.close()
    assert stage.ended == [True]


def test_wrong_tries_and_reading_only_stand_above_the_frame(qtbot, tmp_path):
    stage = Stage(qtbot, tmp_path)
    stage.bench = Bench(read_only="this center was restored from a backup")
    stage.opening.bench, stage.opening.failures_before = stage.bench, 3
    frame = stage.unlock()
    said = [notice.text() for notice in frame.findChildren(Notice)]
    assert any("for reading only: this center was restored" in text for text in said)
    assert any(text.startswith("3 wrong passphrases were tried") for text in said)
    stage.desktop.session.close()


def test_a_record_that_was_found_opens_on_its_page(stage):
    frame = stage.unlock()
    room = stage.bench.services.facilities.add_room(a_room(name="Hot lab")).value
    found = stage.desktop.session._search("hot")
    assert [(one.kind, one.id) for one in found] == [("room", str(room))]
    frame.search_result_chosen.emit("room", str(room))
    assert frame.current_key() == "center"
    assert frame.current_page().targets == [("room", room)]


def test_hours_that_were_found_open_on_the_page_of_their_trainee(stage):
    frame = stage.unlock()
    with stage.bench.memory.center.unit_of_work() as uow:
        uow.trainees.add(a_trainee())
        uow.commit()
    entry_id = stage.bench.services.hour_log.add(an_entry()).value
    (found,) = stage.desktop.session._search("H-000001")
    frame.search_result_chosen.emit(found.kind, found.id)
    assert frame.current_key() == "trainees"
    assert frame.current_page().targets == [(a_trainee().id, "hours", entry_id)]


def test_settings_are_applied_at_once_and_kept(stage, qtbot):
    frame = stage.unlock()
    frame.command_chosen.emit("settings")
    dialog = frame.findChild(SettingsDialog)
    dialog.form.set_values({"theme": ThemeChoice.DARK})
    assert theme.current().tokens.name == "dark"
    kept = json.loads(stage.places.settings_file.read_text(encoding="utf-8"))
    assert kept["theme"] == "dark"
    dialog.reject()
    assert theme.current().tokens.name == "light"


def test_other_units_make_the_pages_anew_where_the_person_was(stage):
    frame = stage.unlock()
    frame.go_to("center")
    stage.desktop._take_settings(Settings(units_first=UnitsFirst.MCI))
    again = stage.desktop.session.window
    assert again is not frame
    assert again.current_key() == "center"
    assert again.current_page().settings.units_first is UnitsFirst.MCI
    assert stage.opening.opened[0].closed == 0
    assert stage.ended == []


def test_a_second_person_starts_at_today_with_the_first_ones_draft_untouched(stage, qtbot):
    frame = stage.unlock()
    frame.go_to("center")
    qtbot.keyClicks(frame.current_page().field, "mine")
    frame.lock_requested.emit("idle")
    other = Bench(Role.RSO)
    other.memory.center.state = stage.bench.memory.center.state
    mine, stage.opening.bench = stage.opening.bench, other
    frame = stage.unlock()
    assert frame.current_key() == "today"
    frame.go_to("center")
    assert frame.current_page().field.text() == ""
    assert mine.services.drafts.recall("center/field").fields == {"text": "mine"}


def test_a_fault_is_told_on_the_screen(stage):
    stage.desktop.tell_fault(RuntimeError("bug"))
    titles = [one.windowTitle() for one in stage.desktop.unlock_window.findChildren(Dialog)]
    assert titles == ["Something went wrong in the program"]


TABS = [TabTarget("packages"), TabTarget("packages", RUN)]


@pytest.mark.parametrize("target", [RUN, ("room", RUN), "people", None, *TABS])
def test_a_target_comes_back_as_it_was(target):
    assert read_target(target_text(target)) == target


def test_a_wish_for_something_new_is_not_repeated():
    assert target_text(SimpleNamespace()) == ""


def test_an_old_proof_asks_for_attention():
    day = MADE.date()
    words, state = backup_words(Moment(MADE), day, DateStyle.DAY_MONTH)
    assert (words, state) == ("Last proven backup: today 12:30", "ok")
    later = day.replace(day=30)
    words, state = backup_words(Moment(MADE), later, DateStyle.DAY_MONTH)
    assert (words, state) == ("Last proven backup: 20 Nov 2026 12:30", "attention")
    assert backup_words(None, day, DateStyle.ISO)[1] == "attention"


def test_every_page_of_the_desktop_is_named():
    keys = [kind.key for kind in app.desktop_pages().kinds]
    first = ["today", "trainees", "cases", "checklists"]
    safety = ["safety", "release", "waste", "instruments"]
    assert keys == [*first, *safety, "signing", "documents", "center"]
    assert QLocale(QLocale.Language.English, QLocale.Country.UnitedStates).name() == "en_US"
