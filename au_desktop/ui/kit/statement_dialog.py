"""The dialog that shows exactly what a statement says and asks the passphrase for it; a batch asks one fact as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTextBrowser

from au_desktop.domain.errors import WrongPassphrase
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, text_field
from au_desktop.ui.kit.worksheet_html import sheet_style

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from PySide6.QtWidgets import QWidget

    from au_desktop.services.outcomes import Outcome
    from au_desktop.ui.kit.section import SectionContext

WRONG = "The passphrase does not fit. Check Caps Lock and the keyboard layout."
NOT_SO = "This is not what the record says. Look it up above; another record is asked now."


@dataclass(frozen=True, slots=True)
class BatchFact:
    """One fact of one record of a batch, as the dialog shows it: what may be asked for it, and the answer.

    A unit that the dialog shows behind the value may be typed with it.
    """

    code: str
    name: str
    value: str
    unit: str = ""

    @property
    def question(self) -> str:
        """What is asked."""
        return f"{self.name} of {self.code}"

    def answered_by(self, typed: str) -> bool:
        """Whether that is the answer; letters' size and spaces do not matter."""
        said, value, unit = (
            "".join(one.split()).casefold() for one in (typed, self.value, self.unit)
        )
        return said in {value, value + unit}


class StatementDialog(Dialog):
    """Emits `signed(outcome)` once the statement is in the file; Enter signs.

    `sign` is handed the passphrase. After `ask_one_of`, one of those facts is drawn at random and asked, so that nobody signs
    many records without having looked at one of them.
    """

    signed = Signal(object)

    def __init__(
        self,
        context: SectionContext,
        title: str,
        facts_html: str,
        sign: Callable[[str], Outcome[Any]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent=parent, primary="Sign", name="statement")
        self._context = context
        self._sign = sign
        self._batch: tuple[BatchFact, ...] = ()
        self._random = _system_random()
        self._asked: BatchFact | None = None
        self.resize(760, 640)
        self.record = named(QTextBrowser(), "What is signed")
        self.record.setOpenLinks(False)
        self.record.setMinimumHeight(260)
        self.record.setTabChangesFocus(True)
        self.record.document().setDefaultStyleSheet(sheet_style())
        self.record.setHtml(facts_html)
        self.body.addWidget(self.record, 1)
        self.question = self.add_text("")
        self.question.hide()
        self.answer = text_field()
        self.answer_form = LabelledForm(
            [Field("answer", "As shown above", self.answer, required=True)]
        )
        self.answer_form.hide()
        self.passphrase = text_field(secret=True)
        self.passphrase.setMinimumHeight(40)
        self.form = LabelledForm(
            [Field("passphrase", "Your passphrase", self.passphrase, required=True)]
        )
        for form in (self.answer_form, self.form):
            form.setMaximumHeight(90)
            self.body.addWidget(form)
        self.accepted_by_person.connect(self._on_sign)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_one_of(self, facts: Sequence[BatchFact], random: Random | None = None) -> None:
        """Ask one of these facts beside the passphrase; facts without a value cannot be asked."""
        self._batch = tuple(fact for fact in facts if fact.value.strip())
        self._random = random or self._random
        self._ask()

    def _ask(self) -> None:
        """Draw the fact that is asked for."""
        if not self._batch:
            return
        others = [fact for fact in self._batch if fact != self._asked]
        self._asked = self._random.choice(others or self._batch)
        self.question.setText(
            f"One question before you sign them all. {self._asked.question}, as shown above?"
        )
        self.answer.setAccessibleName(self._asked.question)
        self.answer.clear()
        self.question.show()
        self.answer_form.show()
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sign(self) -> None:
        forms = (self.answer_form, self.form) if self._batch else (self.form,)
        for form in forms:
            form.clear_errors()
        for form in forms:
            if not form.check_required():
                form.focus_first_error()
                return
        if self._asked is not None and not self._asked.answered_by(self.answer.text()):
            self._ask()
            self.answer_form.set_error("answer", NOT_SO)
            return
        typed = self.passphrase.text()
        self.set_busy(busy=True)
        self._context.operations.run(
            lambda: self._sign(typed), self._on_signed, self._on_failed, self, "Signing"
        )

    def _on_signed(self, outcome: Outcome[Any]) -> None:
        self.passphrase.clear()
        self.accept()
        self.signed.emit(outcome)

    def _on_failed(self, error: Exception) -> None:
        self.set_busy(busy=False)
        if isinstance(error, WrongPassphrase):
            self.form.set_error("passphrase", WRONG)
            self.passphrase.selectAll()
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        message = messages.sentence_for(error)
        self.set_error(f"{message.title}. {message.text}")
        self.primary_button.setEnabled(False)


def _system_random() -> Random:
    from random import SystemRandom

    return SystemRandom()
