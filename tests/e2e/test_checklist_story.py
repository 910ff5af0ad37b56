"""Checklists at the bedside and in the queue through the real window: two people, one device; returns, batches, amendments."""

from decimal import Decimal
from functools import partial

from au_desktop.domain.checklists.answers import Computed
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.roles import Role
from au_desktop.example_stage import NAMES, PASSPHRASE
from au_desktop.ui.kit.card import CardRow
from tests.e2e.checklist_day import NURSE, PRECEPTOR, ChecklistDay
from tests.pdf_words import words_of

DOTATATE = "lu177_dotatate_administration"
VIPIVOTIDE = "lu177_vipivotide_administration"
RSO = NAMES[Role.RSO]
SURVEY = "end_of_day_survey"
SUPERVISED = "Supervised by the authorized user"
ASSAYED = Activity(Decimal(201), ActivityUnit.MCI)


def test_preceptor_and_nurse_share_one_device_from_the_assay_to_the_review(desk, tmp_path):
    desk.take_over(Role.PRECEPTOR)
    day = ChecklistDay(desk)
    code = day.plan("Adair", "dotatate")
    assay(day, code)
    day.open_from_today(code)
    a_slip_is_asked_about(day)
    start_the_timers(day)
    the_nurse_observes(day)
    lock_by_itself_and_come_back(day)
    finish_and_sign(day)
    review(day)
    on_paper(day, tmp_path / "record.pdf")


def assay(day, code):
    """The dosage is measured and signed before the patient comes."""
    day.start("Dosage assay", case=code)
    day.station.press("Open at the bedside")
    day.fill()
    day.station.press("Submit")
    day.sign("Determined")
    day.station.press("Leave")


def a_slip_is_asked_about(day):
    """A zero too many is asked about; the figure of the assay is one tap."""
    row = day.go_to_item("assay_activity")
    hand, station = day.hand, day.station
    panel = day.type_amount(row, "2010", "mCi")
    assert "2,010 mCi is about ten times the 200 mCi" in panel.question.words.text()
    hand.tap(panel.question.correct_button)
    station.press("Close without a change", within=day.view.pages.panel)
    assert row.answer is None
    assert "Dosage assay" in row.offer.source_line.text()
    hand.tap(row.offer_button)
    assert row.answer.value.quantity == ASSAYED


def start_the_timers(day):
    """Amino acids first, then the drug; both run in the bar above."""
    for key in ("amino_acids", "administration"):
        row = day.go_to_item(key)
        day.hand.tap(row.editor.start_button)
        assert row.answer.value.running
    assert [one.key for one in day.view.header.timers.running()] == [
        "amino_acids",
        "administration",
    ]


def the_nurse_observes(day):
    """The nurse unlocks at the same device and answers in her own name."""
    row = day.go_to_item("observation")
    day.hand_over(NURSE)
    day.view.pages.mark("observation")
    day.hand.tap(row.editor.start_button)
    nurse = next(one for one in day.desk.services.access.people() if one.name == NURSE)
    assert row.answer.by == nurse.id
    assert len(day.view.header.timers.running()) == 3


def lock_by_itself_and_come_back(day):
    """Covered, woken by a tap, then nobody touches it: after the unlock the same item is marked and the time has run on."""
    station, view = day.station, day.view
    started = view.rows.find("observation").answer.value.started
    station.press("Cover the screen (F9)")
    assert view.cover.isVisible()
    station.click(view.cover)
    assert not view.cover.isVisible()
    watch = station.frame.idle_watch
    watch.set_idle_minutes(0)
    watch.check()
    station.wait(lambda: station.desktop.session is None)
    station.unlock(PRECEPTOR, PASSPHRASE)
    station.wait(lambda: day.view.pages.item == "observation")
    value = day.view.rows.find("observation").answer.value
    assert value.started == started
    assert value.running
    assert "answering" not in day.view.header.about.accessibleName()


