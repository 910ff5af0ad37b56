"""The packet page: gaps and evidence, signing by each kind of signer, withdrawing, and making the packet."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QPushButton

from au_desktop.domain.errors import Cancelled, DiskProblem
from au_desktop.domain.roles import Role
from au_desktop.domain.training.standings.standing import Gap, GapCode
from au_desktop.services.changes import Changes, Kind
from au_desktop.services.outcomes import Outcome
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.card import CardRow
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.kit.statement_dialog import StatementDialog
from au_desktop.ui.kit.worksheet_html import print_html
from au_desktop.ui.trainees.packet.packet_tab import PacketTab
from au_desktop.ui.trainees.trainee_tab import Task
from tests.attestation_examples import ReadyCenter, a_path
from tests.fakes_ui import ImmediateOperations
from tests.statement_examples import PASS


class Packets:
    """Makes a packet, or fails as told."""

    def __init__(self):
        self.made, self.error = [], None

    def make(self, trainee_id, wish, signer, progress, cancelled):
        progress(10, 100)
        if self.error is not None:
            raise self.error
        self.made.append((trainee_id, wish))
        return Outcome(
            SimpleNamespace(file_name=wish.target.name), Changes(frozenset({Kind.EXPORT}))
        )


@pytest.fixture
def center():
    return ReadyCenter()


@pytest.fixture
def show(qapp, qtbot, center):
    if not qapp.styleSheet() or theme.current().touch:
        theme.apply(Settings(theme=ThemeChoice.LIGHT))

    def shown(role=Role.PRECEPTOR):
        work = center.work(role)
        services = SimpleNamespace(
            desk=center.memory.desk(role),
            attestations=center.attestations(role),
            statements=work.statements,
            supervision=work.supervision,
            signing=work.signing,
            packets=Packets(),
        )
        bus = ChangesBus()
        tab = PacketTab(SectionContext(services, ImmediateOperations(), bus, Settings()))
        tab.words, tab.went = [], []
        tab.told.connect(tab.words.append)
        tab.undo_offered.connect(lambda words, undo: offered(tab, words, undo))
        tab.go_requested.connect(lambda page, target: tab.went.append((page, target)))
        bus.changed.connect(lambda _changes: tab.refresh())
        qtbot.addWidget(tab)
        tab.resize(1150, 700)
        tab.show()
        tab.show_trainee(center.trainee_id)
        return tab

    return shown


def offered(tab, words, undo):
    tab.words.append(words)
    tab.undo = undo


def sign_what_is_shown(tab, passphrase=PASS):
    dialog = tab.steps.dialog
    assert isinstance(dialog, StatementDialog)
    dialog.passphrase.setText(passphrase)
    dialog.primary_button.click()
    return dialog


def attested(tab):
    tab.attest_button.click()
    tab.steps.dialog.telephone.setText("555-0100")
    tab.steps.dialog.primary_button.click()
    sign_what_is_shown(tab)


def rows(tab):
    return [(row.title.text(), row.detail.text()) for row in tab.attestations.rows()]


def test_the_page_shows_the_worksheet_and_its_disclaimers(show):
    tab = show()
    text = tab.sheet.toPlainText()
    assert "not the official form" in text
    assert "Radiation-safety attestation only, not general clinical competency." in text
    assert "Training record, not an authorization." in text
    assert text.index("What is missing") < text.index("Classroom and laboratory training")
    assert "Ready for attestation" in tab.notice.text()
    assert rows(tab)[0][0] == "Not signed yet"


def test_a_number_opens_the_records_behind_it(show, center):
    tab = show()
    figures = {one.label: one for one in tab.page.worksheet.figures}
    total = figures["3.a Total hours of training"]
    assert f'href="figure:{total.id}"' in tab.sheet.toHtml()
    tab.sheet.anchorClicked.emit(QUrl(f"figure:{total.id}"))
    opened = tab.behind.findChildren(CardRow)
    assert [row.title.text() for row in opened] == ["H-000001"]
    opened[0].findChild(QPushButton).click()
    assert tab.went == [("trainees", (center.trainee_id, "hours", center.classroom.id))]
    empty = next(one for one in figures.values() if not one.behind)
    tab.open_figure(empty.id)
    tab.open_figure("E999")
    tab.sheet.anchorClicked.emit(QUrl("https://example.org"))
    assert len(tab.went) == 1


def test_a_preceptor_attests_with_the_evidence_in_front(show):
    tab = show()
    tab.attest_button.click()
    tab.steps.dialog.telephone.setText("555-0100")
    tab.steps.dialog.primary_button.click()
    shown = tab.steps.dialog.record.toPlainText()
    assert "I attest that A. Example 07, MD has satisfactorily completed" in shown
    assert "H-000001" in shown
    assert "555-0100" in shown
    sign_what_is_shown(tab)
    assert tab.words == ["Signed."]
    assert tab.notice.text().startswith("Attested by The preceptor on 20 Nov 2026 (S-000003).")
    assert rows(tab)[0][0] == "Preceptor attestation S-000003"


def test_evidence_that_changed_since_is_named(show, center):
    tab = show()
    attested(tab)
    with center.memory.center.unit_of_work() as uow:
        uow.hours.replace(replace(center.work_hours, place="Elsewhere"))
        uow.commit()
    tab.refresh()
    said = "Evidence changed since signing: H-000002 (hours changed: place)."
    assert said in tab.notice.text()
    assert said in rows(tab)[0][1]


def test_what_was_signed_can_be_read_again_as_it_was(show, center):
    tab = show()
    attested(tab)
    with center.memory.center.unit_of_work() as uow:
        uow.facts.put("name", "Another Center")
        uow.commit()
    tab.select(tab.page.state.given[0].statement.id)
    shown = tab.steps.dialog.record.toPlainText()
    assert "I attest that A. Example 07, MD" in shown
    assert "Lakeside RPT Center" in shown
    tab.steps.dialog.primary_button.click()
    assert not tab.steps.dialog.isVisible()


def test_a_task_from_elsewhere_opens_its_dialog(show):
    tab = show()
    tab.take_up(Task("attest"))
    assert tab.steps.dialog.windowTitle() == "Attest"
    tab.steps.dialog.reject()
    tab.take_up(Task("ask for signature"))
    assert tab.steps.dialog.windowTitle() == "Ask for a signature"


def test_withdrawing_asks_the_reason_and_the_passphrase(show):
    tab = show()
    attested(tab)
    buttons = {one.text(): one for one in tab.attestations.findChildren(QPushButton)}
    buttons["Withdraw…"].click()
    dialog = tab.steps.dialog
    dialog.primary_button.click()
    assert dialog.form.error("reason")
    dialog.reason.setPlainText("a case is wrong")
    dialog.primary_button.click()
    assert "a case is wrong" in tab.steps.dialog.record.toPlainText()
    sign_what_is_shown(tab)
    assert tab.words[-1] == "S-000003 is withdrawn."
    assert "Withdrawn by The preceptor." in rows(tab)[0][1]
    assert "Ready for attestation" in tab.notice.text()


def test_only_the_newest_signatures_are_listed(show, center):
    for _ in range(6):
        center.attest()
    tab = show()
    assert [title[-8:] for title, _ in rows(tab)] == [
        "S-000008",
        "S-000007",
        "S-000006",
        "S-000005",
    ]


def test_a_director_attests_after_a_faculty_member_concurs(show, center):
    tab = show()
    tab.director_button.click()
    dialog = tab.steps.dialog
    dialog.primary_button.click()
    assert dialog.form.error("program")
    dialog.program.setText("Radiation oncology residency")
    dialog.body_choice.setCurrentIndex(1)
    dialog.primary_button.click()
    assert "includes the training" in dialog.error_line.text()
    dialog.includes.setChecked(True)
    dialog.consensus.setChecked(True)
    dialog.primary_button.click()
    assert "At least one authorized user of the faculty" in dialog.error_line.text()
    dialog.reject()
    tab.concur_button.click()
    sign_what_is_shown(tab)
    tab.director_button.click()
    dialog = tab.steps.dialog
    dialog.program.setText("Radiation oncology residency")
    dialog.body_choice.setCurrentIndex(1)
    dialog.includes.setChecked(True)
    dialog.consensus.setChecked(True)
    dialog.primary_button.click()
    shown = tab.steps.dialog.record.toPlainText()
    assert "represents the consensus of the residency program faculty" in shown
    assert "The preceptor, S-000003" in shown
    sign_what_is_shown(tab)
    assert tab.notice.text().startswith("Attested by The preceptor")


def test_a_faculty_member_without_an_account_needs_a_day(show, center):
    center.faculty()
    tab = show()
    tab.director_button.click()
    dialog = tab.steps.dialog
    dialog.program.setText("Radiation oncology residency")
    dialog.body_choice.setCurrentIndex(1)
    dialog.includes.setChecked(True)
    dialog.consensus.setChecked(True)
    dialog.faculty.setCurrentIndex(dialog.faculty.findText("Faculty F."))
    dialog.primary_button.click()
    assert dialog.form.error("on")
    dialog.on.set_value(center.now().local.date())
    dialog.primary_button.click()
    assert "Faculty F., 2026-11-20, no signature in this center" in (
        tab.steps.dialog.record.toPlainText()
    )


def test_asking_puts_it_on_the_list(show):
    tab = show(Role.COORDINATOR)
    assert not tab.attest_button.isEnabled()
    tab.ask_button.click()
    tab.steps.dialog.primary_button.click()
    assert tab.words == ["The preceptor is asked to sign."]
    assert rows(tab)[0] == (
        "Preceptor attestation asked of The preceptor",
        "Asked by The coordinator on 20 Nov 2026, waiting 0 days.",
    )
    tab.undo()
    assert tab.words[-1] == "Taken back."
    assert rows(tab)[0][0] == "Not signed yet"
    tab.ask_button.click()
    tab.steps.dialog.primary_button.click()
    (button,) = tab.attestations.findChildren(QPushButton)
    button.click()
    assert tab.words[-1] == "Asked no longer."
    assert rows(tab)[0][0] == "Not signed yet"


def test_gaps_and_other_ways_hold_the_buttons_and_say_why(show, center):
    center.gaps = (Gap(GapCode.NOTHING_REQUESTED),)
    tab = show()
    assert not tab.attest_button.isEnabled()
    assert "still missing" in tab.attest_button.toolTip()
    assert tab.notice.text().startswith("1 gap to settle")
    center.gaps = ()
    center.path = a_path(needs_attestation=False)
    tab.refresh()
    assert "asks for no attestation" in tab.ask_button.toolTip()
    assert "asks for no attestation" in tab.notice.text()


def test_a_packet_is_made_with_the_passphrase(show, tmp_path):
    tab = show()
    tab.packet_button.click()
    dialog = tab.steps.dialog
    dialog.place.edit.setText(str(tmp_path / "nowhere" / "packet.zip"))
    dialog.passphrase.setText("wrong")
    dialog.primary_button.click()
    assert dialog.form.error("place")
    dialog.place.edit.setText(str(tmp_path / "packet.zip"))
    dialog.primary_button.click()
    assert "does not fit" in dialog.form.error("passphrase")
    dialog.form_choice.setCurrentIndex(1)
    assert dialog.place.edit.text() == str(tmp_path / "packet")
    dialog.passphrase.setText(PASS)
    dialog.primary_button.click()
    ((_, wish),) = tab.context.services.packets.made
    assert (wish.target, wish.as_zip, wish.with_papers) == (tmp_path / "packet", False, True)
    assert tab.words == ["Packet made: packet"]
    assert not tab.progress.isVisible()


@pytest.mark.parametrize("error", [Cancelled(), DiskProblem("packet.zip", "no room")])
def test_a_packet_that_is_not_made_leaves_nothing(show, tmp_path, error):
    tab = show()
    tab.context.services.packets.error = error
    tab.packet_button.click()
    dialog = tab.steps.dialog
    dialog.place.edit.setText(str(tmp_path / "packet.zip"))
    dialog.passphrase.setText(PASS)
    dialog.primary_button.click()
    stopped = isinstance(error, Cancelled)
    assert (tab.words == ["Stopped. Nothing was written."]) is stopped
    assert tab.context.services.packets.made == []


def test_paper_names_the_records_at_the_end(show):
    tab = show()
    document = QTextDocument()
    document.setHtml(print_html(tab.page.worksheet))
    text = document.toPlainText()
    assert "Records behind the numbers" in text
    assert "H-000001" in text
    assert "figure:" not in document.toHtml()
