"""The pages of a batch: one record, the question about a random fact, the passphrase with the list of records, the report."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QTextBrowser, QVBoxLayout, QWidget

from au_desktop.domain.checklists.answers import AnswerValue, At
from au_desktop.domain.signing.random_facts import FactQuestion
from au_desktop.services.statements.batch_signing import BatchReport, ShownRecord
from au_desktop.settings import Settings
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.item_editors.answer_words import answer_words
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, text_field
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12


class QuestionPage(QWidget):
    """Four answers, of which none is chosen at the start; arrows move, Enter answers."""

    def __init__(self) -> None:
        super().__init__()
        self.question = text_label("", "strong", wrap=True)
        self.group = QButtonGroup(self)
        self.choices: list[QRadioButton] = []
        self._column = QVBoxLayout(self)
        self._column.setSpacing(SPACE_12)
        self._column.addWidget(text_label("One question before you sign them all.", "muted"))
        self._column.addWidget(self.question)
        self._column.addStretch(1)

    def ask(self, question: FactQuestion, code: str, settings: Settings) -> None:
        """Show a question."""
        self.question.setText(question_words(question, code))
        for old in self.choices:
            self.group.removeButton(old)
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.choices = [
            QRadioButton(choice_words(question, value, settings)) for value in question.choices
        ]
        for at, choice in enumerate(self.choices):
            choice.setAccessibleDescription(self.question.text())
            self.group.addButton(choice, at)
            self._column.insertWidget(self._column.count() - 1, choice)
        self.choices[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> int:
        """The place of the chosen answer; -1 for none."""
        return self.group.checkedId()


class PassphrasePage(QWidget):
    """What will be signed, one line a record, and the one passphrase."""

    def __init__(self) -> None:
        super().__init__()
        self.list = _reading("What will be signed")
        self.passphrase = text_field(secret=True)
        self.passphrase.setMinimumHeight(40)
        self.form = LabelledForm(
            [Field("passphrase", "Your passphrase", self.passphrase, required=True)]
        )
        self.form.setMaximumHeight(90)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(text_label("One passphrase signs each of these on its own.", "muted"))
        column.addWidget(self.list, 1)
        column.addWidget(self.form)

    def show_records(self, lines: Sequence[str]) -> None:
        """List what will be signed."""
        self.list.setHtml("".join(f"<p>{escape(line)}</p>" for line in lines))
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)


class ReportPage(QWidget):
    """What was signed and what was refused, and why."""

    def __init__(self) -> None:
        super().__init__()
        self.text = _reading("Report of the batch")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)

    def show_report(self, report: BatchReport) -> None:
        """Say what became of each record."""
        self.text.setHtml(report_html(report))


def record_line(record: ShownRecord, code: str) -> str:
    """One record of the batch in a line."""
    return f"{code} {record.sheet.template.title}, as {record.preview['statement']['meaning']}"


def question_words(question: FactQuestion, code: str) -> str:
    """What is asked."""
    if question.item is None:
        return f"When was the work of {code} done?"
    return f"What does {code} say to \u201c{question.item.title}\u201d?"


def choice_words(question: FactQuestion, value: AnswerValue, settings: Settings) -> str:
    """One of the answers, as the record would show it."""
    if question.item is not None:
        return answer_words(question.item, value, settings)
    return moment_words(value.moment, settings.date_style) if isinstance(value, At) else ""


def report_html(report: BatchReport) -> str:
    """The report in words."""
    count = len(report.signed)
    lines = [f"<p><b>{count} record{'' if count == 1 else 's'} signed.</b></p>"]
    for one in report.refused:
        message = messages.sentence_for(one.why)
        told = f"{message.title}. {message.text}"
        lines.append(f"<p><b>{escape(one.code)} was not signed.</b><br/>{escape(told)}</p>")
    return "".join(lines)


def _reading(name: str) -> QTextBrowser:
    view = named(QTextBrowser(), name)
    view.setOpenLinks(False)
    view.setTabChangesFocus(True)
    return view
