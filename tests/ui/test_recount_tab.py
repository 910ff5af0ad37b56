"""The recount: the same log under two profiles, what differs first, each difference in words."""

import pytest

from au_desktop.domain.training.cases import Prescribed
from au_desktop.domain.training.trainees import Pathway
from au_desktop.settings import Settings
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.trainees.recount_tab import RecountTab
from tests.builders import mci
from tests.fakes_ui import ImmediateOperations
from tests.training_center import (
    DOTATATE,
    IODIDE,
    RADIUM,
    SPHERES,
    TrainingCenter,
    an_authorized_user,
    mbq,
)


@pytest.fixture
def center():
    return TrainingCenter()


@pytest.fixture
def tab(center, qtbot):
    shown = RecountTab(
        SectionContext(center.services(), ImmediateOperations(), ChangesBus(), Settings())
    )
    qtbot.addWidget(shown)
    shown.resize(1150, 900)
    shown.show()
    return shown


def a_log(center, **changes):
    facts = {"pathway": Pathway.ALTERNATE_390, "requested": ("G1", "G2", "G3")} | changes
    trainee_id = center.enroll(**facts)
    listed = an_authorized_user(center)
    given = (
        (IODIDE, mci("100")),
        (DOTATATE, mci("199")),
        (RADIUM, mbq("4.6")),
        (SPHERES, mbq("2000")),
    )
    for number, (drug, activity) in enumerate(given):
        center.log_case(
            trainee_id=trainee_id,
            supervisor_id=listed,
            drug_id=drug,
            administered=activity,
            prescribed=Prescribed(activity),
            patient_code=f"LR-30{number}",
        )
    return trainee_id


def texts(table, column):
    at = [one.name for one in table.rows.columns].index(column)
    return [table.rows.index(row, at).data() for row in range(table.rows.rowCount())]


def test_what_differs_stands_first_and_says_why(center, tab):
    tab.show_trainee(a_log(center))
    assert texts(tab.line_table, "differs")[:2] == ["differs", "same"]
    assert texts(tab.line_table, "own")[0].startswith("G3: 0 of 3 cases")
    assert texts(tab.line_table, "other")[0].startswith("G3a: 0 of 3 cases")
    assert "G3b" in texts(tab.line_table, "other")[0]
    assert texts(tab.case_table, "differs") == ["differs", "differs", "same", "same"]
    assert texts(tab.case_table, "own")[0] == "G3, does not count"
    assert texts(tab.case_table, "other")[0] == "G3a, does not count"
    assert "is divided there" in tab.why.text()
    assert texts(tab.case_table, "other")[-1] == "in no category"


def test_a_profile_that_needs_checking_is_marked(center, tab):
    tab.show_trainee(a_log(center))
    assert "needs checking" in tab.choice.currentText()
    assert "needs checking" in tab.note.text()
    assert "by what they cover" in tab.note.text()


def test_the_choice_offers_every_profile_but_the_trainees_own(center, tab):
    trainee_id = a_log(center, profile_id="example-state-four", requested=("G3a",))
    tab.show_trainee(trainee_id)
    offered = [tab.choice.itemData(at) for at in range(tab.choice.count())]
    assert "nrc-2019" in offered
    assert "example-state-four" not in offered
    tab.choice.setCurrentIndex(tab.choice.findData("nrc-2019"))
    assert tab.choice.currentData() == "nrc-2019"
    assert texts(tab.line_table, "other")[0].startswith("G3: ")


def test_choosing_a_case_tells_how_it_fares_and_enter_opens_it(center, tab):
    trainee_id = a_log(center)
    tab.show_trainee(trainee_id)
    went = []
    tab.go_requested.connect(lambda page, key: went.append((page, key)))
    last = tab.case_table.rows.row_at(3)
    tab.case_table.select_key(last.case.id)
    assert "Both profiles judge it the same way." in tab.why.text()
    tab.case_table.row_activated.emit(last)
    assert went == [("cases", last.case.id)]


def test_without_cases_the_requirements_are_compared_alone(center, tab):
    tab.show_trainee(center.enroll())
    assert tab.case_table.isHidden()
    assert tab.why.text() == "No case is logged yet."
    assert tab.line_table.rows.rowCount() > 5


def test_a_late_answer_about_another_trainee_is_not_shown(center, tab):
    first, second = center.enroll(), center.enroll(family_name="Example 08")
    tab.context.operations.hold()
    tab.show_trainee(first)
    tab.show_trainee(second)
    tab.context.operations.release()
    assert tab.trainee_id == second
    assert tab.line_table.rows.rowCount() > 5


def test_the_next_trainee_is_compared_with_a_profile_that_is_not_their_own(center, tab):
    first, second = (
        a_log(center),
        center.enroll(profile_id="example-state-four", requested=("G3a",)),
    )
    tab.show_trainee(first)
    assert tab.choice.currentData() == "example-state-four"
    tab.show_trainee(second)
    assert tab.choice.isVisible()
    assert tab.choice.currentData() == "nrc-2019"
    assert texts(tab.line_table, "other")[0].startswith("G3: ")
