"""The steps of a trainee on the real page: counts, what was never done, and what a rating still hides."""

import pytest
from PySide6.QtGui import QTextDocument

from au_desktop.domain.checklists.answers import PartTaken, StepPart
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import Part
from au_desktop.domain.training.ratings import DualRating, PartStatement
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.trainees import step_words
from au_desktop.ui.trainees.trainees_page import TraineesPage
from tests.checklist_examples import NOON
from tests.fakes_ui import ImmediateOperations
from tests.item_answers import FIRST, Filing
from tests.training_center import TrainingCenter


@pytest.fixture(autouse=True)
def fresh(qtbot):
    window_state.use(None)


@pytest.fixture
def center():
    return TrainingCenter()


@pytest.fixture
def show(qtbot):
    def shown(center, trainee_id, role=Role.COORDINATOR):
        page = TraineesPage(
            center.services(role),
            ImmediateOperations(),
            ChangesBus(),
            Settings(theme=ThemeChoice.LIGHT),
        )
        qtbot.addWidget(page)
        page.resize(1150, 700)
        page.show()
        page.on_shown()
        page.open_target((trainee_id, "steps", None))
        return page.view.open_tab("steps")

    return shown


def three_parts(center):
    """A trainee who watched one assay, assisted in one, and was at a third whose part nobody noted."""
    trainee_id = center.enroll()
    case_id = center.log_case(trainee_id=trainee_id)
    with center.memory.center.unit_of_work() as uow:
        filing = Filing(uow, center.memory.people[Role.PRECEPTOR].id)
        filing.about(case_id, trainee_id)
        filing.run(FIRST, part_assay=PartTaken(StepPart.OBSERVED))
        filing.about(None, trainee_id)
        filing.run(FIRST, part_assay=PartTaken(StepPart.ASSISTED))
        filing.run(FIRST)
        uow.commit()
    return trainee_id, case_id


def cells(tab):
    rows = tab.table.rows
    return [
        [rows.index(at, column).data() for column in range(rows.columnCount())]
        for at in range(rows.rowCount())
    ]


def test_without_an_administration_the_tab_says_what_will_stand_here(center, show):
    tab = show(center, center.enroll())

    assert tab.empty.isVisible()
    assert not tab.card.isVisible()


def test_every_step_tells_what_was_done_and_what_never(center, show):
    trainee_id, _ = three_parts(center)
    tab = show(center, trainee_id)

    assert cells(tab) == [
        ["Do part_assay", "3", "1", "1", "0", "0 of 3", "never performed"],
        ["Do part_survey", "3", "0", "0", "0", "0 of 3", "never observed"],
    ]
    assert "Never observed: do part_survey." in tab.note.text()
    assert "Never performed: do part_assay." in tab.note.text()
    assert "left out" not in tab.note.text()


def test_a_preceptor_who_has_not_rated_yet_does_not_see_that_case(center, show):
    trainee_id, case_id = three_parts(center)
    claim = PartStatement(Part.OBSERVED, center.memory.people[Role.TRAINEE].id, NOON)
    with center.memory.center.unit_of_work() as uow:
        uow.ratings.put(DualRating(case_id, claim=claim))
        uow.commit()

    tab = show(center, trainee_id, Role.PRECEPTOR)
    assert cells(tab)[0][1:4] == ["2", "0", "1"]
    assert "1 administration waits for your rating and is left out" in tab.note.text()
    assert cells(show(center, trainee_id, Role.TRAINEE))[0][1:4] == ["3", "1", "1"]


def test_a_trainee_all_of_whose_cases_wait_sees_no_table(center, show):
    trainee_id = center.enroll()
    case_id = center.log_case(trainee_id=trainee_id)
    claim = PartStatement(Part.OBSERVED, center.memory.people[Role.TRAINEE].id, NOON)
    with center.memory.center.unit_of_work() as uow:
        filing = Filing(uow, center.memory.people[Role.PRECEPTOR].id)
        filing.about(case_id, trainee_id)
        for _ in range(2):
            filing.run(FIRST)
        uow.ratings.put(DualRating(case_id, claim=claim))
        uow.commit()
    tab = show(center, trainee_id, Role.PRECEPTOR)

    assert tab.card.isVisible()
    assert not tab.table.isVisible()
    assert not tab.print_button.isEnabled()
    assert "2 administrations wait for your rating and are left out" in tab.note.text()


def test_the_steps_are_printed(center, show):
    trainee_id, _ = three_parts(center)
    tab = show(center, trainee_id)
    document = QTextDocument()
    document.setHtml(step_words.print_html(*tab._found))

    assert "never observed" in document.toPlainText()
    tab.print_button.click()
    assert tab.printer.isVisible()
    tab.printer.close()


def test_a_title_loses_the_words_that_all_of_them_begin_with(center):
    trainee_id, _ = three_parts(center)
    (use, _) = center.services().item_statistics.of_trainee(trainee_id).steps
    named = type(use)(use.key, "Trainee's part: assay", "Assay", 0, 0, 0, 0)

    assert step_words.step_title(named) == "Assay"
    assert step_words.performed_share(named) == 0.0
