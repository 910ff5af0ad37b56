"""The window opens every page for every role, light and dark, and offers nobody what the permission table denies."""

from dataclasses import replace

import pytest

from au_desktop.bootstrap import FileOpening, tools
from au_desktop.domain.roles import Permission, Role, may
from au_desktop.security.key_slots import FLOOR
from au_desktop.services.example.worked_example import ExampleSize
from au_desktop.settings import ThemeChoice
from au_desktop.ui.kit import theme
from tests.e2e.workstation import Workstation

PAGES = ("today", "trainees", "cases", "checklists", "signing", "documents", "center")
NEEDED = {
    "today": Permission.LOG_CASES,
    "trainees": Permission.MANAGE_TRAINEES,
    "cases": Permission.LOG_CASES,
    "checklists": Permission.FILL_CHECKLISTS,
    "documents": Permission.EXPORT,
    "center": Permission.MANAGE_PEOPLE,
}


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    opening = FileOpening(replace(tools(), kdf=FLOOR))
    folder = tmp_path_factory.mktemp("example") / "Worked example.aucenter"
    return opening.worked_example(folder, size=ExampleSize(trainees=6, cases=8))


@pytest.fixture
def station(qtbot, tmp_path):
    made = Workstation(qtbot, tmp_path)
    yield made
    made.switch_off()


@pytest.mark.parametrize("role", list(Role))
def test_every_page_opens_and_offers_what_the_role_may_do(station, example, role):
    person = next(one for one in example.people if one.role is role)
    station.open_folder(example.folder)
    station.unlock(person.name, example.passphrase)
    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        station.desktop._take_settings(replace(station.desktop.settings, theme=choice))
        assert theme.current().tokens.name == choice.value
        for key in PAGES:
            station.go_to(key)
            assert station.frame.current_key() == key
            assert station.dialogs() == []
            assert_offer(station, key, role)


def assert_offer(station, key, role):
    action = station.frame.top_bar.action_button
    offered = action.isVisible() and action.isEnabled()
    if key in NEEDED:
        assert offered == may(role, NEEDED[key]), key
