"""The papers of a trainee: added and dropped, refused with reasons, copied out, changed, taken out of use."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton

from au_desktop.domain.roles import Role
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.services.roster.paper_keeping import PaperDraft
from au_desktop.settings import Settings
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.trainees.onboarding.papers_tab import PapersTab
from tests.fakes_ui import ImmediateOperations
from tests.placed_visits import Visited

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk():
    return Visited()


@pytest.fixture
def show(qtbot, desk):
    def shown(role=Role.COORDINATOR):
        context = SectionContext(
            desk.center.services(role), ImmediateOperations(), ChangesBus(), Settings()
        )
        tab = PapersTab(context)
        tab.said, tab.undos = [], []
        tab.told.connect(tab.said.append)
        tab.undo_offered.connect(lambda words, step: tab.undos.append((words, step)))
        context.changes.changed.connect(lambda _changes: tab.refresh())
        qtbot.addWidget(tab)
        tab.resize(1000, 600)
        tab.show()
        tab.show_trainee(desk.trainee_id)
        return tab

    return shown


def kept(desk):
    return desk.center.work().papers.of(PaperOwner.TRAINEE, desk.trainee_id)


def keep(desk, title, expires=None):
    draft = PaperDraft(PaperOwner.TRAINEE, desk.trainee_id, title, expires)
    return desk.center.work().papers.keep_bytes(draft, f"{title}.pdf", title.encode()).value


def files(tmp_path, *names):
    paths = [tmp_path / name for name in names]
    for path in paths:
        path.write_bytes(path.name.encode())
    return paths


def drop(tab, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(5, 5), action, data, buttons, keys)
    enter.setAccepted(False)
    tab.dragEnterEvent(enter)
    if enter.isAccepted():
        tab.dropEvent(QDropEvent(QPoint(5, 5), action, data, buttons, keys))
    return enter.isAccepted()


def press(tab, words):
    (found,) = [one for one in tab.panel.details.findChildren(QPushButton) if one.text() == words]
    found.click()


def dialog_of(tab):
    (found,) = [one for one in tab.findChildren(RecordDialog) if one.isVisible()]
    return found


def states(tab):
    rows = tab.panel.table.rows
    state = next(one for one in rows.columns if one.name == "state")
    return [state.text(rows.row_at(at)) for at in range(rows.rowCount())]


def test_papers_are_added_by_button_and_taken_back(desk, show, tmp_path, monkeypatch, qtbot):
    tab = show()
    assert tab.panel.showing_empty_state()
    (file,) = files(tmp_path, "acls.pdf")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *args, **kwargs: ([str(file)], ""))
    qtbot.mouseClick(tab.panel.empty.button, LEFT)
    assert [one.title for one in kept(desk)] == ["acls"]
    assert tab.undos[0][0] == "1 paper kept."
    tab.undos[0][1]()
    assert states(tab) == ["out of use"]


def test_several_are_dropped_and_a_refused_one_is_named(desk, show, tmp_path):
    tab = show()
    paths = files(tmp_path, "acls.pdf", "bls.pdf")
    empty = tmp_path / "empty.pdf"
    empty.touch()
    assert drop(tab, *paths, empty)
    assert tab.said == ["2 papers kept."]
    assert tab.refused.text() == "empty.pdf is empty."
    assert sorted(one.title for one in kept(desk)) == ["acls", "bls"]
    assert drop(tab, paths[0])
    assert 'The same file is here as "acls"' in tab.refused.text()
    assert len(kept(desk)) == 2


def test_expiry_is_seen_in_the_list(desk, show, qtbot):
    for title, day in (
        ("gone", date(2026, 11, 1)),
        ("soon", date(2026, 12, 1)),
        ("good", date(2027, 12, 1)),
        ("always", None),
    ):
        keep(desk, title, day)
    tab = show()
    assert states(tab) == [
        "expired 1 Nov 2026",
        "until 1 Dec 2026",
        "until 1 Dec 2027",
        "kept",
    ]
    tab.find_in_page()
    with qtbot.waitSignal(tab.panel.query_changed):
        qtbot.keyClicks(tab.panel.search, "soon")
    assert states(tab) == ["until 1 Dec 2026"]


def test_a_copy_is_saved(desk, show, tmp_path, monkeypatch):
    paper_id = keep(desk, "acls")
    tab = show()
    tab.select(paper_id)
    target = tmp_path / "copy.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **kwargs: (str(target), ""))
    press(tab, "Save a copy…")
    assert target.read_bytes() == b"acls"
    assert tab.said == ["acls saved as copy.pdf."]


def test_title_and_expiry_are_changed_by_keyboard(desk, show, qtbot):
    paper_id = keep(desk, "acls")
    tab = show()
    tab.select(paper_id)
    qtbot.keyClick(tab.panel.table, Qt.Key.Key_Return)
    dialog = dialog_of(tab)
    dialog.form.set_values({"title": "ACLS card", "expires": date(2027, 1, 1)})
    qtbot.keyClick(dialog.form.field("title"), Qt.Key.Key_Return)
    assert [(one.title, one.expires) for one in kept(desk)] == [("ACLS card", date(2027, 1, 1))]


def test_taking_a_paper_out_of_use_asks_why(desk, show, qtbot):
    paper_id = keep(desk, "acls")
    tab = show()
    tab.select(paper_id)
    press(tab, "Void…")
    dialog = dialog_of(tab)
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert dialog.form.error("reason") == "Reason is needed."
    dialog.form.set_values({"reason": "wrong person"})
    qtbot.mouseClick(dialog.primary_button, LEFT)
    assert states(tab) == ["out of use"]
    tab.select(paper_id)
    foot = tab.panel.details._foot
    texts = [foot.itemAt(at).widget().text() for at in range(foot.count())]
    assert texts == ["Save a copy…"]


def test_an_inspector_adds_nothing_but_may_save_a_copy(desk, show, tmp_path):
    paper_id = keep(desk, "acls")
    tab = show(Role.INSPECTOR)
    assert not tab.main_action().enabled
    assert not drop(tab, *files(tmp_path, "more.pdf"))
    tab.select(paper_id)
    enabled = {
        one.text(): one.isEnabled()
        for one in tab.panel.details.findChildren(QPushButton)
        if one.text()
    }
    assert enabled == {"Save a copy…": True, "Edit…": False, "Void…": False}
