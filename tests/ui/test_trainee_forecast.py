"""The forecast card and the timeline of one trainee: honest words, the plot, and the marks."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from au_desktop.domain.training.cases import CaseState
from au_desktop.domain.training.trainees import Pathway, Period
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.plots import time_ticks
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.trainees.overview.overview_tab import OverviewTab
from au_desktop.ui.trainees.overview.timeline_marks import Lane
from au_desktop.ui.trainees.overview.timeline_strip import time_marks
from tests.fakes_ui import ImmediateOperations
from tests.training_center import TODAY, TrainingCenter, an_authorized_user

VISIT = Period(TODAY - timedelta(days=9), TODAY + timedelta(days=60))


@pytest.fixture(autouse=True)
def fresh(qtbot):
    window_state.use(None)


@pytest.fixture
def center():
    return TrainingCenter()


@pytest.fixture
def show(qtbot):
    def shown(center, trainee_id):
        context = SectionContext(
            center.services(),
            ImmediateOperations(),
            ChangesBus(),
            Settings(theme=ThemeChoice.LIGHT),
        )
        tab = OverviewTab(context)
        qtbot.addWidget(tab)
        tab.resize(1100, 800)
        tab.show()
        tab.show_trainee(trainee_id)
        return tab

    return shown


def lines(tab):
    return {
        row.title.text(): (row.findChild(StateChip).text(), row.detail.text())
        for row in tab.forecast.rows()
    }


def some_cases(center, trainee_id, number, **changes):
    supervisor = an_authorized_user(center)
    return [
        center.log_case(
            **(
                {
                    "trainee_id": trainee_id,
                    "supervisor_id": supervisor,
                    "patient_code": f"LR-{at}",
                    "on": TODAY - timedelta(days=2),
                }
                | changes
            )
        )
        for at in range(number)
    ]


def test_without_a_basis_it_says_so(center, show):
    tab = show(center, center.enroll(visits=(VISIT,)))
    assert lines(tab) == {
        "Classroom and laboratory: 0 of 80 h": (
            "no rate yet",
            "No rate yet: no hours count on the days of a visit.",
        ),
        "G3 cases: 0 of 3": (
            "no rate yet",
            "No rate yet: none was given here in the last 180 days.",
        ),
    }
    assert tab.forecast.shown is None
    assert not tab.forecast.plot.isVisible()


def test_without_a_visit_it_says_so(center, show):
    tab = show(center, center.enroll(visits=()))
    assert {chip for chip, _ in lines(tab).values()} == {"no visit ahead"}


def test_the_day_stands_on_the_rate_of_the_center_and_the_plot_shows_it(center, show):
    trainee_id = center.enroll(visits=(VISIT,))
    cases = some_cases(center, trainee_id, 18)
    center.confirm(cases[0])
    tab = show(center, trainee_id)
    chip, words = lines(tab)["G3 cases: 1 of 3"]
    assert chip == "10 Dec 2026"
    assert words == (
        "Enough by 10 Dec 2026 if it goes on like this. Center: 18 given in 180 days, 3 a month."
    )
    assert tab.forecast.plot.isVisible()
    assert "G3 cases, 1 of 3" in tab.forecast.plot.accessibleDescription()


def test_a_visit_that_is_too_short_says_what_there_would_be(center, show):
    trainee_id = center.enroll(visits=(Period(TODAY, TODAY + timedelta(days=10)),))
    some_cases(center, trainee_id, 18)
    chip, words = lines(show(center, trainee_id))["G3 cases: 0 of 3"]
    assert chip == "visit too short"
    assert words.startswith("About 1 by the end of the last visit, 30 Nov 2026.")


def test_a_line_is_chosen_with_the_keyboard_and_stays_chosen(center, show, qtbot):
    trainee_id = center.enroll(
        visits=(VISIT,), pathway=Pathway.ALTERNATE_390, requested=("G1", "G3")
    )
    some_cases(center, trainee_id, 3)
    tab = show(center, trainee_id)
    assert tab.forecast.shown.code == "G3"
    row = next(row for row in tab.forecast.rows() if row.title.text().startswith("G1"))
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert tab.forecast.shown.code == "G1"
    tab.refresh()
    assert tab.forecast.shown.code == "G1"


def test_the_timeline_holds_visits_cases_and_what_is_expected(center, show):
    trainee_id = center.enroll(visits=(VISIT,))
    cases = some_cases(center, trainee_id, 18)
    center.confirm(cases[0])
    some_cases(
        center,
        trainee_id,
        1,
        state=CaseState.PLANNED,
        administered=None,
        part=None,
        patient_code="",
        on=TODAY + timedelta(days=4),
    )
    strip = show(center, trainee_id).timeline
    assert strip.lanes() == (Lane.VISITS, Lane.CASES, Lane.FORECAST)
    words = [mark.words for mark in strip.marks]
    assert "Visit 11 Nov 2026 – 19 Jan 2027" in words
    assert "C-000001, 18 Nov 2026: counts" in words
    assert "C-000019, 24 Nov 2026: planned" in words
    assert any(word.startswith("G3 cases: enough by ") for word in words)
    hollow = {mark.words: mark.hollow for mark in strip.marks}
    assert not hollow["C-000001, 18 Nov 2026: counts"]
    assert hollow["C-000019, 24 Nov 2026: planned"]
    assert "C-000001" in strip.accessibleDescription()


def test_a_mark_says_what_it_is_under_the_pointer(center, show):
    trainee_id = center.enroll(visits=(VISIT,))
    strip = show(center, trainee_id).timeline
    (visit,) = strip.marks
    place = strip._box(visit).center()
    assert strip.mark_at(place) == visit
    assert strip.mark_at(QPointF(QPoint(2, 2))) is None
    assert strip.grab().height() == strip.sizeHint().height()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (28, ["2 Nov", "9 Nov", "16 Nov", "23 Nov"]),
        (70, ["2 Nov", "16 Nov", "30 Nov", "14 Dec", "28 Dec"]),
        (200, ["Dec 2026", "Jan 2027", "Feb", "Mar", "Apr", "May"]),
        (1500, ["Jan 2027", "Jan 2028", "Jan 2029", "Jan 2030"]),
        (9000, ["Jan 2030", "Jan 2035", "Jan 2040", "Jan 2045", "Jan 2050"]),
    ],
)
def test_few_days_are_written_under_the_timeline(days, words):
    first = date(2026, 11, 1)
    assert [tick[1] for tick in time_marks(first, first + timedelta(days=days))] == words


def test_a_plot_over_years_names_them():
    assert time_ticks(0, 3 * 365 * 86_400)[0][1] == "Jan 1970"
