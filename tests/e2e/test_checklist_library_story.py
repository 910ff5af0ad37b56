"""A center makes a checklist its own, keeps its schedules, goes over paper, and looks at its statistics: the real window."""

import re
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget

from au_desktop.domain.roles import Role
from au_desktop.example_stage import NAMES, PASSPHRASE
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.opening import NewCenter
from au_desktop.ui.kit.card import CardRow
from tests.e2e.checklist_day import ChecklistDay
from tests.e2e.workstation import CTRL
from tests.pdf_words import words_of
from tests.picture_files import a_photograph

ROOM = "room_preparation"
OLD, NEW = "Cover floor, chair or bed", "Two layers of paper on floor and chair"
ADDED = "Air changes in an hour"
CONSTANCY = {
    "background": ("0.1", "µCi"),
    "source_certified": ("200", "µCi"),
    "reading": ("200", "µCi"),
}
WIPES = {"wipe_efficiency": ("0.3", ""), "wipe_area": ("100", ""), "pick_up": ("0.1", "")}
RSO = NAMES[Role.RSO]


def test_the_center_makes_a_checklist_its_own_and_gives_it_to_another(desk, tmp_path):
    desk.take_over(Role.RSO)
    day = ChecklistDay(desk)
    day.start("Room preparation", room="Hot lab")
    begun = day.runs(ROOM)[0].code
    tab = open_editor(day)
    edit_an_item(day, tab.editor)
    add_an_item_with_a_limit(day, tab.editor)
    fill_it_for_a_test(day, tab.editor)
    compare_and_publish(day)
    old_and_new(day, begun)
    pack = tmp_path / "rooms.autemplates"
    export(day, pack)
    take_in_elsewhere(day, tmp_path / "Hillside.aucenter", pack)


def open_editor(day):
    tab = day.go_to_tab("Templates")
    day.station.choose_row(day.desk.table("Checklist templates"), "Room preparation")
    day.station.press("Edit as next version", day.station.page)
    assert tab.editor is not None
    return tab