def finish_and_sign(day):
    """The rest is answered; nurse and preceptor sign, each with their own passphrase."""
    for timer in ("amino_acids", "administration", "observation"):
        day.view.pages.show_item(timer)
        day.hand.tap(day.view.rows.find(timer).editor.stop_button)
    day.fill()
    day.station.press("Submit")
    day.sign_as("Nurse's part", NURSE)
    day.sign(SUPERVISED)
    day.station.press("Leave")


def review(day):
    """The RSO finds it among what may be signed, if wanted; three signatures stand."""
    day.desk.take_over(Role.RSO)
    day.station.choose_row(wanted(day), day.runs(DOTATATE)[0].code)
    day.station.press("Sign…", day.station.page)
    day.desk.sign()
    signed = day.desk.services.signing.signatures(day.sheet(DOTATATE).run.id)
    assert all(one.validity.sound for one in signed)
    assert {(one.sign_off.meaning.value, one.sign_off.signer) for one in signed} == {
        ("performed", NURSE),
        ("supervised", PRECEPTOR),
        ("reviewed", RSO),
    }


def on_paper(day, target):
    """The record is saved as a PDF, which says who signed and what is sealed."""
    sheet = day.sheet(DOTATATE)
    day.open_record(day.runs(DOTATATE)[0].code)
    with day.file_named(target):
        day.choose_from_menu("Print", "Save as PDF…")
    day.station.wait(target.is_file)
    words = words_of(target)
    for expected in (NURSE, PRECEPTOR, RSO, sheet.run.template_digest, "201 mCi"):
        assert expected in words, expected


def test_a_whole_checklist_asks_for_little_more_than_its_answers(desk):
    """From the prompt to the signature: what the program itself asks for stays small."""
    desk.take_over(Role.PRECEPTOR)
    code = ChecklistDay(desk).plan("Adair", "vipivotide")
    desk.station.lock()
    inputs = CountedInputs(desk.qtbot)
    desk.qtbot = desk.station.qtbot = inputs
    desk.station.unlock(PRECEPTOR, PASSPHRASE)
    day = ChecklistDay(desk)
    day.open_from_today(code)
    day.fill()
    day.station.press("Submit")
    day.sign(SUPERVISED)
    sheet = day.sheet(VIPIVOTIDE)
    answered = sum(1 for one in sheet.run.answers if not isinstance(one.value, Computed))
    assert sheet.sealed
    assert answered >= 30
    assert inputs.made <= answered * 2 + 25, f"{inputs.made} inputs for {answered} answers"


class CountedInputs:
    """Counts every tap and key on its way; the letters of a text or a passphrase are the person's own, and count as one."""

    COUNTED = frozenset({"mouseClick", "keyClick", "keyClicks"})

    def __init__(self, qtbot):
        self._qtbot, self.made = qtbot, 0

    def __getattr__(self, name):
        act = getattr(self._qtbot, name)
        return partial(self._count, act) if name in self.COUNTED else act

    def _count(self, act, widget, what=None, *args, **kwargs):
        is_amount = isinstance(what, str) and what.replace(".", "").isdigit()
        self.made += len(what) if is_amount else 1
        act(widget, what, *args, **kwargs)


def test_surveys_go_back_come_again_and_are_signed_as_a_batch(desk):
    desk.take_over(Role.COORDINATOR)
    day = ChecklistDay(desk)
    codes = [survey(day, room) for room in ("Room 3", "Hot lab", "Restroom 3")]
    desk.take_over(Role.RSO)
    send_back(day, codes[0], "The door was read at 0.2 mR/h, not at 0.08.")
    desk.take_over(Role.COORDINATOR)
    correct(day, codes[0])
    desk.take_over(Role.RSO)
    sign_all(day, codes)
    ask_for_a_witness(day, codes[1])
    desk.take_over(Role.COORDINATOR)
    amend(day, codes[2])


