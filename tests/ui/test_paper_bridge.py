"""Files, printed records and the way over paper and back, through the real widgets of the checklists page."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from au_desktop.domain.checklists.templates import Need
from au_desktop.domain.roles import Role
from au_desktop.services.checklists.run_attachments import GivenFile
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.checklists.checklists_page import ChecklistsPage
from au_desktop.ui.checklists.paper.forms_tab import FormsTab
from au_desktop.ui.checklists.paper.paper_printing import PaperPrinting
from au_desktop.ui.checklists.paper.type_in_dialog import NO_PAGE
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.picture_view import PictureView
from tests.checklist_desk import SURVEY, ChecklistDesk
from tests.checklist_hands import key, settle, tap, type_into
from tests.fakes_ui import ImmediateOperations
from tests.picture_files import a_jpeg, a_pdf, a_photograph, a_png


@pytest.fixture(autouse=True)
def dressed(qapp):
    if not qapp.styleSheet() or theme.current().touch:
        theme.apply(Settings(theme=ThemeChoice.LIGHT))


@pytest.fixture
def desk():
    return ChecklistDesk()


@pytest.fixture
def page(desk, qtbot):
    def make(role=Role.PRECEPTOR):
        changes = ChangesBus()
        made = ChecklistsPage(desk.services(role), ImmediateOperations(), changes, Settings())
        qtbot.addWidget(made)
        changes.changed.connect(made.on_changes)
        made.resize(1158, 690)
        made.show()
        made.on_shown()
        settle()
        return made

    return make


@pytest.fixture
def chosen(monkeypatch, tmp_path):
    """What the next file dialogs answer."""

    class Chosen:
        files: tuple[Path, ...] = ()
        target = tmp_path / "out.pdf"
        folder = tmp_path

    answers = Chosen()
    monkeypatch.setattr(
        QFileDialog,
        "getOpenFileNames",
        lambda *_: ([str(one) for one in answers.files], ""),
    )
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(answers.target), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(answers.folder))
    return answers


def files_of(desk, run_id):
    return desk.services().run_sheets.sheet(run_id).run.attachments


def on_disk(folder, name, content):
    (folder / name).write_bytes(content)
    return folder / name


def opened(page, run_id):
    page.open_target(run_id)
    settle()
    return page.desk


def test_files_are_attached_opened_removed_and_put_back(page, desk, chosen, tmp_path, qtbot):
    run_id = desk.start()
    made = page()
    view = opened(made, run_id)
    card = view.side.files_card
    assert card.strip.nothing.isVisibleTo(view)
    chosen.files = [
        on_disk(tmp_path, "vial.jpg", a_photograph()),
        on_disk(tmp_path, "notes.txt", b"plain"),
    ]
    tap(card.attach_button)
    (attached,) = files_of(desk, run_id)
    assert attached.title == "vial"
    assert "notes.txt is neither a JPEG" in card.refused.text()
    button = card.strip.buttons[attached.paper_id]
    assert button.accessibleName() == "Open attached picture: vial"
    tap(button)
    dialog = view.files.dialog
    assert dialog.isVisible()
    chosen.target = tmp_path / "copy.jpg"
    tap(dialog.copy_button)
    assert chosen.target.read_bytes().startswith(b"\xff\xd8")
    dialog.accept()
    with qtbot.waitSignal(made.undo_offered) as offered:
        tap(card.strip.removers[attached.paper_id])
    assert files_of(desk, run_id) == ()
    offered.args[1]()
    assert files_of(desk, run_id) == (attached,)


def test_a_file_stands_beside_its_item(page, desk, chosen, tmp_path):
    run_id = desk.start()
    view = opened(page(), run_id)
    item = view.cards.shown_rows()[0].item
    chosen.files = [on_disk(tmp_path, "page.png", a_png())]
    view.rows.attach_wanted.emit(item.key)
    (attached,) = files_of(desk, run_id)
    assert attached.item == item.key
    assert attached.paper_id in view.files.strip(item.key).buttons


def test_dropped_files_are_attached_while_it_is_a_draft(page, desk, tmp_path):
    run_id = desk.filled(SURVEY)
    view = opened(page(), run_id)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(on_disk(tmp_path, "scan.pdf", a_pdf())))])
    none = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none
    )
    view.side.dropEvent(drop)
    (attached,) = files_of(desk, run_id)
    desk.services().checklist_work.submit(run_id)
    view.session.load()
    assert not view.side.files_card.attach_button.isVisibleTo(view)
    assert not view.side.files_card.strip.removers[attached.paper_id].isVisibleTo(view)
    tap(view.side.files_card.strip.buttons[attached.paper_id])
    assert not view.files.dialog.pictures.isVisibleTo(view.files.dialog)
    view.files.dialog.accept()


def test_a_picture_is_enlarged_turned_and_paged(qtbot):
    view = PictureView()
    qtbot.addWidget(view)
    view.resize(400, 400)
    view.show()
    view.show_pages((("One", a_jpeg((400, 300))), ("Two", a_png()), ("Three", b"nothing")))
    settle()
    fitted = view.canvas.scale_now()
    tap(view.larger_button)
    assert view.canvas.scale_now() > fitted
    key(view.canvas, Qt.Key.Key_Minus)
    key(view.canvas, Qt.Key.Key_0)
    assert view.canvas.scale_now() == pytest.approx(fitted)
    key(view.canvas, Qt.Key.Key_R)
    assert view.canvas.fitted
    key(view.canvas, Qt.Key.Key_PageDown)
    assert view.title.text() == "Two \u00b7 2 of 3"
    tap(view.next_button)
    assert not view.canvas.isVisible()
    assert view.words.isVisible()
    assert not view.next_button.isEnabled()
    tap(view.before_button)
    assert view.canvas.isVisible()


def test_a_record_is_saved_as_pdf(page, desk, chosen, qtbot):
    made = page()
    view = opened(made, desk.filled(SURVEY))
    with qtbot.waitSignal(made.status_told) as told:
        view.tools.pdf_action.trigger()
    assert chosen.target.read_bytes().startswith(b"%PDF")
    assert told.args[0] == "Saved as out.pdf. The file is not encrypted."
    assert desk.memory.center.state.exports[-1].file_name == "out.pdf"


def test_listed_records_are_saved_into_a_folder(page, desk, chosen, tmp_path):
    desk.start()
    desk.start(SURVEY)
    made = page()
    tap(made.pdf_button)
    assert sorted(one.name for one in tmp_path.glob("R-*.pdf")) == ["R-000001.pdf", "R-000002.pdf"]


def test_who_may_not_export_is_not_offered_it(page, desk):
    made = page(Role.TRAINEE)
    assert not made.pdf_button.isEnabled()
    view = opened(made, desk.start(role=Role.TRAINEE))
    assert not view.tools.pdf_action.isVisible()


def printed_blank(made, chosen):
    made.start()
    dialog = made.dialog
    type_into(dialog.search, "end-of-day")
    tap(dialog.form_button)
    assert chosen.target.read_bytes().startswith(b"%PDF")


def forms_tab(made):
    tab = made.front.open_tab("paper")
    settle()
    assert isinstance(tab, FormsTab)
    return tab


def test_a_form_goes_out_and_comes_back_beside_its_page(page, desk, chosen, tmp_path):
    made = page()
    printed_blank(made, chosen)
    tab = forms_tab(made)
    row = tab.panel.table.rows.row_at(0)
    assert row.form.title == "End-of-day area survey"
    tab.panel.table.selectRow(0)
    tab.type_in(row)
    dialog = tab.dialog
    assert dialog.rows[Need.ROOM].isVisibleTo(dialog)
    tap(dialog.primary_button)
    assert dialog.pages_row.reason() == NO_PAGE
    assert dialog.rows[Need.ROOM].reason() == "Room is needed."
    assert dialog.by_row.reason() == "Say who wrote on the paper."
    dialog.fields[Need.ROOM].choose(desk.room_id)
    type_into(dialog.written_by, "A. Example")
    dialog.written_at.set_value(desk.clock.now())
    chosen.files = [on_disk(tmp_path, "scan.jpg", a_jpeg((300, 400)))]
    tap(dialog.add_button)
    tap(dialog.primary_button)
    view = made.desk
    assert view.facts.paper_chip.isVisibleTo(view)
    assert "A. Example" in view.facts.paper_chip.toolTip()
    assert view.side.page.isVisibleTo(view)
    assert view.side.page.title.text() == "Page 1"
    assert all(row.scene.stacked for row in view.rows.made())
    view.side.bar.setCurrentIndex(1)
    assert not view.side.page.isVisibleTo(view)
    assert view.verdict.isVisibleTo(view)
    assert desk.services().paper_forms.outstanding() == ()


def test_a_typed_code_finds_its_form_and_a_wrong_one_says_so(page, desk, chosen):
    made = page()
    printed_blank(made, chosen)
    tab = forms_tab(made)
    tab.main_action().run()
    dialog = tab.dialog
    type_into(dialog.form.lineEdit(), "F-0001-0000-0")
    tap(dialog.primary_button)
    assert "is not a form code" in dialog.form_row.reason()
    dialog.reject()


def test_a_form_that_will_not_come_back_says_why(page, desk, chosen):
    made = page()
    printed_blank(made, chosen)
    tab = forms_tab(made)
    row = tab.panel.table.rows.row_at(0)
    tab.spoil(row)
    tab.dialog.reason.setPlainText("torn")
    tap(tab.dialog.primary_button)
    tab.refresh()
    assert tab.panel.table.rows.rowCount() == 0
    tab.panel.filters.choose("spoiled")
    assert tab.panel.table.rows.row_at(0).form.spoiled.reason == "torn"
    assert [one.state.value for one in desk.services().paper_forms.rows()] == ["spoiled"]


def test_a_draft_is_printed_half_filled_and_typed_in_to_itself(page, desk, chosen):
    run_id = desk.start(SURVEY)
    made = page()
    view = opened(made, run_id)
    assert isinstance(view.paper, PaperPrinting)
    view.tools.form_action.trigger()
    (row,) = desk.services().paper_forms.outstanding()
    assert row.draft_code == "R-000001"
    desk.services().attachments.attach(run_id, GivenFile("a.jpg", a_jpeg()))


def test_an_empty_tab_says_what_forms_are_for(page):
    tab = forms_tab(page())
    assert tab.panel.showing_empty_state()
