"""The sealed sources on the page Instruments: entered, leak tested, looked for, reported and gone."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton

from au_desktop.domain.safety.sealed_sources import SourceState
from au_desktop.ui.instruments.instruments_page import InstrumentsPage
from tests.instrument_bench import InstrumentBench


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


def test_a_source_is_added_tested_and_looked_for(make_page, bench):
    page = make_page(bench)
    tab = page.open_tab("sources")
    page.main_action.run()
    form = tab.dialog.form
    form.set_values({"name": "CS-1", "nuclide": "Cs-137", "serial": "7781"})
    form.field("activity").set_text("200 µCi")
    form.set_values({"reference": bench.desk.today() - timedelta(days=2100)})
    tab.dialog.primary_button.click()
    (source,) = bench.sources.all()
    assert source.half_life_basis
    tab.panel.table.selectRow(0)
    assert page.subtitle == "Inventory never taken"
    tab.leak_test(source)
    test = tab.dialog
    test.form.set_values({"gross": "9000", "background": "50", "efficiency": "25"})
    assert test.chip.text() == "leaking"
    assert "(9000 - 50) / (60 · 0.25) = 596.7 Bq" in test.told.text()
    test.form.set_values({"gross": "60"})
    assert test.chip.text() == "passed"
    test.primary_button.click()
    assert bench.sources.all()[0].last_leak_test == bench.desk.today()


def test_the_inventory_asks_a_word_for_what_is_missing(make_page, bench):
    bench.add_source()
    tab = make_page(bench).open_tab("sources")
    tab.take_inventory()
    tab.dialog.primary_button.click()
    assert tab.dialog.isVisible()
    tab.dialog.found[0].setChecked(True)
    tab.dialog.places[0].setText("safe")
    tab.dialog.primary_button.click()
    assert bench.sources.all()[0].last_inventory == bench.desk.today()
    tab.edit(bench.sources.all()[0])
    tab.dialog.form.set_values({"place": "drawer"})
    tab.dialog.primary_button.click()
    assert bench.sources.all()[0].where == "drawer"


def test_a_leaking_source_is_reported_and_leaves(make_page, bench):
    source = bench.add_source()
    page = make_page(bench)
    tab = page.open_tab("sources")
    tab.leak_test(source)
    tab.dialog.form.field("reported").set_text("200 Bq")
    assert tab.dialog.chip.text() == "leaking"
    tab.dialog.primary_button.click()
    assert tab.dialog.isVisible()
    tab.dialog.form.set_values({"action": "bagged", "laboratory": "RSO Inc"})
    tab.dialog.primary_button.click()
    tab.select(source.id)
    press(tab.panel.details, "Note the report…")
    tab.dialog.form.set_values({"to": "Region III"})
    tab.dialog.primary_button.click()
    assert bench.sources.all()[0].report_due is None
    tab.select(source.id)
    press(tab.panel.details, "Left the center…")
    tab.dialog.form.set_values({"to": "maker, 45-1"})
    tab.dialog.primary_button.click()
    assert bench.sources.all()[0].state is SourceState.GONE
    check = bench.sources.checks(source.id)[0]
    tab.panel.filters.choose("")
    tab.select(check.id)
    assert tab.panel.table.current_row().id == source.id
