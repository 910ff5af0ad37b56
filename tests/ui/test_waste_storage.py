"""Waste on its shelves: tiles, the chosen container, its next step, and why the others wait."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.waste import WasteState
from au_desktop.domain.safety.waste_contents import Production
from au_desktop.domain.safety.waste_steps import Way
from au_desktop.settings import Settings, ThemeChoice, UnitsFirst
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.targets import TabTarget
from au_desktop.ui.waste.storage_tab import LIST, SHELVES
from tests.waste_desk import BY, WasteDesk
from tests.waste_page import make_page


@pytest.fixture
def center(qtbot):
    window_state.use(None)
    return WasteDesk()


@pytest.fixture
def show(qtbot):
    def shown(center, role=Role.RSO, settings=None):
        page = make_page(center, role, settings or Settings(theme=ThemeChoice.LIGHT))
        qtbot.addWidget(page)
        page.resize(1150, 700)
        page.show()
        page.on_shown()
        return page

    return shown


def test_an_empty_storage_offers_the_first_container(center, show):
    page = show(center)
    tab = page.tab()
    assert tab.empty.isVisible()
    assert page.main_action.text == "New container"
    tab.empty.button.click()
    dialog = tab.dialog
    dialog.form.set_values({"shelf": "B2", "from_where": "room 3"})
    dialog.primary_button.click()
    (container,) = center.waste.open_containers()
    assert (container.shelf, container.room.name) == ("B2", "Waste room")
    assert not tab.empty.isVisible()
    assert list(tab.map.tiles) == [container.id]


def test_tiles_stand_on_their_shelves_and_say_their_state(center, show):
    key = center.sealed()
    held = center.sealed("Lu-177", Production.CARRIER_ADDED)
    tab = show(center).tab()
    assert "in storage" in tab.map.tiles[key].accessibleName()
    assert "in 80 days" in tab.map.tiles[key].accessibleName()
    assert "not eligible: Lu-177m" in tab.map.tiles[held].accessibleName()
    assert tab.subtitle() == "2 containers"


def test_a_survey_that_is_due_is_said(center, show):
    key = center.sealed()
    center.clock.move(days=90)
    tab = show(center).tab()
    assert tab.subtitle() == "1 container, 1 to survey"
    assert "survey now" in tab.map.tiles[key].accessibleName()


def test_a_tile_opens_its_container_by_mouse_and_key_and_esc_puts_it_away(center, show, qtbot):
    key = center.sealed()
    page = show(center)
    tab = page.tab()
    qtbot.mouseClick(tab.map.tiles[key], Qt.MouseButton.LeftButton)
    assert tab.view.isVisible()
    assert tab.view.title.text() == "WC-0001 · dry waste"
    assert page.go_back()
    assert not tab.view.isVisible()
    assert not page.go_back()
    qtbot.keyClick(tab.map.tiles[key], Qt.Key.Key_Return)
    assert tab.view.isVisible()
    qtbot.keyClick(tab.map.tiles[key], Qt.Key.Key_Tab)


def test_a_container_says_why_it_cannot_be_disposed_of_yet(center, show):
    key = center.sealed()
    tab = show(center).tab()
    tab.select(key)
    view = tab.view
    assert not view.button("dispose").isEnabled()
    assert "35.92(a)(1)" in view.why.text()
    assert "only a reminder" in view.why.text()
    assert view.button("survey").isEnabled()
    assert view.button("survey").property("kind") == "secondary"
    center.clock.move(days=90)
    tab.refresh()
    assert tab.view.button("survey").property("kind") == "primary"
    assert "In it now: I-131 92." in view.plot_words.text()
    assert "10 × 8.021 d" in view.plot_words.text()


def test_lu_177m_is_held_with_a_transfer_as_its_way(center, show):
    key = center.sealed("Lu-177", Production.CARRIER_ADDED)
    tab = show(center).tab()
    tab.select(key)
    assert "Lu-177m (160.4 d) is in it" in tab.view.flags.text()
    assert set(tab.view.buttons) == {"fill", "seal", "transfer", "dispose"}
    assert tab.view.button("transfer").isEnabled()
    assert "lower line is Lu-177m" in tab.view.plot_words.text()
    tab.view.button("transfer").click()
    assert tab.dialog.containers.value() == (str(key),)


def test_units_follow_the_settings(center, show):
    key = center.sealed()
    mci = Settings(theme=ThemeChoice.DARK, units_first=UnitsFirst.MCI)
    tab = show(center, settings=mci).tab()
    tab.select(key)
    assert "5.946 mCi" in tab.view.plot_words.text()


def test_the_list_shows_what_is_gone_and_opens_any_container(center, show):
    key = center.cleared()
    center.waste.deface(key, BY)
    center.waste.dispose(key, Way.REGULAR, center.now(), BY)
    tab = show(center).tab()
    assert tab.empty.isVisible()
    tab.modes.choose(LIST)
    tab.find_in_page()
    table = tab.list.panel.table
    assert table.rows.rowCount() == 1
    table.selectRow(0)
    row = table.current_row()
    assert (row.code, row.state) == ("WC-0001", "disposed")
    tab.list.opened.emit(row)
    assert tab.modes.chosen() == (SHELVES,)
    assert tab.view.isVisible()
    assert "Gone" in tab.view.history.rows()[-1].accessibleName()
    assert tab.view.why.text() == ""


def test_whoever_may_not_dispose_sees_why(center, show):
    key = center.cleared()
    tab = show(center, Role.COORDINATOR).tab()
    tab.select(key)
    assert not tab.view.button("deface").isEnabled()
    assert "may not dispose" in tab.view.button("deface").toolTip()


def test_another_page_leads_to_a_container(center, show):
    key = center.sealed()
    page = show(center)
    page.open_target(TabTarget("storage", key))
    assert page.tab().view.container.id == key
    page.tab().select("not an id")
    assert page.tab().view.container.id == key
    assert isinstance(key, UUID)
    assert page.tab().view.container.state is WasteState.STORED


def test_a_tag_is_written_for_the_chosen_container(center, show, tmp_path):
    key = center.sealed()
    page = show(center)
    tab = page.tab()
    assert not page.print_page()
    tab.select(key)
    told = []
    tab.told.connect(told.append)
    tab.write_tag(tab.view.container, tmp_path / "tag.pdf")
    assert told == ["Tag saved as tag.pdf."]
    assert page._context.services.waste_tags._writer.written


def test_the_center_sets_its_own_limits_with_a_basis(center, show):
    tab = show(center).tab()
    tab.limits_button.click()
    dialog = tab.dialog
    assert "120 d" in dialog.holds.text()
    dialog.choice.setCurrentIndex(1)
    assert dialog.holds.text().startswith("none")
    dialog.form.set_values({"value": "10 half-lives"})
    dialog.primary_button.click()
    assert "is missing" in dialog.form.error("basis")
    dialog.form.set_values({"basis": "license condition 14"})
    dialog.primary_button.click()
    assert center.rules.rules().half_lives == 10
    tab.ask_limits()
    tab.dialog.choice.setCurrentIndex(1)
    assert tab.dialog.form.value("basis") == "license condition 14"
    tab.dialog.reject()


def test_impurities_of_which_the_same_is_known_stand_in_one_phrase(center, show):
    key = center.sealed("Y-90", Production.GLASS)
    tab = show(center).tab()
    tab.select(key)
    said = tab.view.flags.text()
    assert said.count("may have come with Y-90") == 1
    assert "Eu-152 (4944 d), Eu-154" in said
    assert "certificate has to settle" in tab.view.why.text()
