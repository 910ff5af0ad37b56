"""Cards, dialogs, rings, status line, help, plots and the watch for idle hands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import theme, window_state
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import BigButton, IconButton, PrimaryButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.help_view import HelpView
from au_desktop.ui.kit.idle_watch import IdleWatch
from au_desktop.ui.kit.page import Page
from au_desktop.ui.kit.plots import (
    Axis,
    Curve,
    LimitLine,
    Plot,
    decade_ticks,
    nearest_point,
    time_ticks,
)
from au_desktop.ui.kit.progress_panel import ProgressPanel
from au_desktop.ui.kit.progress_ring import ProgressRing
from au_desktop.ui.kit.status_line import StatusLine
from tests.fakes_ui import HandClock, ImmediateOperations


def test_a_card_draws_no_line_under_its_last_row(qtbot):
    card = Card("Due", "next 14 days")
    qtbot.addWidget(card)
    first, second = CardRow("A", "a", StateChip("today", "info")), CardRow("B")
    card.add_row(first)
    card.add_row(second)
    assert first.property("last") == "false"
    assert second.property("last") == "true"
    assert first.accessibleName() == "A, a"
    card.clear_rows()
    assert card.rows() == ()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_clickable_row_opens_by_key_and_mouse(qtbot, key):
    row = CardRow("A").make_clickable()
    qtbot.addWidget(row)
    row.show()
    with qtbot.waitSignal(row.activated):
        qtbot.keyClick(row, key)
    with qtbot.waitSignal(row.activated):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)


def test_enter_presses_a_button(qtbot):
    button = PrimaryButton("Save", "check")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)


def test_an_icon_button_has_a_name(qtbot):
    button = IconButton("cross", "Close details")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "Close details"


def test_an_answer_is_checkable_and_large(qtbot):
    theme.apply(Settings(theme=ThemeChoice.LIGHT))
    button = BigButton.answer("Done", "ok", "check")
    qtbot.addWidget(button)
    button.show()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.isChecked()
    assert button.height() >= 60


def test_empty_state_shows_its_whole_text(qtbot):
    empty = EmptyState("cases", "No cases yet", "A long sentence. " * 12, "Add")
    qtbot.addWidget(empty)
    empty.resize(700, 500)
    empty.show()
    assert empty.text.height() >= empty.text.heightForWidth(empty.text.width())


def test_dialog_keys(qtbot):
    dialog = Dialog("Add room", name="add_room")
    qtbot.addWidget(dialog)
    line, lines = QLineEdit(), QPlainTextEdit()
    dialog.body.addWidget(line)
    dialog.body.addWidget(lines)
    accepted = []
    dialog.accepted_by_person.connect(lambda: accepted.append(1))
    dialog.show()
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert accepted == [1]
    lines.setFocus()
    qtbot.keyClick(lines, Qt.Key.Key_Return)
    assert accepted == [1]
    dialog.set_error("No.")
    assert dialog.error_line.isVisible()
    dialog.set_busy(busy=True)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert accepted == [1]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert window_state.remembered().value("dialog/add_room/geometry") is not None


def test_a_ring_speaks_its_value(qtbot):
    ring = ProgressRing("Parenteral cases", "counted")
    qtbot.addWidget(ring)
    ring.set_value("2 / 3", 2 / 3)
    assert ring.accessibleName() == "Parenteral cases: 2 / 3 counted, not complete"
    ring.set_value("3 / 3", 1.0, subtitle="done")
    assert ring.accessibleName() == "Parenteral cases: 3 / 3 done, complete"
    assert not ring.grab().isNull()


def test_progress_panel_stops_its_job(qtbot):
    panel, operations = ProgressPanel(), ImmediateOperations()
    qtbot.addWidget(panel)
    operations.hold()
    job = operations.run_long(lambda token: None, lambda _: None)
    panel.start("Exporting", job)
    panel.set_progress(3, 2000)
    assert panel.bar.value() == 3
    assert panel._detail.text() == "3 of 2\u202f000"
    panel.set_progress(42, 100)
    assert panel._detail.text() == "42 %"
    panel.rename("Writing")
    assert panel.bar.accessibleName() == "Writing"
    with qtbot.waitSignal(panel.cancelled):
        panel.button.click()
    assert job.token.cancelled
    panel.finish()
    assert panel.isHidden()


def test_undo_is_offered_once(qtbot):
    line, undone = StatusLine(), []
    qtbot.addWidget(line)
    line.show()
    line.tell("Case added", lambda: undone.append(1))
    assert line._undo_button.isVisible()
    line._undo_button.click()
    assert undone == [1]
    assert line.message() == ""
    assert not line.undo()


def test_busy_is_said_only_when_it_lasts(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.set_busy(True, "Opening")
    assert line.message() == ""
    qtbot.waitUntil(lambda: line.message() == "Opening…")
    line.set_busy(False)
    assert line.message() == ""


@pytest.fixture
def help_view(qtbot, tmp_path):
    (tmp_path / "index.md").write_text("# Help\n\nSee [Cases](cases.md).", encoding="utf-8")
    (tmp_path / "cases.md").write_text("# Cases\n\nThe gate.", encoding="utf-8")
    view = HelpView(tmp_path)
    qtbot.addWidget(view)
    view.show()
    return view


def test_help_shows_a_topic_or_the_index(help_view):
    help_view.show_topic("cases")
    assert "The gate." in help_view.browser.toPlainText()
    help_view.show_topic("no such topic")
    assert help_view.topic() == "index"


def test_help_searches_every_text(help_view, qtbot):
    qtbot.keyClicks(help_view.search, "gate")
    qtbot.keyClick(help_view.search, Qt.Key.Key_Return)
    assert [help_view.topics.item(n).text() for n in range(help_view.topics.count())] == ["Cases"]
    help_view.topics.setCurrentRow(0)
    assert help_view.topic() == "cases"
    qtbot.keyClick(help_view, Qt.Key.Key_Escape)
    assert not help_view.isVisible()


def test_help_follows_links(help_view):
    help_view.show_topic("index")
    help_view.browser.anchorClicked.emit("cases.md")
    assert help_view.topic() == "cases"


def test_plot_draws_names_and_follows_the_theme(qtbot):
    plot = Plot(Axis("Day", time=True), Axis("Activity", "MBq", log=True))
    qtbot.addWidget(plot)
    plot.resize(600, 300)
    curve = Curve("W-031", [0.0, 86400.0], [220.0, 22.0], points=True)
    plot.show_data([curve], [LimitLine("action level", 50.0, "problem")], "falls tenfold in a day")
    plot.show()
    assert plot.accessibleDescription() == "falls tenfold in a day"
    theme.apply(Settings(theme=ThemeChoice.DARK))
    assert not plot.grab().isNull()
    theme.apply(Settings(theme=ThemeChoice.LIGHT))
    assert nearest_point(curve, 80000.0, plot._y_axis) == "W-031: 22 MBq"
    assert plot._y_axis.words == "Activity (MBq), log scale"


def test_time_marks_do_not_crowd():
    days = time_ticks(0, 100 * 86400)
    assert len(days) <= 6
    assert days[0][1] == "1 Jan"
    assert time_ticks(0, 7200)[0][1] == "00:00"


def test_a_log_scale_is_marked_at_powers_of_ten_and_closer_where_there_is_room():
    assert [words for _, words in decade_ticks(0.02, 250)] == [
        "0.01",
        "0.1",
        "1",
        "10",
        "100",
        "1000",
    ]
    assert [words for _, words in decade_ticks(0.7, 8)][:4] == ["0.1", "0.2", "0.5", "1"]
    assert decade_ticks(1, 1) == [
        (0.0, "1"),
        (pytest.approx(0.301, abs=1e-3), "2"),
        (pytest.approx(0.699, abs=1e-3), "5"),
    ]


@pytest.fixture
def watch(qapp):
    clock = HandClock()
    made = IdleWatch(clock, idle_minutes=10)
    made.start()
    heard = []
    made.lock_due.connect(heard.append)
    yield made, clock, heard
    made.stop()


def test_idle_hands_lock(watch):
    made, clock, heard = watch
    for _ in range(119):
        clock.seconds += 5
        made.check()
    assert heard == []
    clock.seconds += 5
    made.check()
    assert heard == ["idle"]


def test_a_touch_starts_the_wait_again(watch, qtbot):
    made, clock, heard = watch
    widget = QWidget()
    qtbot.addWidget(widget)
    for _ in range(100):
        clock.seconds += 5
        made.check()
    qtbot.keyClick(widget, Qt.Key.Key_Shift)
    for _ in range(100):
        clock.seconds += 5
        made.check()
    assert heard == []


def test_a_jump_of_the_clock_means_sleep(watch):
    made, clock, heard = watch
    clock.seconds += 3600
    made.check()
    made.on_session_locked()
    made.on_prepare_for_sleep(False)
    made.on_prepare_for_sleep(True)
    assert heard == ["sleep", "session", "sleep"]


class Changes:
    def __init__(self, *kinds):
        self.kinds = frozenset(kinds)


class CountingPage(Page):
    watches = frozenset({"case"})

    def __init__(self):
        super().__init__("Cases")
        self.loads = 0

    def refresh(self):
        self.loads += 1


def test_a_page_reloads_at_once_when_seen_later_when_not(qtbot):
    page, bus = CountingPage(), ChangesBus()
    qtbot.addWidget(page)
    bus.changed.connect(page.on_changes)
    page.on_shown()
    assert page.loads == 1
    bus.tell(Changes("case"))
    assert page.loads == 1
    page.show()
    page.on_shown()
    assert page.loads == 2
    bus.tell(Changes("case", "log"))
    bus.tell(Changes("room"))
    bus.tell(None)
    assert page.loads == 3


def test_what_a_label_says_is_never_taken_for_markup(qtbot):
    label = text_label("<b>GENUINE</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
