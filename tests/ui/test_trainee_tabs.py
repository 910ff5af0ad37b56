"""One trainee's page: the head, the tabs and their keys, and where each missing thing leads."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import Part
from au_desktop.domain.training.standings.standing import GapCode
from au_desktop.domain.training.trainees import Eligibility, Pathway, ProgramMembership
from au_desktop.services.changes import Changes, Kind
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.targets import NewCase
from au_desktop.ui.trainees import missing_steps
from au_desktop.ui.trainees.hours.hour_dialog import HourDialog
from au_desktop.ui.trainees.pathway.pathway_wizard import PathwayWizard
from au_desktop.ui.trainees.trainee_tab import Task
from au_desktop.ui.trainees.trainee_tabs import TABS
from au_desktop.ui.trainees.trainees_page import TraineesPage
from tests.builders import mci
from tests.fakes_ui import ImmediateOperations
from tests.training_center import (
    IODIDE,
    TODAY,
    TrainingCenter,
    a_late_user,
    an_authorized_user,
)

SETTINGS = Settings(theme=ThemeChoice.LIGHT)
LEFT = Qt.MouseButton.LeftButton
SEEN = Eligibility(classroom_complete=True, license_seen=True)


@pytest.fixture(autouse=True)
def fresh(qtbot):
    window_state.use(None)


@pytest.fixture
def center():
    return TrainingCenter()


@pytest.fixture
def show(qtbot):
    def shown(center, trainee_id, tab="", record=None, role=Role.COORDINATOR):
        operations, bus = ImmediateOperations(), ChangesBus()
        page = TraineesPage(center.services(role), operations, bus, SETTINGS)
        page.operations, page.bus, page.went = operations, bus, []
        page.go_requested.connect(lambda key, target: page.went.append((key, target)))
        bus.changed.connect(page.on_changes)
        qtbot.addWidget(page)
        page.resize(1150, 700)
        page.show()
        page.on_shown()
        page.open_target((trainee_id, tab, record))
        return page

    return shown


def missing(page):
    """What the overview lists, all of it, with what each button says."""
    tab = page.view.open_tab("overview")
    folded = [row for row in tab.missing.rows() if row.title.text().startswith("and ")]
    for row in folded:
        row.activated.emit()
    return {
        row.title.text(): row.findChild(QPushButton)
        for row in tab.missing.rows()
        if row.findChild(QPushButton) is not None
    }


def test_the_head_says_who_it_is_and_by_which_profile(center, show):
    trainee_id = center.enroll(license_number="ME-1", profile_id="nrc-2019")
    head = show(center, trainee_id).view.head
    assert head.status.text() == "active"
    assert "T-001 · 35.396" in head.facts_text()
    assert "Licensed in" in head.facts_text()
    assert "ME-1" in head.facts_text()
    profile = center.memory.desk().reference.profile("nrc-2019")
    assert head.profile_mark.isVisible() == profile.verify


def test_a_profile_that_needs_checking_says_so(center, show):
    profiles = center.memory.desk().reference.profiles
    unsure = next(profile for profile in profiles.values() if profile.verify)
    head = show(center, center.enroll(profile_id=unsure.id, requested=())).view.head
    assert head.profile_mark.isVisible()
    assert "needs checking" in head.profile_mark.text()
    assert unsure.title in head.profile_mark.toolTip()


def test_keys_change_the_tab_and_the_last_one_is_remembered(center, show, qtbot):
    first, second = center.enroll(), center.enroll(family_name="Other")
    page = show(center, first)
    window = page.window()
    window.activateWindow()
    bar = page.view.bar
    keys = [tab[0] for tab in TABS]
    assert [bar.tabText(at) for at in range(bar.count())] == [tab[1] for tab in TABS]
    page.view.step(1)
    assert page.view.current_key() == keys[1]
    page.view.step(-2)
    assert page.view.current_key() == keys[-1]
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_Left)
    assert page.view.current_key() == keys[-2]
    page.open_target(second)
    assert page.view.current_key() == keys[-2]
    assert page.view.tab().trainee_id == second
    assert page.current_target() == (second, keys[-2], None)


def test_shortcuts_reach_every_tab(center, show):
    view = show(center, center.enroll()).view
    from PySide6.QtGui import QShortcut

    bound = {one.key().toString(): one for one in view.findChildren(QShortcut)}
    for at, (key, _title, _make) in enumerate(TABS, start=1):
        bound[f"Alt+{at % 10}"].activated.emit()
        assert view.current_key() == key
    bound["Ctrl+Tab"].activated.emit()
    assert view.current_key() == TABS[0][0]
    bound["Ctrl+Shift+Tab"].activated.emit()
    assert view.current_key() == TABS[-1][0]


def test_a_tab_loads_once_until_something_it_cares_about_changes(center, show):
    page = show(center, center.enroll(), "cases")
    tab = page.view.tab()
    loaded = []
    tab.refresh = lambda: loaded.append(tab.trainee_id)
    page.view.open_tab("overview")
    page.view.open_tab("cases")
    assert loaded == []
    page.bus.tell(Changes(frozenset({Kind.ROOM})))
    assert loaded == []
    page.view.open_tab("overview")
    page.bus.tell(Changes(frozenset({Kind.CASE})))
    assert loaded == []
    page.view.open_tab("cases")
    assert len(loaded) == 1


def test_a_target_opens_a_tab_and_a_record_on_it(center, show):
    supervisor = an_authorized_user(center)
    trainee_id = center.enroll()
    cases = [
        center.log_case(trainee_id=trainee_id, supervisor_id=supervisor, patient_code=f"LR-{at}")
        for at in range(3)
    ]
    page = show(center, trainee_id, "cases", cases[0])
    tab = page.view.tab()
    assert tab.table.current_row().case.id == cases[0]
    assert "C-000001" in tab.why.text()
    page.open_target((trainee_id, "no such tab", None))
    assert page.view.current_key() == "cases"


def test_the_intake_dialog_can_be_asked_for(center, show):
    page = show(center, center.enroll(), "edit")
    assert page.dialog is not None
    page.dialog.reject()


def test_what_is_missing_leads_to_the_place_where_it_is_put_right(center, show, qtbot):
    first, late = an_authorized_user(center), a_late_user(center)
    trainee_id = center.enroll(requested=("G3",))
    day = TODAY - timedelta(days=2)
    observed = center.log_case(
        trainee_id=trainee_id, supervisor_id=first, on=day, part=Part.OBSERVED
    )
    center.log_case(trainee_id=trainee_id, supervisor_id=late, on=day, patient_code="LR-2")
    unsigned = center.log_case(trainee_id=trainee_id, supervisor_id=first, patient_code="LR-3")
    page = show(center, trainee_id)
    lines = missing(page)
    wanted = {
        "3 more cases in G3: Parenteral, written directive required": (
            "cases",
            NewCase(trainee_id),
        ),
        "C-000002 of 18 Nov 2026 does not count yet": ("center", ("supervisor", late)),
        "C-000001 of 18 Nov 2026 does not count yet": ("cases", observed),
        "1 case not signed as supervised yet": ("cases", unsigned),
    }
    assert set(wanted) <= set(lines)
    for title, target in wanted.items():
        qtbot.mouseClick(lines[title], LEFT)
        assert page.went.pop() == target
    qtbot.mouseClick(lines["Home license"], LEFT)
    assert page.dialog is not None
    page.dialog.reject()


def test_several_of_a_kind_share_one_line(center, show):
    trainee_id = center.enroll(pathway=Pathway.ALTERNATE_390, requested=("G1",))
    lines = missing(show(center, trainee_id))
    (elements,) = [title for title in lines if "elements" in title]
    assert elements == "5 elements of work experience without hours that count"
    (topics,) = [title for title in lines if "topics" in title]
    assert topics == "5 topics without hours that count"
    assert not any(title.startswith("Element ") for title in lines)


@pytest.mark.parametrize(
    ("days", "said"), [(-1, "Membership has ended"), (9, "Membership ends soon")]
)
def test_a_membership_that_ends_is_said(center, show, days, said):
    until = TODAY + timedelta(days=days)
    trainee_id = center.enroll(membership=ProgramMembership("20001", until), eligibility=SEEN)
    assert said in missing(show(center, trainee_id))


def test_rings_show_hours_topics_elements_and_cases(center, show):
    trainee_id = center.enroll(pathway=Pathway.ALTERNATE_390, requested=("G1", "G3"))
    said = [ring.accessibleName() for ring in show(center, trainee_id).view.tab().rings]
    assert said == [
        "Classroom: 0 h of 200 h, not complete",
        "Hours in all: 0 h of 700 h, not complete",
        "Topics: 0 / 5 of classroom training, not complete",
        "Elements: 0 / 5 of work experience, not complete",
        "G1 cases: 0 / 3 Oral sodium iodide I-131, up to 33 mCi, not complete",
        "G3 cases: 0 / 3 Parenteral, written directive required, not complete",
    ]


def test_three_cases_above_33_mci_satisfy_the_lower_category_too(center, show):
    first = an_authorized_user(center)
    trainee_id = center.enroll(
        pathway=Pathway.ALTERNATE_390, requested=("G1", "G2"), eligibility=SEEN
    )
    for number in range(3):
        center.confirm(
            center.log_case(
                trainee_id=trainee_id,
                supervisor_id=first,
                drug_id=IODIDE,
                administered=mci("100"),
                patient_code=f"LR-{number}",
            )
        )
    page = show(center, trainee_id)
    said = [
        ring.accessibleName() for ring in page.view.tab().rings if "cases" in ring.accessibleName()
    ]
    assert said[0].endswith("satisfied by G2, complete")
    assert said[1].startswith("G2 cases: 3 / 3")
    assert not any("cases in" in title for title in missing(page))


def test_the_chosen_case_says_why_it_does_not_count(center, show):
    first = an_authorized_user(center)
    trainee_id = center.enroll()
    center.log_case(trainee_id=trainee_id, supervisor_id=first, part=Part.OBSERVED)
    center.confirm(
        center.log_case(trainee_id=trainee_id, supervisor_id=first, patient_code="LR-2")
    )
    page = show(center, trainee_id, "cases")
    tab = page.view.tab()
    assert "observed only" in tab.why.text()
    tab.table.selectRow(0)
    assert tab.why.text().startswith("C-000002, 20 Nov 2026")
    assert "Counts." in tab.why.text()
    tab.table.row_activated.emit(tab.table.current_row())
    assert page.went[-1][0] == "cases"


def test_a_late_entry_is_told_with_its_reason(center, show):
    trainee_id = center.enroll(requested=("G3",))
    center.log_case(trainee_id=trainee_id, late_reason="typed in from paper.")
    why = show(center, trainee_id, "cases").view.tab().why.text()
    assert why.endswith("Entered late: typed in from paper.")


def test_what_is_missing_takes_the_whole_width_where_nothing_is_forecast(center, show):
    page = show(center, center.enroll(pathway=Pathway.UNDECIDED, requested=()))
    tab = page.view.tab()
    assert not tab.forecast.isVisible()
    assert tab.missing.width() > tab.width() * 0.9


@pytest.mark.parametrize("role", [Role.PRECEPTOR, Role.RSO, Role.TRAINEE, Role.INSPECTOR])
def test_only_a_coordinator_edits_a_trainee(center, show, role):
    page = show(center, center.enroll(), role=role)
    assert not page.view.head.edit.isEnabled()
    edits = [button for button in missing(page).values() if button.text() == "Edit"]
    assert edits
    assert all(not button.isEnabled() and "may not" in button.toolTip() for button in edits)


@pytest.mark.parametrize(
    ("title", "dialog"),
    [
        ("80 more hours: Classroom and laboratory", HourDialog),
        ("5 elements of work experience without hours that count", HourDialog),
        ("The pathway is not decided", PathwayWizard),
        ("The license does not list the trainee yet", RecordDialog),
    ],
)
def test_a_missing_thing_opens_the_dialog_that_answers_it(center, show, qtbot, title, dialog):
    undecided = {"pathway": Pathway.UNDECIDED} if "pathway" in title else {}
    page = show(center, center.enroll(**undecided))
    qtbot.mouseClick(missing(page)[title], LEFT)
    (opened,) = [one for one in page.findChildren(dialog) if one.isVisible()]
    opened.reject()


def test_a_task_that_a_tab_does_not_know_is_left_alone(center, show):
    page = show(center, center.enroll(), "papers", Task("no such task"))
    assert page.view.current_key() == "papers"


def test_every_kind_of_gap_has_a_place_and_every_task_a_tab_that_knows_it(center, show):
    elsewhere = {
        GapCode.CASES_SHORT,
        GapCode.CASE_NOT_COUNTING,
        GapCode.PROFILE_UNVERIFIED,
        GapCode.CERTIFICATE_COPY_MISSING,
    }
    assert set(missing_steps._PLACES) == set(GapCode) - elsewhere
    view = show(center, center.enroll()).view
    known = {key: view.open_tab(key).tasks() for key, _title, _make in TABS}
    for place in (*missing_steps._PLACES.values(), missing_steps._COPY, missing_steps._REQUEST):
        if place.tab != missing_steps.EDIT_TRAINEE:
            assert place.tab in known
            assert not place.task or place.task in known[place.tab]
