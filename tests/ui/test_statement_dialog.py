"""The dialog for statements: it shows what is signed, asks the passphrase, and one fact of a batch."""

from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from au_desktop.domain.errors import WrongPassphrase
from au_desktop.domain.signing.statement_validity import RecordChange, RecordDrift
from au_desktop.services.changes import Changes, Kind
from au_desktop.services.outcomes import Outcome
from au_desktop.services.statements.signed_statements import RecordsChanged
from au_desktop.services.statements.stated_records import stated_hours
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.kit.statement_dialog import NOT_SO, WRONG, BatchFact, StatementDialog
from tests.fakes_ui import ImmediateOperations
from tests.statement_examples import some_hours

FACTS = (BatchFact("H-000001", "Hours", "8"), BatchFact("H-000002", "Place", "Lakeside RPT"))


class Signing:
    """Signs with one passphrase, or fails as told."""

    def __init__(self):
        self.typed = []
        self.error = None

    def __call__(self, passphrase):
        self.typed.append(passphrase)
        if self.error is not None:
            raise self.error
        if passphrase != "herons":  # noqa: S105 - opens nothing
            raise WrongPassphrase("me", 1)
        return Outcome("signed", Changes(frozenset({Kind.STATEMENT})))


@pytest.fixture
def signing():
    return Signing()


@pytest.fixture
def dialog(qapp, qtbot, signing):
    if not qapp.styleSheet():
        theme.apply(Settings(theme=ThemeChoice.LIGHT))
    context = SectionContext(None, ImmediateOperations(), ChangesBus(), Settings())
    made = StatementDialog(context, "Verify classroom hours", "<p>8 h of physics</p>", signing)
    qtbot.addWidget(made)
    made.show()
    return made


def press_enter(dialog):
    QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_what_is_shown_is_signed_with_the_passphrase(dialog, signing, qtbot):
    assert "8 h of physics" in dialog.record.toPlainText()
    assert not dialog.answer_form.isVisible()
    heard = []
    dialog.signed.connect(heard.append)
    press_enter(dialog)
    assert signing.typed == []
    dialog.passphrase.setText("wrong one")
    press_enter(dialog)
    assert dialog.form.error("passphrase") == WRONG
    assert dialog.isVisible()
    dialog.passphrase.setText("herons")
    press_enter(dialog)
    assert not dialog.isVisible()
    assert heard[0].value == "signed"
    assert dialog.passphrase.text() == ""


def test_another_refusal_is_said_and_ends_it(dialog, signing):
    record = some_hours("x")
    drift = RecordDrift(stated_hours(record), RecordChange.CHANGED)
    signing.error = RecordsChanged((drift,))
    dialog.passphrase.setText("herons")
    press_enter(dialog)
    assert "H-000001 (changed)" in dialog.error_line.text()
    assert not dialog.primary_button.isEnabled()


def test_a_batch_asks_one_fact_drawn_at_random(dialog, signing):
    dialog.ask_one_of((*FACTS, BatchFact("H-000003", "Place", " ")), Random(1))  # noqa: S311 - a test
    asked = dialog.answer.accessibleName()
    assert asked in {fact.question for fact in FACTS}
    assert asked in dialog.question.text()
    dialog.passphrase.setText("herons")
    press_enter(dialog)
    assert signing.typed == []
    dialog.answer.setText("something")
    press_enter(dialog)
    assert dialog.answer_form.error("answer") == NOT_SO
    second = dialog.answer.accessibleName()
    assert second != asked
    fact = next(one for one in FACTS if one.question == second)
    dialog.answer.setText(f" {fact.value.upper()} ")
    press_enter(dialog)
    assert signing.typed == ["herons"]
    assert not dialog.isVisible()


def test_a_batch_with_nothing_to_ask_asks_the_passphrase_only(dialog):
    dialog.ask_one_of(())
    assert not dialog.answer_form.isVisible()


def test_the_same_fact_may_be_asked_again_when_there_is_no_other(dialog):
    dialog.ask_one_of(FACTS[:1])
    dialog.passphrase.setText("herons")
    dialog.answer.setText("9")
    press_enter(dialog)
    assert dialog.answer.accessibleName() == FACTS[0].question


def test_a_unit_may_be_typed_with_the_value():
    fact = BatchFact("H-000001", "Number of hours", "8", "h")
    assert all(fact.answered_by(typed) for typed in ("8", "8 h", " 8H "))
    assert not any(fact.answered_by(typed) for typed in ("h", "80 h", "8 hh", ""))
