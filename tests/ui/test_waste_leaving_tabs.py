"""The tabs Transfers and Sewer: entering a record, what it tells, and what is still owed."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from au_desktop.domain.safety.transfers import Verification
from au_desktop.domain.safety.waste import WasteState
from au_desktop.domain.safety.waste_contents import Production
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import window_state
from tests.waste_desk import WasteDesk
from tests.waste_examples import mbq
from tests.waste_page import make_page


@pytest.fixture
def center(qtbot):
    window_state.use(None)
    return WasteDesk()


@pytest.fixture
def open_tab(qtbot):
    def opened(center, key):
        page = make_page(center, settings=Settings(theme=ThemeChoice.LIGHT))
        qtbot.addWidget(page)
        page.resize(1150, 700)
        page.show()
        page.on_shown()
        return page.open_tab(key)

    return opened


LICENSE = {
    "recipient": "Example Waste Broker",
    "number": "99-12345-01",
    "agency": "NRC",
    "expires": date(2030, 1, 1),
    "evidence": "amendment 12",
    "covers": True,
}


def words(tab):
    return " ".join(label.text() for label in tab.list.panel.details.findChildren(QLabel))


def test_a_transfer_takes_the_container_along(center, open_tab):
    key = center.sealed("Lu-177", Production.CARRIER_ADDED)
    tab = open_tab(center, "transfers")
    tab.main_action().run()
    dialog = tab.dialog
    assert "Name the recipient" in dialog.missing.text()
    dialog.form.set_values({**LICENSE, "containers": (str(key),)})
    assert dialog.missing.text() == "Verified as 10 CFR 30.41 asks."
    dialog.primary_button.click()
    assert center.container(key).state is WasteState.GONE
    tab.list.panel.table.selectRow(0)
    assert "Lu-177m" in words(tab)
    assert "10 CFR 30.41(d)(1)" in words(tab)
    assert tab.bar.isVisible()


def test_what_30_41_asks_is_refused_in_a_sentence(center, open_tab):
    tab = open_tab(center, "transfers")
    tab.ask_new()
    dialog = tab.dialog
    dialog.form.set_values({**LICENSE, "covers": False, "nuclide": "Co-57"})
    dialog.form.set_values({"activity": mbq("3.7"), "form": "sealed source"})
    dialog.primary_button.click()
    assert "30.41(c)" in dialog.error_line.text()
    dialog.form.set_values({"covers": True})
    dialog.primary_button.click()
    assert center.transfers.last().materials[0].nuclide == "Co-57"


def test_an_oral_certification_is_followed_up(center, open_tab):
    tab = open_tab(center, "transfers")
    tab.ask_new()
    dialog = tab.dialog
    dialog.form.set_values({**LICENSE, "way": Verification.ORAL, "nuclide": "Co-57"})
    dialog.form.set_values({"activity": mbq("3.7")})
    assert "30.41(d)(3)" in dialog.missing.text()
    dialog.primary_button.click()
    tab.list.panel.table.selectRow(0)
    assert "Confirmation is owed" in words(tab)
    tab.ask_confirmation()
    tab.dialog.form.set_values({"document": "letter of the broker"})
    tab.dialog.primary_button.click()
    assert center.transfers.last().confirmation.document == "letter of the broker"
    assert "Confirmed in writing" in words(tab)


def test_the_next_transfer_begins_with_the_last_recipient(center, open_tab):
    center.transfers.enter(center.new_transfer(center.sealed()))
    tab = open_tab(center, "transfers")
    tab.ask_new()
    assert tab.dialog.form.value("recipient") == "Example Waste Broker"
    assert tab.dialog.form.value("covers") is False
    tab.dialog.reject()


def test_a_release_tells_month_and_year_while_it_is_typed(center, open_tab):
    tab = open_tab(center, "sewer")
    tab.main_action().run()
    dialog = tab.dialog
    dialog.form.set_values({"water": "900", "soluble": True, "public": True})
    assert dialog.sums.text() == ""
    nuclide, activity = dialog.released.rows[0]
    nuclide.setCurrentText("I-131")
    activity.set_text("37 MBq")
    assert "1.11E-6 of 1E-5 µCi/mL (needs checking)" in dialog.sums.text()
    assert "within the limits" in dialog.sums.text()
    dialog.primary_button.click()
    tab.list.panel.table.selectRow(0)
    assert "1000 µCi / 900 m³ = 1.11E-6 µCi/mL" in words(tab)
    assert "Excreta of patients" in words(tab)
    tab.ask_new()
    assert tab.dialog.form.value("water") == "900"
    tab.dialog.reject()


def test_a_release_above_the_limit_is_refused_and_kept_only_with_a_word(center, open_tab):
    tab = open_tab(center, "sewer")
    tab.ask_new()
    dialog = tab.dialog
    dialog.primary_button.click()
    assert dialog.form.error("water")
    dialog.form.set_values({"water": "1", "soluble": True, "public": True})
    dialog.primary_button.click()
    assert "name a nuclide" in dialog.form.error("released").lower()
    nuclide, activity = dialog.released.rows[0]
    nuclide.setCurrentText("I-131")
    activity.set_text("37 MBq")
    assert "above the limits" in dialog.sums.text()
    dialog.primary_button.click()
    assert "20.2003(a)(3)" in dialog.error_line.text()
    dialog.form.set_values({"over_reason": "poured before it was counted; RSO told"})
    dialog.primary_button.click()
    tab.list.panel.table.selectRow(0)
    assert "Against the rule" in words(tab)


def test_a_record_is_found_by_search_and_put_away(center, open_tab):
    key = center.sewer.enter(center.new_release("1")).value
    tab = open_tab(center, "sewer")
    tab.select(key)
    assert tab.record.id == key
    tab.select("nothing")
    tab.refresh()
    assert tab.record.id == key
    tab.list.panel.table.clearSelection()
    assert tab.find_in_page()


def test_a_container_may_be_poured_away_with_its_release(center, open_tab):
    key = center.sealed("Tc-99m")
    tab = open_tab(center, "sewer")
    tab.ask_new()
    dialog = tab.dialog
    values = {"water": "900", "soluble": True, "public": True, "containers": (str(key),)}
    dialog.form.set_values(values)
    nuclide, activity = dialog.released.rows[0]
    nuclide.setCurrentText("Tc-99m")
    activity.set_text("1 MBq")
    dialog.primary_button.click()
    assert center.container(key).disposition.record_code == "SW-0001"
