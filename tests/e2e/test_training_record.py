"""The training record of one physician through the real window: pathway, hours, the visit, cases, the home license."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QRadioButton

from au_desktop.domain.roles import Role
from au_desktop.example_stage import NAMES
from au_desktop.services.example.example_cast import EXAMPLE_FACTS, LICENSE
from au_desktop.services.rows import CaseFilter, PageRequest
from au_desktop.ui.cases.slot_card import SlotCard
from au_desktop.ui.kit.paper_field import PaperField

PRECEPTOR = NAMES[Role.PRECEPTOR]
COURSE = {"A": "30", "B": "20", "C": "10", "D": "10", "E": "10"}
BANNER = "may not act as AU until the amendment issues"


def test_from_the_pathway_to_verified_and_confirmed_hours(desk, tmp_path):
    desk.take_over(Role.COORDINATOR)
    trainee = desk.add_trainee("Quimby", "Uma")
    choose_the_pathway(desk)
    desk.open_tab("Hours")
    add_the_course(desk, tmp_path)
    desk.station.press("Verify… (1)", desk.page)
    desk.enter()  # the batch is chosen: every entry is ticked
    desk.sign()
    first = desk.today - timedelta(days=5)
    add_work(desk, first, ("08:00", "16:00"), {"A": "4", "B": "4"})
    keep_only_the_free_hours(desk, first)
    counted = desk.services.standings.of(trainee.id).hours
    assert (counted.classroom, counted.work, counted.work_waiting) == (80, 0, 10)
    desk.take_over(Role.PRECEPTOR)
    desk.open_trainee("Quimby", "Hours")
    desk.station.press("Confirm… (2)", desk.page)
    desk.enter()
    answer_the_question(desk)
    desk.sign()
    counted = desk.services.standings.of(trainee.id).hours
    assert (counted.classroom, counted.work, counted.work_waiting) == (80, 10, 0)
    assert not desk.may_press("Confirm…")


def choose_the_pathway(desk):
    """Named under 35.490 at home: 35.396 is open by its second way."""
    station = desk.station
    desk.open_tab("Pathway")
    station.press("Choose pathway…")
    station.tick("Parenteral, written directive required")
    desk.enter(station.window)
    station.press("Add a license")
    station.type_into("License number", "FL-0422-1")
    station.type_into("Agency", "Example agency")
    station.tick("35.490")
    station.press("Save")
    station.press("Next")
    assert "License FL-0422-1 (35.490) opens this section." in " ".join(desk.said(station.window))
    station.press("Next")
    station.click(station.find(QRadioButton, "35.396: parenteral administrations"))
    station.press("Choose")
    assert station.shows(QLabel, "35.396(a)(2): Parenteral administrations", desk.page)


def add_the_course(desk, folder):
    certificate = folder / "certificate.pdf"
    certificate.write_bytes(b"%PDF-1.4 a certificate of the test")
    station, day = desk.station, desk.today - timedelta(days=40)
    station.press("Add classroom hours", desk.page)
    station.type_into("Provider", "Example School")
    station.type_into("Course", "Radionuclide handling")
    station.type_into("From", day.isoformat())
    station.type_into("To", (day + timedelta(days=12)).isoformat())
    desk.hours(**COURSE)
    station.drop(certificate, station.window.findChild(PaperField))
    station.press("Save")
    assert not station.dialogs()


def add_work(desk, day, clock, hours):
    station = desk.station
    station.press("Add work experience", desk.page)
    station.type_into("Place", EXAMPLE_FACTS.name)
    station.pick("Supervising AU", PRECEPTOR)
    assert station.find(QLineEdit, "License").text() == LICENSE
    station.type_into("From", day.isoformat())
    station.type_into("Begins", clock[0])
    station.type_into("Ends", clock[1])
    desk.hours(**hours)
    station.press("Save")


def keep_only_the_free_hours(desk, day):
    """Two of four hours are taken by the clock: refused, with the offer to keep the rest."""
    station = desk.station
    add_work(desk, day, ("14:00", "18:00"), {"C": "2", "D": "2"})
    said = " ".join(desk.said(station.window))
    assert "An hour counts once." in said
    assert "Of the 4 h entered, 2 h are free." in said
    desk.enter()  # the offer has the focus
    assert station.find(QLineEdit, "Begins").text() == "16:00"
    desk.enter()
    assert not station.dialogs()


def answer_the_question(desk):
    """A batch asks one fact before it is signed: the hours of one entry."""
    (label,) = [one for one in desk.said(desk.station.window) if one.startswith("One question")]
    wanted = label.split("Number of hours of ")[1].split(",")[0]
    entries = [one.entry for one in desk.tab._loaded.standing.hours.judged]
    hours = next(one.hours for one in entries if one.code == wanted)
    desk.station.type_into(f"Number of hours of {wanted}", f"{hours.normalize():f} h")


def test_a_visit_with_its_papers_its_dosimeter_and_two_signed_checklists(desk):
    desk.take_over(Role.COORDINATOR)
    desk.add_trainee("Quimby", "Uma")
    desk.open_tab("Onboarding")
    station = desk.station
    station.press("Plan a visit", desk.page)
    station.type_into("First day", desk.today.isoformat())
    desk.enter()
    station.press("Curriculum vitae: received today")
    assert "trainee · received" in " ".join(desk.said())
    desk.undo()
    assert "trainee · received" not in " ".join(desk.said())
    station.press("Curriculum vitae: received today")
    station.press("Issue a dosimeter")
    station.type_into("Number", "D-4711")
    desk.enter()
    assert station.shows(QLabel, "D-4711", desk.page)
    assert "No signed orientation yet, and the visit has begun." in _lines(desk)
    desk.take_over(Role.RSO)
    for title, slot in (
        ("Instruction of a supervised trainee (10 CFR 35.27)", "Instructed"),
        ("Orientation of a visiting trainee", "Oriented"),
    ):
        desk.open_trainee("Quimby", "Onboarding")
        station.press(f"Start: {title}")
        desk.enter()
        station.press("Open at the bedside")
        desk.work_at_the_bedside(slot)
    desk.open_trainee("Quimby", "Onboarding")
    assert desk.said().count("signed") == 2
    missing = ("No signed instruction", "No signed orientation", "No dosimeter")
    assert not [one for one in _lines(desk) if one.startswith(missing)]
    assert any(one.startswith("A capacity of these days names nobody") for one in _lines(desk))


def _lines(desk):
    return [line for said in desk.said() for line in said.splitlines()]


def test_three_planned_cases_are_given_rated_and_counted(desk):
    desk.take_over(Role.COORDINATOR)
    trainee = desk.add_trainee("Quimby", "Uma")
    choose_the_pathway(desk)
    desk.take_over(Role.PRECEPTOR)
    codes = plan_three(desk)
    desk.take_over(Role.TRAINEE)
    for number, code in enumerate(codes):
        give(desk, code, f"LS-9{number}01", "Assisted" if number == 0 else "Performed")
    desk.take_over(Role.PRECEPTOR)
    rate_and_settle(desk, codes[0])
    for code in codes:
        open_case(desk, code)
        desk.station.press("Start checklist")
        desk.work_at_the_bedside("Supervised by the authorized user")
    progress = desk.services.standings.of(trainee.id).progress
    assert [one.verdict.reasons for one in progress.cases] == [(), (), ()]
    desk.open_trainee("Quimby", "Cases")
    assert "3 logged · 3 count" in desk.said()


def plan_three(desk):
    station = desk.station
    station.go_to("cases")
    station.press("Board")
    for _ in range(3):
        station.press("Plan a case", station.frame.top_bar)
        station.pick("Trainee", "Quimby")
        station.pick("Drug", "vipivotide")
        station.pick("Supervising AU", PRECEPTOR)
        station.type_into("Prescribed", "200 mCi")
        desk.enter()
        assert not station.dialogs()
    cards = [one for one in desk.page.findChildren(SlotCard) if "Quimby, Uma" in desk.said(one)]
    station.click(cards[0])
    desk.qtbot.keyClick(cards[0], Qt.Key.Key_M)
    station.settle()
    station.type_into("Reason", "the dosage comes a day later")
    station.press("Move")
    desk.undo()
    found = desk.services.case_log.cases(CaseFilter(words="Quimby"), PageRequest()).rows
    assert {one.on for one in found} == {desk.today}
    return sorted(one.code for one in found)


def open_case(desk, code):
    desk.station.go_to("cases")
    desk.station.press("Log")
    desk.station.choose_row(desk.table("Cases"), code)


def give(desk, code, patient, part):
    """The trainee says what was given and which part was theirs."""
    station = desk.station
    open_case(desk, code)
    station.press("Given…", desk.page)
    station.type_into("Administered", "199 mCi")
    station.pick("Part taken", part)
    station.type_into("Patient code", patient)
    desk.enter()
    assert not station.dialogs()


def rate_and_settle(desk, code):
    """What the trainee claims is not shown before the rating; then the difference is settled."""
    station = desk.station
    open_case(desk, code)
    assert "assisted, Alex Hartman" not in desk.said()
    station.press(f"Rate… {code}")
    station.press("Performed")
    desk.sign()
    assert "assisted, Alex Hartman" in desk.said()
    station.press(f"Settle… {code}")
    station.press("Performed")
    station.type_into("Reason", "the trainee connected the line; both agree")
    desk.sign()
    assert "settled" in desk.said()


def test_the_banner_goes_when_the_amendment_comes(desk):
    desk.take_over(Role.COORDINATOR)
    desk.open_trainee("Merritt", "Home license")
    assert BANNER in desk.said()
    desk.station.press("Answer: Which license listed the supervising AU?")
    desk.station.type_into("Answer", "45-00000-01, amendment 14")
    desk.station.press("Save")
    desk.station.press("Amendment issued: today")
    assert BANNER not in desk.said()
    assert "listed as AU at home" in desk.said()
    desk.undo()
    assert BANNER in desk.said()


def test_the_same_log_under_an_older_profile_and_the_status_on_paper(desk, tmp_path):
    desk.take_over(Role.COORDINATOR)
    desk.open_trainee("Norwood", "Recount")
    station = desk.station
    station.pick("Profile to compare with", "four-category")
    assert "3 differences" in desk.said()
    assert "falls into G3a" in " ".join(desk.said())
    station.press("Print status…", desk.page)
    target = tmp_path / "status.pdf"
    printer = desk.page.printing
    field = printer.findChild(QLineEdit, "filename")
    desk.qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    desk.qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.keyClicks(field, str(target))
    desk.enter(field)
    station.wait(target.is_file)
    assert target.read_bytes().startswith(b"%PDF")