def survey(day, room):
    """Submitted by the coordinator, and not yet signed."""
    day.start("End-of-day area", room=room)
    day.station.press("Open at the bedside")
    day.fill()
    day.station.press("Submit")
    day.station.press("Leave")
    return day.runs(SURVEY)[0].code


def wanted(day):
    """What the RSO may sign, if wanted."""
    day.station.go_to("signing")
    day.station.press("Mine, if wanted", day.station.page)
    return day.desk.table("Waiting signatures")


def send_back(day, code, reason):
    station = day.station
    station.choose_row(wanted(day), code)
    station.press("Return…", station.page)
    station.type_into("Reason", reason)
    station.press("Return")
    assert not station.dialogs()


def correct(day, code):
    """Today shows it with the reason; the reading is given anew, and it is submitted and signed again."""
    station, said = day.station, day.desk.said
    station.go_to("today")
    rows = [one for one in station.page.findChildren(CardRow) if code in " ".join(said(one))]
    (row,) = rows
    assert any("returned: The door was read" in one for one in said(row))
    station.click(row)
    station.press("Open at the bedside")
    day.view.pages.show_item("reading_outside")
    row = day.view.rows.find("reading_outside")
    day.type_amount(row, "0.2", "mR/h")
    day.fill()
    station.press("Submit")
    station.press("Leave")


def sign_all(day, codes):
    """Three are ticked with the mouse and paged through; a wrong answer is asked anew, the right one opens the passphrase."""
    station, table = day.station, wanted(day)
    for code in codes:
        station.choose_row(table, code)
    station.press("Sign 3 chosen…", station.page)
    dialog = station.window
    for words in ("Next record", "Next record", "Go on to the question"):
        station.press(words)
    answer(station, dialog, wrong=True)
    assert "says something else" in " ".join(day.desk.said(dialog))
    station.press("Go on to the question")
    answer(station, dialog)
    day.desk.sign()
    for row in day.runs(SURVEY)[:3]:
        (given,) = day.desk.services.signing.signatures(row.run_id)
        assert (given.sign_off.meaning.value, given.sign_off.signer) == ("reviewed", RSO)


def answer(station, dialog, *, wrong=False):
    """Choose what the record says to the one question, or something else."""
    right = dialog.batch.question.right
    station.click(dialog.question.choices[(right + 1) % 4 if wrong else right])
    station.press("Answer")


def ask_for_a_witness(day, code):
    """The RSO asks for one more signature; the nurse gives it."""
    station = day.station
    day.open_record(code)
    station.press("Ask for a signature…")
    station.pick("Signature", "Witness")
    station.press("Ask")
    assert not station.dialogs()
    day.desk.take_over(Role.STAFF)
    station.choose_row(wanted(day), code)
    station.press("Sign…", station.page)
    day.desk.sign()
    row = next(one for one in day.runs(SURVEY) if one.code == code)
    given = day.desk.services.signing.signatures(row.run_id)
    assert [one.sign_off.signer for one in given] == [RSO, NURSE]


def amend(day, code):
    """A signed record is corrected by a new version; before it is signed, both stand side by side."""
    station = day.station
    day.open_record(code)
    station.press("Amend…")
    station.type_into("Reason", "the floor was read wrongly")
    station.press("Amend")
    station.press("Open at the bedside")
    day.view.pages.show_item("reading_floor")
    day.type_amount(day.view.rows.find("reading_floor"), "0.4", "mR/h")
    day.fill()
    station.press("Submit")
    station.press("Leave")
    day.desk.take_over(Role.RSO)
    station.choose_row(wanted(day), day.runs(SURVEY)[0].code)
    station.press("Sign…", station.page)
    station.press("Compare with the earlier version")
    text = station.window.page.toPlainText()
    assert "the floor was read wrongly" in text
    assert "1 answer differs." in text
    assert "0.4 mR/h" in text
    station.press("Close")
    day.desk.sign()
    day.go_to_tab("Records")
    assert day.desk.services.run_sheets.sheet(day.runs(SURVEY)[0].run_id).sealed
