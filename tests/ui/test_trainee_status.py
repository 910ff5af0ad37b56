"""The printed status: one page whatever is missing, and what it says."""

import pytest
from PySide6.QtPrintSupport import QPrinter

from au_desktop.domain.training.trainees import Pathway
from au_desktop.settings import DateStyle, Settings, ThemeChoice
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.trainees.overview.status_sheet import load_status, status_document, status_line
from au_desktop.ui.trainees.trainees_page import TraineesPage
from tests.fakes_ui import ImmediateOperations
from tests.training_center import TrainingCenter, an_authorized_user

STYLE = DateStyle.DAY_MONTH
FULL = {"pathway": Pathway.ALTERNATE_390, "requested": ("G1", "G2", "G3")}


@pytest.fixture(autouse=True)
def fresh(qtbot):
    window_state.use(None)


@pytest.fixture
def center():
    return TrainingCenter()


def facts_of(center, trainee_id):
    return load_status(center.services(), trainee_id)


def pages(document, path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    document.print_(printer)
    written = path.read_bytes()
    return written.count(b"/Type /Page\n") or written.count(b"/Type /Page") - written.count(
        b"/Type /Pages"
    )


def test_it_says_how_far_and_what_is_missing(center):
    supervisor = an_authorized_user(center)
    trainee_id = center.enroll()
    center.confirm(center.log_case(trainee_id=trainee_id, supervisor_id=supervisor))
    facts = facts_of(center, trainee_id)
    line = status_line(facts.found, facts.today, STYLE)
    assert line.startswith("Classroom 0 of 80 h; G3 cases 1 of 3; also missing: ")
    text = status_document(facts, STYLE).toPlainText()
    assert "Training status: Example 07, A., MD (T-001)" in text
    assert "Training record, not an authorization." in text
    assert "it claims no probability" in text
    assert "without hours: A, B, C, D, E" in text
    assert "LR-0193" not in text


def test_a_trainee_without_a_pathway_is_told_so(center):
    trainee_id = center.enroll(pathway=Pathway.UNDECIDED, requested=())
    facts = facts_of(center, trainee_id)
    text = status_document(facts, STYLE).toPlainText()
    assert "Missing: no category is requested, the pathway is not decided" in text
    assert "No requirement follows from the pathway yet." in text


def test_however_much_is_missing_it_stays_one_page(center, tmp_path):
    supervisor = an_authorized_user(center)
    trainee_id = center.enroll(**FULL, capacities=())
    for number in range(30):
        center.log_case(
            trainee_id=trainee_id, supervisor_id=supervisor, patient_code=f"LR-{number:04}"
        )
    document = status_document(facts_of(center, trainee_id), STYLE)
    assert "more lines on the trainee's page" in document.toPlainText()
    assert pages(document, tmp_path / "status.pdf") == 1


def test_ctrl_p_and_the_button_ask_for_a_printer(center, qtbot):
    trainee_id = center.enroll()
    page = TraineesPage(
        center.services(), ImmediateOperations(), ChangesBus(), Settings(theme=ThemeChoice.LIGHT)
    )
    qtbot.addWidget(page)
    page.show()
    page.on_shown()
    assert not page.print_page()
    assert page.printing is None
    page.open_target(trainee_id)
    assert page.print_page()
    first = page.printing
    assert first.isVisible()
    first.reject()
    page.view.head.print.click()
    assert page.printing is not first
    page.printing.reject()
