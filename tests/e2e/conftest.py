"""The worked example with its stories, made once and copied for every test, and a workstation in front of the copy."""

import shutil
from dataclasses import replace

import pytest

from au_desktop.bootstrap import FileOpening, tools
from au_desktop.security.key_slots import FLOOR
from au_desktop.services.example.worked_example import ExampleSize
from tests.e2e.safety_day import SafetyDay
from tests.e2e.training_desk import TrainingDesk
from tests.e2e.workstation import Workstation


@pytest.fixture(scope="session")
def stories(tmp_path_factory):
    opening = FileOpening(replace(tools(), kdf=FLOOR))
    folder = tmp_path_factory.mktemp("stories") / "Worked example.aucenter"
    opening.worked_example(folder, size=ExampleSize(trainees=1, cases=1, stories=True))
    return folder


@pytest.fixture
def center(stories, tmp_path):
    return shutil.copytree(stories, tmp_path / "Lakeside.aucenter")


@pytest.fixture
def desk(qtbot, tmp_path, center):
    made = TrainingDesk(Workstation(qtbot, tmp_path), center)
    yield made
    made.station.switch_off()


@pytest.fixture
def day(desk):
    return SafetyDay(desk)
