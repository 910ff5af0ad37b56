"""The field for a paper: choose a kept one, add a file, drop a file, clear it; refusals stand under it."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from au_desktop.domain.roles import Role
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.services.roster.paper_keeping import PaperDraft
from au_desktop.settings import Settings
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.labelled_form import Field, LabelledForm
from au_desktop.ui.kit.paper_field import PaperField
from au_desktop.ui.kit.section import SectionContext
from tests.fakes_ui import ImmediateOperations
from tests.training_center import TrainingCenter


@pytest.fixture
def bench(qtbot, tmp_path):
    center = TrainingCenter()
    trainee_id = center.enroll()
    file = tmp_path / "acls.pdf"
    file.write_bytes(b"%PDF a card")

    def make(role=Role.COORDINATOR):
        context = SectionContext(
            center.services(role), ImmediateOperations(), ChangesBus(), Settings()
        )
        field = PaperField(context, PaperOwner.TRAINEE, trainee_id)
        qtbot.addWidget(field)
        field.show()
        return field

    papers = center.work().papers
    return SimpleNamespace(center=center, make=make, file=file, papers=papers, trainee=trainee_id)


def kept(bench, title="BLS card"):
    draft = PaperDraft(PaperOwner.TRAINEE, bench.trainee, title)
    return bench.papers.keep_bytes(draft, f"{title}.pdf", title.encode()).value


def drop(field, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(5, 5), action, data, buttons, keys)
    enter.setAccepted(False)
    field.dragEnterEvent(enter)
    if enter.isAccepted():
        field.dropEvent(QDropEvent(QPoint(5, 5), action, data, buttons, keys))
    return enter.isAccepted()


def test_a_kept_paper_is_chosen_by_keyboard_and_cleared(bench, qtbot):
    paper_id = kept(bench)
    field = bench.make()
    heard = []
    field.changed.connect(heard.append)
    assert field.value() is None
    assert not field.facts.isVisible()
    qtbot.keyClick(field.choice, Qt.Key.Key_Down)
    assert field.value() == paper_id
    assert field.facts.text().startswith("BLS card.pdf · 8 bytes · added 20 Nov 2026 · SHA-256 ")
    qtbot.mouseClick(field.clear_button, Qt.MouseButton.LeftButton)
    assert field.value() is None
    assert heard == [paper_id, None]


def test_a_file_is_added_and_chosen(bench, monkeypatch, qtbot):
    field = bench.make()
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *args, **kwargs: (str(bench.file), "")
    )
    qtbot.mouseClick(field.add_button, Qt.MouseButton.LeftButton)
    (paper,) = bench.papers.of(PaperOwner.TRAINEE, bench.trainee)
    assert (field.value(), paper.title) == (paper.id, "acls")
    assert field.choice.currentText() == "acls"


def test_a_cancelled_choice_changes_nothing(bench, monkeypatch, qtbot):
    field = bench.make()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args, **kwargs: ("", ""))
    qtbot.mouseClick(field.add_button, Qt.MouseButton.LeftButton)
    assert field.value() is None
    assert bench.papers.of(PaperOwner.TRAINEE, bench.trainee) == ()


def test_one_file_may_be_dropped_under_a_given_title(bench, tmp_path):
    field = bench.make()
    field.set_title("Home license")
    assert not drop(field, bench.file, bench.file)
    assert not drop(field, tmp_path)
    assert drop(field, bench.file)
    (paper,) = bench.papers.of(PaperOwner.TRAINEE, bench.trainee)
    assert (field.value(), paper.title) == (paper.id, "Home license")


def test_a_refused_file_says_why_under_the_field(bench):
    field = bench.make()
    field.add_file(bench.file)
    first = field.value()
    field.add_file(bench.file)
    assert 'The same file is here as "acls" (acls.pdf).' in field.reason.text()
    assert field.reason.isVisible()
    assert field.value() == first
    assert field.add_button.isEnabled()
    field.set_value(None)
    assert not field.reason.isVisible()


def test_in_a_form_it_is_a_value_like_any_other(bench, qtbot):
    paper_id = kept(bench)
    field = bench.make()
    form = LabelledForm([Field("paper", "Certificate", field)])
    qtbot.addWidget(form)
    told = []
    form.changed.connect(told.append)
    form.set_values({"paper": paper_id})
    assert form.value("paper") == paper_id
    assert told == ["paper"]
    assert field.choice.accessibleName() == "Certificate"
    text = field.draft_text()
    field.take_draft_text("")
    assert form.value("paper") is None
    field.take_draft_text(text)
    assert form.value("paper") == paper_id


def test_a_paper_out_of_use_is_shown_where_it_is_chosen_and_not_offered(bench):
    paper_id = kept(bench)
    bench.papers.void(paper_id, "wrong person")
    field = bench.make()
    assert field.choice.count() == 1
    field.set_value(paper_id)
    assert field.choice.currentText() == "BLS card"
    assert field.facts.text().endswith("out of use")


def test_an_inspector_adds_nothing(bench):
    field = bench.make(Role.INSPECTOR)
    assert not field.add_button.isEnabled()
    assert "inspector may not keep papers" in field.add_button.toolTip().casefold()
    assert not drop(field, bench.file)
