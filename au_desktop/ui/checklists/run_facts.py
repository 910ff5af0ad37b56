"""The head of a run's page: code, template, state, what it is about, and the three times apart."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from au_desktop.domain.checklists.returns import open_return
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.ids import PersonId
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.checklists.run_sheets import RunSheet
from au_desktop.settings import Settings
from au_desktop.ui.kit.accessible import plain_tip, text_label
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import exact_words, moment_words
from au_desktop.ui.kit.item_editors.run_report import about_facts
from au_desktop.ui.kit.item_editors.run_session import RunView
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.return_words import returned_words
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_16, State


def state_words(view: RunView) -> tuple[str, State]:
    """Where the run stands, in a word."""
    sheet, run = view.sheet, view.sheet.run
    needed = any(slot.rule.required and not slot.filled for slot in sheet.slots)
    if run.voided is not None:
        words, state = "voided", State.NEUTRAL
    elif sheet.amended_by is not None:
        words, state = "superseded", State.NEUTRAL
    elif run.submitted_at is None:
        words, state = "draft", State.INFO
    elif needed:
        words, state = "waiting for signature", State.ATTENTION
    else:
        words, state = "signed", State.OK
    return words, state


class RunFacts(QFrame):
    """Emits `event_time_wanted` and `run_wanted(run_id)` for the run that this one amends or is replaced by."""

    event_time_wanted = Signal()
    run_wanted = Signal(object)
    compare_wanted = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._linked: object = None
        self.setProperty("kind", "card")
        self.chip = StateChip("draft", State.INFO)
        self.paper_chip = StateChip("Typed in from paper", State.NEUTRAL)
        self.code = text_label("", "strong")
        self.about = text_label("", "muted", wrap=True)
        self.correct_button = QuietButton("Correct\u2026")
        self.correct_button.setAccessibleName("Correct the time of the work")
        self.link_button = QuietButton("", "link")
        self.compare_button = QuietButton("Compare")
        self.compare_button.setAccessibleName("Compare with the earlier version")
        self.compare_button.setToolTip("Both versions side by side, with what changed")
        self.template_note = text_label("", "muted", wrap=True)
        self.notice = Notice()
        self._times = {
            name: text_label("\u2013") for name in ("Work", "Entry", "Submitted", "Signed")
        }
        self._lay_out()
        self.correct_button.clicked.connect(self.event_time_wanted)
        self.link_button.clicked.connect(self._on_link)
        self.compare_button.clicked.connect(self.compare_wanted)

    def show_view(self, view: RunView, people: Mapping[PersonId, str]) -> None:
        """Show this state of the run; `people` are everyone's names."""
        sheet, run = view.sheet, view.sheet.run
        self.code.setText(f"{run_code(run.number)} \u00b7 version {sheet.template.version}")
        self.chip.set_state(*state_words(view))
        self.template_note.setText(sheet.template.note)
        self.template_note.setVisible(bool(sheet.template.note))
        self._show_paper(run)
        self.about.setText(
            "  \u00b7  ".join(_named(name, value) for name, value in about_facts(sheet.about))
        )
        signed = max((one.sign_off.signed_at for one in view.signatures), default=None)
        moments = (run.event_time, run.entry_time, run.submitted_at, signed)
        for label, moment in zip(self._times.values(), moments, strict=True):
            label.setText(moment_words(moment, self._settings.date_style))
            label.setToolTip("" if moment is None else exact_words(moment))
        self.correct_button.setVisible(not sheet.sealed and run.voided is None)
        self._show_links(sheet)
        back = open_return(sheet.returns) if run.is_draft else None
        if back is not None:
            by = people.get(back.by, "")
            self.notice.say(returned_words(back, by, self._settings), State.ATTENTION)
        else:
            state = State.PROBLEM if run.voided is not None else State.INFO
            self.notice.say(_notice_words(run), state)

    def _show_paper(self, run: Run) -> None:
        said = run.transcription
        self.paper_chip.setVisible(said is not None)
        if said is not None:
            when = moment_words(said.written_at, self._settings.date_style)
            words = f"Form {said.form_code}, filled by hand by {said.written_by}, {when}"
            self.paper_chip.setToolTip(plain_tip(words))
            self.paper_chip.setAccessibleName(f"Typed in from paper. {words}")

    def _show_links(self, sheet: RunSheet) -> None:
        run = sheet.run
        self._linked = sheet.amended_by or run.amends
        words = "Newer version" if sheet.amended_by else "Earlier version"
        self.link_button.setText(words)
        self.link_button.setVisible(self._linked is not None)
        self.compare_button.setVisible(self._linked is not None)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_8)
        head.addWidget(self.code)
        head.addWidget(self.chip)
        head.addWidget(self.paper_chip)
        head.addWidget(self.link_button)
        head.addWidget(self.compare_button)
        head.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(SPACE_8)
        left.addLayout(head)
        left.addWidget(self.about)
        left.addWidget(self.template_note)
        times = QGridLayout()
        times.setHorizontalSpacing(SPACE_16)
        times.setVerticalSpacing(2)
        for at, (name, label) in enumerate(self._times.items()):
            label.setAccessibleName(f"Time: {name}")
            times.addWidget(text_label(name, "small"), 0, at)
            times.addWidget(label, 1, at)
        times.addWidget(self.correct_button, 1, len(self._times), Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(SPACE_16)
        row.addLayout(left, 1)
        row.addLayout(times)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, SPACE_8, 14, SPACE_8)
        column.setSpacing(SPACE_8)
        column.addLayout(row)
        column.addWidget(self.notice)

    def _on_link(self) -> None:
        if self._linked is not None:
            self.run_wanted.emit(self._linked)


def _notice_words(run: Run) -> str:
    if run.voided is not None:
        return f"Void: {run.voided.reason}"
    if run.amend_reason:
        return f"Why it amends: {run.amend_reason}"
    if run.late_reason:
        return f"Entered late: {run.late_reason}"
    return ""


def _named(name: str, value: str) -> str:
    """The value after its name, which is left out where the value says it: Room 3."""
    said = value.casefold().startswith(name.casefold())
    return value if said else f"{name} {value}"