def edit_an_item(day, editor):
    """From the outline to the title and back, by keyboard alone."""
    qtbot, tree = day.qtbot, editor.tree
    day.to_the_front()
    assert tree.hasFocus()
    for _ in range(4):
        qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    title = QApplication.focusWidget()
    assert OLD in title.toPlainText()
    qtbot.keyClick(title, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(title, NEW)
    qtbot.keyClick(title, Qt.Key.Key_Escape)
    assert tree.hasFocus()
    assert tree.currentItem().text(0) == NEW


def add_an_item_with_a_limit(day, editor):
    """A new item at the end: what it lacks, and limits that contradict one another, are said as it is typed."""
    station, qtbot = day.station, day.qtbot
    qtbot.keyClick(editor.tree, Qt.Key.Key_End)
    qtbot.keyClick(editor.tree, Qt.Key.Key_Insert)
    assert faults(station) == ["(no title yet): The title is blank."]
    qtbot.keyClicks(QApplication.focusWidget(), ADDED)
    station.pick("Answer", "Number")
    station.click(editor.item_form.groups["limits"].head)
    station.type_into("Attention above", "20")
    station.type_into("Action above", "10")
    (fault,) = faults(station)
    assert fault.startswith(ADDED)
    station.type_into("Action above", "40")
    assert faults(station) == []
    assert "No faults: it can be published." in day.desk.said(editor.faults)


def faults(station):
    """The faults that stand beside the outline."""
    if not station.shows(QListWidget, "Faults"):
        return []
    rows = station.find(QListWidget, "Faults")
    return [rows.item(at).text() for at in range(rows.count())]


def fill_it_for_a_test(day, editor):
    """The preview judges by the new limit; nothing of it is stored."""
    before = len(day.runs(ROOM))
    row = editor.preview.sheet().row(editor.template.items[-1].key)
    field = row.editor.field.edit
    editor.preview.sheet().ensureWidgetVisible(field)
    day.qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    day.qtbot.keyClicks(field, "25")
    day.qtbot.keyClick(field, Qt.Key.Key_Return)
    day.station.settle()
    assert row.words.finding_chip.text() == "Attention"
    assert len(day.runs(ROOM)) == before


def compare_and_publish(day):
    """The differences, what publishing touches, and the RSO's signature."""
    station, said = day.station, day.desk.said
    station.press("Differences")
    text = station.window.list.toPlainText()
    assert NEW in text
    assert ADDED in text
    station.press("Close")
    station.press("Publish…")
    told = " ".join(said(station.window))
    assert "It takes the place of version 2." in told
    assert "finished as begun" in told
    day.desk.sign()


def old_and_new(day, begun):
    """What was begun keeps its words; what is begun now has the new ones."""
    day.open_record(begun)
    assert any(one.startswith(OLD) for one in day.desk.said())
    assert NEW not in day.desk.said()
    day.start("Room preparation", room="Hot lab")
    assert {NEW, ADDED} <= set(day.desk.said())


def export(day, target):
    station = day.station
    day.go_to_tab("Templates")
    chosen = station.page.front.tab().panel.table.current_row()
    assert chosen.template.version == 3, "the published checklist is still chosen"
    day.choose_from_menu("More steps", "Export pack…")
    station.type_into("File", str(target))
    day.desk.sign()
    station.wait(target.is_file)


def take_in_elsewhere(day, folder, pack):
    """Another center sees who signed the pack, and takes a draft from it; what is in use there stays."""
    station = day.station
    facts = CenterFacts("Hillside RPT Center", "45-00000-02")
    station.opening.create(
        NewCenter(folder, facts, "Sam Okafor", Role.COORDINATOR, PASSPHRASE)
    ).close()
    station.lock()
    station.open_folder(folder)
    station.unlock("Sam Okafor", PASSPHRASE)
    day.go_to_tab("Templates")
    station.press("Import pack…", station.page)
    station.drop(pack, station.window.drop)
    told = " ".join(day.desk.said(station.window))
    assert "Genuine: nothing was altered since it was signed." in told
    assert f"signed by {RSO} (RSO)" in told
    assert "The key is not known here." in told
    station.press("Take in as drafts")
    assert not station.dialogs()
    station.press("Drafts  1", station.page)
    station.choose_row(day.desk.table("Checklist templates"), "Room preparation")
    (draft,) = day.desk.services.template_editing.drafts()
    assert NEW in [item.title for item in draft.template.items]
    (entry,) = [
        one for one in day.desk.services.template_editing.library() if one.template.id == ROOM
    ]
    assert NEW not in [item.title for item in entry.template.items]


def test_usual_schedules_are_taken_and_what_is_due_is_started_from_today(desk):
    desk.take_over(Role.COORDINATOR)
    add_calibrator(desk)
    desk.take_over(Role.RSO)
    day = ChecklistDay(desk)
    take_usual_schedules(day)
    done_from_today(day, ("Dose calibrator constancy", "DC-2"), "Performed", CONSTANCY)
    (line,) = history(day, "DC-2", "constancy")
    assert "late" not in line
    done_from_today(day, ("Wipe test of an area", "Hot lab"), "Wiped and counted", WIPES)
    assert "2 days late" in history(day, "Hot lab", "Wipe test")[-1]


def add_calibrator(desk):
    """A second dose calibrator comes into the center."""
    station = desk.station
    station.go_to("center")
    station.choose_line("Subjects of the center", "Instruments")
    station.press("Add instrument")
    station.type_into("Name", "DC-2")
    station.pick("Kind", "Dose calibrator")
    station.type_into("Calibrated on", desk.today.isoformat())
    station.press("Save")


def take_usual_schedules(day):
    """What its checklists say of themselves is offered; this center checks constancy every day."""
    station = day.station
    tab = day.go_to_tab("Schedule")
    station.press("Usual schedules…", station.page)
    offered = station.find(QListWidget, "Usual schedules")
    lines = [offered.item(at).text() for at in range(offered.count())]
    assert "Dose calibrator constancy · DC-2 · each day of use" in lines
    station.press("Schedule these")
    choose(day, "DC-2", "constancy")
    station.press("Change…", station.page)
    station.pick("How often", "Daily")
    station.press("Save")
    assert not station.dialogs()
    return tab


def choose(day, about, title):
    """The line of a schedule."""
    table = day.desk.table("Schedules")
    rows = shown(table)
    at = next(n for n, row in enumerate(rows) if about in row and title in row[1])
    place = table.visualRect(table.model().index(at, 1)).center()
    day.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    day.station.settle()


def done_from_today(day, wanted, slot, amounts):
    """From the line on Today to its schedule, and from there to the signed checklist."""
    station = day.station
    station.go_to("today")
    due = station.page.cards.due
    for more in [one for one in due.rows() if one.title.text().startswith("and ")]:
        station.click(more)
    rows = [one for one in due.findChildren(CardRow) if one.isVisible()]
    said = [" ".join(day.desk.said(one)) for one in rows]
    at = next(n for n, words in enumerate(said) if all(one in words for one in wanted))
    station.click(rows[at])
    station.press("Start now", station.page)
    station.press("Start")
    station.press("Open at the bedside")
    day.fill(**amounts)
    station.press("Submit")
    day.sign(slot)
    station.press("Leave")


def history(day, about, title):
    """How a schedule was done so far, the newest first."""
    day.go_to_tab("Schedule")
    choose(day, about, title)
    return [one for one in day.desk.said() if " · done " in one]


def test_a_form_goes_out_blank_and_comes_back_beside_its_page(desk, tmp_path):
    desk.take_over(Role.COORDINATOR)
    day = ChecklistDay(desk)
    blank, scan = tmp_path / "blank.pdf", tmp_path / "scan.jpg"
    code = print_form(day, blank)
    scan.write_bytes(a_photograph())
    type_in(day, code, scan)
    beside_the_page(day, code)


def print_form(day, target):
    """A wipe test of the hot lab, to be filled by hand; its code is on the paper."""
    station = day.station
    day.go_to_tab("Records")
    station.press("Start checklist", station.frame.top_bar)
    day.qtbot.keyClicks(station.window.search, "Wipe test")
    day.look_up("Room", "Hot lab")
    with day.file_named(target):
        station.press("Print a form…")
    station.wait(target.is_file)
    return re.search(r"F-\d{4}-\w{4}-\w", words_of(target)).group()


def type_in(day, code, scan):
    """Asked for: the form by its code, who wrote on it, and the page."""
    station = day.station
    day.go_to_tab("Paper forms")
    station.press("Type in from paper", station.frame.top_bar)
    day.look_up("Form", code)
    station.type_into("Filled by hand by", "A. Technologist")
    yesterday = day.desk.today - timedelta(days=1)
    station.type_into("Date", yesterday.isoformat())
    station.type_into("Time", "17:10")
    station.press("Type in")
    assert any(one.startswith("Attach the scanned page") for one in day.desk.said(station.window))
    station.drop(scan, station.window)
    station.press("Type in")
    assert not station.dialogs(), day.desk.said(station.window)


def beside_the_page(day, code):
    """The page is seen beside the questions until it is submitted; the record says that it was typed in."""
    station, desk = day.station, day.station.page.desk
    station.wait(desk.side.page.isVisible)
    assert desk.facts.paper_chip.isVisible()
    station.press("Open at the bedside")
    day.fill(**WIPES)
    station.press("Submit")
    day.sign("Wiped and counted")
    station.press("Leave")
    sheet = day.sheet("wipe_test")
    assert sheet.sealed
    assert sheet.run.transcription.form_code == code
    assert sheet.run.transcription.written_by == "A. Technologist"
    (page,) = sheet.run.attachments
    assert page.title == "Page 1"
    day.go_to_tab("Paper forms")
    station.press("Typed in", station.page)
    assert [row[0] for row in shown(day.desk.table("Paper forms"))] == [code]


def test_the_statistics_and_the_steps_say_what_is_left_out(desk):
    desk.take_over(Role.RSO)
    day, station = ChecklistDay(desk), desk.station
    day.go_to_tab("Statistics")
    station.pick("Checklist", "constancy")
    assert shown(desk.table("Item statistics"))[0][0] == "Settings checked with the same source"
    station.press("Skipped", station.page)
    (row,) = shown(desk.table("Item statistics"))
    assert row[-1] == "100 %"
    desk.open_trainee("Corwin", "Steps")
    steps = shown(desk.table("Steps of a trainee"))
    assert all("never performed" in row[-1] for row in steps)


def shown(table):
    """What a table shows, row by row."""
    model = table.model()
    columns = range(model.columnCount())
    return [[model.index(at, one).data() for one in columns] for at in range(model.rowCount())]
