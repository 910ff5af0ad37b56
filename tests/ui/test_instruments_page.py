"""The page Instruments: what may be used, checks computed while they are typed, sources with leak tests and inventory."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit

from au_desktop.domain.ids import RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.check_points import CheckPoint
from au_desktop.domain.safety.instrument_tests import CheckKind, LinearityMethod
from au_desktop.domain.safety.instruments import Fitness, InstrumentKind
from au_desktop.services.safety.check_take_over import CheckOffer
from au_desktop.ui.instruments.instruments_page import InstrumentsPage
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.targets import TabTarget
from tests.instrument_bench import CALIBRATOR, COUNTER, METER, InstrumentBench


@pytest.fixture
def bench():
    return InstrumentBench()


@pytest.fixture
def make_page(qtbot):
    def make(bench):
        page = InstrumentsPage(bench.services, bench.operations, bench.changes, bench.settings)
        qtbot.addWidget(page)
        page.told = []
        page.undos = []
        page.status_told.connect(page.told.append)
        page.undo_offered.connect(lambda words, _undo: page.undos.append(words))
        bench.changes.changed.connect(page.on_changes)
        page.resize(1158, 690)
        with qtbot.waitExposed(page):
            page.show()
        page.on_shown()
        return page

    return make


def press(widget, words):
    found = [
        one
        for one in widget.findChildren(QAbstractButton)
        if one.text() == words and one.isEnabled()
    ]
    found[-1].click()


def shown_dialog(page, kind=RecordDialog):
    return next(one for one in page.findChildren(kind) if one.isVisible())


def standing(bench, key):
    return bench.instruments.standing(key)


def test_an_empty_page_says_what_it_is_for(make_page, bench):
    page = make_page(bench)
    assert page.tab().panel.empty.isVisible()
    assert page.open_tab("due").panel.empty.isVisible()
    assert page.open_tab("sources").panel.empty.isVisible()


def test_an_instrument_is_added_changed_and_retired(make_page, bench, qtbot):
    page = make_page(bench)
    page.main_action.run()
    dialog = shown_dialog(page)
    qtbot.keyClicks(dialog.form.field("name"), "CAL-1")
    dialog.form.set_values({"kind": InstrumentKind.DOSE_CALIBRATOR, "serial": "550"})
    dialog.primary_button.click()
    tab = page.tab()
    tab.panel.table.selectRow(0)
    row = tab.panel.table.current_row()
    assert (row.instrument.name, row.fitness) == ("CAL-1", Fitness.NEVER_CALIBRATED)
    press(tab.panel.details, "Edit…")
    edit = shown_dialog(page)
    edit.form.set_values({"model": "CRC-55tR"})
    edit.primary_button.click()
    assert standing(bench, row.instrument.id).instrument.model == "CRC-55tR"
    tab.panel.table.selectRow(0)
    press(tab.panel.details, "Retire")
    assert page.undos[-1] == "CAL-1 retired."
    assert standing(bench, row.instrument.id).fitness is Fitness.RETIRED


def test_constancy_is_judged_while_it_is_typed_and_a_failure_asks_what_was_done(
    make_page, bench, qtbot
):
    key = bench.add("CAL-1", CALIBRATOR)
    bench.add_source()
    page = make_page(bench)
    tab = page.tab()
    tab.entry.begin(key, CheckKind.CONSTANCY)
    dialog = tab.entry.dialog
    row = dialog.rows.lines[0]
    row.source.setCurrentIndex(1)
    assert row.expected.text() == "175.25"
    qtbot.keyClicks(row.cells["reading"], "176")
    assert row.chip.text() == "+0.5 % passed"
    assert "100 · (176 - 175.25) / 175.25 = +0.5 %" in dialog.told.text()
    assert not dialog.action.isVisible()
    row.cells["reading"].setText("200")
    assert dialog.chip.text() == "failed"
    assert dialog.action.isVisible()
    dialog.primary_button.click()
    assert dialog.isVisible()
    dialog.action.setPlainText("Not used; RSO told.")
    dialog.primary_button.click()
    assert page.told[-1] == "Constancy of CAL-1 kept: failed. It may not be used."
    assert standing(bench, key).fitness is Fitness.CHECK_FAILED
    tab.select(key)
    assert tab.panel.table.current_row().fitness is Fitness.CHECK_FAILED


def test_the_next_check_begins_with_the_rows_of_the_last(make_page, bench):
    key, source = bench.add("CAL-1", CALIBRATOR), bench.add_source()
    tab = make_page(bench).tab()
    point = CheckPoint("Cs-137", Decimal(175), Decimal(200), "µCi", source=source.ref)
    draft = bench.keeper.prepare(key, CheckKind.CONSTANCY)
    bench.keeper.enter(replace(draft, points=(point,), action="not used"))
    bench.memory.clock.move(hours=1)
    tab.entry.begin(key, CheckKind.CONSTANCY)
    again = tab.entry.dialog
    assert again.rows.lines[0].source.currentData() is not None
    again.rows.lines[0].cells["reading"].setText("175")
    again.primary_button.click()
    assert standing(bench, key).fitness is Fitness.FIT


def test_what_cannot_be_read_is_said_beside_the_row(make_page, bench):
    key = bench.add("SM-1", METER)
    tab = make_page(bench).tab()
    tab.entry.begin(key, CheckKind.DAILY)
    dialog = tab.entry.dialog
    row = dialog.rows.lines[0]
    row.cells["expected"].setText("2.0")
    row.cells["reading"].setText("two")
    assert row.problem.isVisible()
    dialog.primary_button.click()
    assert dialog.error_line.isVisible()
    row.cells["reading"].setText("2.1")
    dialog.primary_button.click()
    assert "lacks the battery" in dialog.error_line.text()
    dialog.form.set_values({"battery": True, "undamaged": True, "background": "0.02"})
    dialog.primary_button.click()
    kept = bench.instruments.newest(key, CheckKind.DAILY)
    assert (kept.battery, str(kept.background), kept.background_unit) == (True, "0.02", "mR/h")


def test_linearity_takes_decay_or_sleeves(make_page, bench):
    key = bench.add("CAL-1", CALIBRATOR)
    tab = make_page(bench).tab()
    tab.entry.begin(key, CheckKind.LINEARITY)
    dialog = tab.entry.dialog
    dialog.form.set_values({"nuclide_id": "Tc-99m"})
    for line, (time, reading) in zip(
        dialog.rows.lines,
        [("2026-11-19 08:00", "100"), ("2026-11-19 14:00", "50.2")],
        strict=False,
    ):
        line.cells["time"].setText(time)
        line.cells["reading"].setText(reading)
    assert dialog.rows.lines[1].chip.text().endswith("passed")
    dialog.form.set_values({"method": LinearityMethod.SLEEVES})
    assert "factor" in dialog.rows.lines[0].cells
    dialog.rows.lines[0].cells["reading"].setText("100")
    dialog.rows.lines[1].cells["factor"].setText("4")
    dialog.rows.lines[1].cells["reading"].setText("25")
    dialog.rows.add_button.click()
    assert len(dialog.rows.lines) == 3
    dialog.rows.lines[2].remove.click()
    dialog.primary_button.click()
    kept = bench.instruments.newest(key, CheckKind.LINEARITY)
    assert (kept.method, len(kept.points), kept.nuclide_id) == (
        LinearityMethod.SLEEVES,
        2,
        "Tc-99m",
    )


def test_a_linearity_kept_without_a_method_begins_with_decay(make_page, bench):
    key = bench.add("CAL-1", CALIBRATOR)
    bench.check(key, CheckKind.LINEARITY, "100", "101")
    tab = make_page(bench).tab()
    tab.entry.begin(key, CheckKind.LINEARITY)
    assert tab.entry.dialog.form.value("method") == LinearityMethod.DECAY
    assert "time" in tab.entry.dialog.rows.lines[0].cells


def test_a_counter_takes_counts_and_an_efficiency(make_page, bench):
    key = bench.add("WC-1", COUNTER)
    tab = make_page(bench).tab()
    tab.entry.begin(key, CheckKind.COUNTER)
    dialog = tab.entry.dialog
    counts = "1000 1031 969 1010 990 1025 975 1040 960 1000"
    dialog.form.set_values({"background": "40", "minutes": "1", "counts": counts})
    dialog.primary_button.click()
    kept = bench.instruments.newest(key, CheckKind.COUNTER)
    assert kept is not None
    assert len(kept.counts) == 10
    tab.entry.begin(key, CheckKind.EFFICIENCY)
    efficiency = tab.entry.dialog
    efficiency.form.set_values({"nuclide": "Lu-177", "standard": "mock, lot 7"})
    efficiency.primary_button.click()
    assert efficiency.form.error("activity")
    efficiency.form.set_values({"percent": "22"})
    efficiency.primary_button.click()
    tab.entry.begin(key, CheckKind.EFFICIENCY)
    counted = tab.entry.dialog
    counted.form.set_values(
        {"nuclide": "Cs-137", "standard": "E&Z 1", "gross": "5040", "background": "40"}
    )
    counted.form.field("activity").set_text("333.3333 Bq")
    counted.primary_button.click()
    known = bench.instruments.efficiencies(key, bench.desk.today())
    assert [(one.efficiency.nuclide_id, f"{one.value:.2f}") for one in known] == [
        ("Cs-137", "0.25"),
        ("Lu-177", "0.22"),
    ]


def test_a_checklist_is_taken_over_as_a_check(make_page, bench):
    key = bench.add("SM-1", METER)
    taken = replace(
        bench.keeper.prepare(key, CheckKind.DAILY),
        battery=False,
        points=(CheckPoint("check source", Decimal(2), Decimal("2.1"), "mR/h"),),
    )
    offer = CheckOffer(RunId(taken.id), "R-000012", "Survey meter, check of the day", taken.at)

    class Offers:
        def offers(self, instrument_id):
            return (offer,)

        def read(self, instrument_id, run_id):
            return taken

    bench.services.check_take_over = Offers()
    page = make_page(bench)
    tab = page.tab()
    tab.panel.table.selectRow(0)
    press(tab.panel.details, "Take over R-000012…")
    tab.entry.dialog.primary_button.click()
    assert tab.entry.dialog.isVisible()
    tab.entry.dialog.form.set_values({"action": "New batteries"})
    tab.entry.dialog.primary_button.click()
    assert standing(bench, key).fitness is Fitness.CHECK_FAILED


def test_repair_and_return_are_offered_in_turn(make_page, bench):
    key = bench.add("SM-1", METER)
    page = make_page(bench)
    tab = page.tab()
    names = [one.text() for one in tab.make_menu(standing(bench, key).instrument).actions()]
    assert names == ["Daily check…", "Calibration…", "Send for repair…"]
    tab.entry.begin(key, CheckKind.SENT)
    tab.entry.dialog.form.set_values({"action": "needle sticks", "body": "Ludlum"})
    tab.entry.dialog.primary_button.click()
    assert standing(bench, key).fitness is Fitness.UNDER_REPAIR
    names = [one.text() for one in tab.make_menu(standing(bench, key).instrument).actions()]
    assert names == ["Back from repair…"]
    tab.entry.begin(key, CheckKind.BACK)
    tab.entry.dialog.form.set_values({"at": "yesterday", "action": "new needle"})
    tab.entry.dialog.primary_button.click()
    assert tab.entry.dialog.isVisible()
    tab.entry.dialog.form.set_values({"at": "2026-11-20 15:00"})
    tab.entry.dialog.primary_button.click()
    assert standing(bench, key).fitness is Fitness.REPAIRED
    bench.memory.clock.move(hours=2)
    tab.entry.begin(key, CheckKind.CALIBRATION)
    dialog = tab.entry.dialog
    for line, (scale, expected, reading) in zip(
        dialog.rows.lines, [("x1", "0.8", "0.9"), ("x1", "0.2", "0.2")], strict=True
    ):
        line.cells["scale"].setText(scale)
        line.cells["expected"].setText(expected)
        line.cells["reading"].setText(reading)
    dialog.form.set_values({"body": "Ludlum", "certificate": "C-77"})
    dialog.primary_button.click()
    assert standing(bench, key).fitness is Fitness.FIT


def test_an_instrument_opens_with_its_course_and_its_checks(make_page, bench, qtbot):
    key = bench.add("CAL-1", CALIBRATOR)
    now = bench.memory.clock.now()
    for day in range(5, 0, -1):
        at = Moment(now.utc - timedelta(days=day))
        bench.check(key, CheckKind.CONSTANCY, "112" if day == 3 else "101", at=at, action="told")
    page = make_page(bench)
    tab = page.tab()
    tab.panel.table.selectRow(0)
    press(tab.panel.details, "Checks and plot")
    view = tab.view
    assert not page.bar.isVisible()
    assert page.shows_back
    (line,) = view.plot.lines
    assert [point.failed for point in line.points] == [False, False, True, False, False]
    assert {level.at for level in view.plot.canvas._limits} == {10, -10, 5, -5}
    view.plot.canvas.mark(0, 2)
    qtbot.keyClick(view.plot.canvas, Qt.Key.Key_Return)
    assert view.panel.table.current_row().failed
    assert view.bar.isVisible()
    view.panel.search.setText("IC-0001")
    view.panel.search.searched.emit("IC-0001")
    assert tab.find_in_page()
    page.open_tab("due")
    assert page.bar.isVisible()
    page.open_target(TabTarget("instruments", view.standing.newest[0].id))
    assert page.go_back()
    assert page.bar.isVisible()
    assert not page.go_back()
    page.open_target(TabTarget("instruments", view.standing.newest[0].id))


def test_a_check_made_void_gives_the_instrument_back(make_page, bench):
    key = bench.add("CAL-1", CALIBRATOR)
    kept = bench.check(key, CheckKind.CONSTANCY, "150", action="wrong source")
    page = make_page(bench)
    tab = page.tab()
    tab.select(kept.id)
    tab.view.panel.table.select_key(kept.id)
    tab.view.bar.void()
    dialog = tab.view.bar.dialog
    dialog.findChild(QPlainTextEdit).setPlainText("The wrong source was in the well")
    dialog.primary_button.click()
    assert standing(bench, key).fitness is Fitness.FIT


def test_what_is_due_begins_its_check(make_page, bench):
    key = bench.add("SM-1", METER)
    source = bench.add_source()
    page = make_page(bench)
    tab = page.open_tab("due")
    rows = {row.what: row for row in tab._rows}
    assert set(rows) == {"Daily check", "Leak test", "Inventory"}
    tab.panel.table.select_key(rows["Daily check"].key)
    press(tab.panel.details, "Enter check…")
    assert tab.entry.dialog.isVisible()
    tab.entry.dialog.reject()
    went = []
    page.go_requested.connect(lambda place, target: went.append((place, target)))
    tab.begin(rows["Leak test"])
    assert went == [("instruments", TabTarget("sources", source.id))]
    assert tab.find_in_page()
    assert key


def test_staff_may_check_but_not_manage(make_page):
    bench = InstrumentBench(Role.STAFF)
    key = bench.add("SM-1", METER)
    page = make_page(bench)
    menu = page.tab().make_menu(standing(bench, key).instrument)
    allowed = {one.text(): one.isEnabled() for one in menu.actions()}
    assert allowed == {"Daily check…": True, "Calibration…": False, "Send for repair…": False}
    assert not page.main_action.enabled
