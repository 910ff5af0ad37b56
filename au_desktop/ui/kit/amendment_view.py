"""An amendment beside the version it replaces: changed answers marked, the reason, the three times and signatures of both."""

from functools import partial
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QCheckBox, QTextBrowser, QWidget

from au_desktop.domain.checklists.amendments import AnswerChange, AnswerPair
from au_desktop.domain.checklists.answers import Answer
from au_desktop.domain.checklists.items import Item
from au_desktop.domain.ids import RunId
from au_desktop.services.bundle import Services
from au_desktop.services.statements.amendment_sheets import AmendmentSheet, VersionSide
from au_desktop.settings import Settings
from au_desktop.ui.kit import messages, theme
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.date_words import exact_words
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.item_editors.answer_words import answer_words
from au_desktop.ui.kit.item_editors.run_report import validity_words
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.printing import print_document

CHANGE_WORDS = {
    AnswerChange.SAME: "",
    AnswerChange.CHANGED: "changed",
    AnswerChange.ADDED: "added",
    AnswerChange.REMOVED: "removed",
    AnswerChange.NOTE: "only the note",
    AnswerChange.OVERRIDE: "only the reason to pass it",
}


class AmendmentView(Dialog):
    """Shows the two versions; prints them as shown."""

    def __init__(
        self, services: Services, operations: Runner, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(
            "Compare with the earlier version",
            parent=parent.window(),
            primary="Close",
            name="amendment",
        )
        self._services, self._operations, self._settings = services, operations, settings
        self._sheet: AmendmentSheet | None = None
        self.resize(1000, 640)
        self.hide_cancel()
        self.changes_only = QCheckBox("Only what changed")
        self.changes_only.setChecked(True)
        self.page = named(QTextBrowser(), "Both versions side by side")
        self.page.setOpenLinks(False)
        self.page.setTabChangesFocus(True)
        self.print_button = SecondaryButton("Print", "printer")
        self.foot.insertWidget(0, self.print_button)
        self.body.addWidget(self.changes_only)
        self.body.addWidget(self.page, 1)
        self.changes_only.toggled.connect(self._show)
        self.print_button.clicked.connect(self._on_print)
        self.accepted_by_person.connect(self.accept)

    def load(self, run_id: RunId) -> None:
        """Read both versions of an amendment."""
        work = partial(self._services.amendments.compare, run_id)
        self._operations.run(work, self._on_loaded, self._on_failed, self, "Loading")

    def _on_loaded(self, sheet: AmendmentSheet) -> None:
        self._sheet = sheet
        self._show()
        self.primary_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, *_: object) -> None:
        if self._sheet is not None:
            mark = theme.current().tokens.attention_weak
            self.page.setHtml(self._html(mark))

    def _html(self, mark: str) -> str:
        if self._sheet is None:
            return ""
        only = self.changes_only.isChecked()
        return comparison_html(self._sheet, self._settings, mark=mark, changes_only=only)

    def _on_print(self) -> None:
        document = QTextDocument(self)
        document.setHtml(self._html("#fff3cd"))
        print_document(self, document)

    def _on_failed(self, error: Exception) -> None:
        message = messages.sentence_for(error)
        self.set_error(f"{message.title}. {message.text}")


def comparison_html(
    sheet: AmendmentSheet, settings: Settings, *, mark: str, changes_only: bool
) -> str:
    """Both versions in two columns; an item that reads otherwise stands on the ground `mark`, with a word for the change."""
    pairs = sheet.changes if changes_only else sheet.pairs
    count = len(sheet.changes)
    told = f"{count} answer{'' if count == 1 else 's'} differ{'s' if count == 1 else ''}."
    reason = escape(sheet.new.sheet.run.amend_reason)
    head = (
        f"<h3>{escape(sheet.new.sheet.template.title)}</h3>"
        f"<p><b>Why it was amended:</b> {reason}<br/>"
        f"<b>By:</b> {escape(sheet.amended_by)}. {told}</p>"
    )
    rows = [
        _row("", *(f"<b>{side.code}</b>" for side in (sheet.old, sheet.new))),
        *_side_rows(sheet),
    ]
    section = ""
    for pair in pairs:
        if pair.section.key != section:
            section = pair.section.key
            title = escape(pair.section.title)
            rows.append(f'<tr><td colspan="3" style="padding-top:10px"><b>{title}</b></td></tr>')
        rows.append(_pair_row(pair, settings, mark))
    return f'{head}<table width="100%" cellspacing="0" cellpadding="4">{"".join(rows)}</table>'


def _side_rows(sheet: AmendmentSheet) -> list[str]:
    sides = (sheet.old, sheet.new)
    runs = [side.sheet.run for side in sides]
    return [
        _row("Time of the work", *(escape(exact_words(run.event_time)) for run in runs)),
        _row("Time of the entry", *(escape(exact_words(run.entry_time)) for run in runs)),
        _row("Signatures", *(_signatures(side) for side in sides)),
    ]


def _signatures(side: VersionSide) -> str:
    lines = [
        f"{escape(one.sign_off.signer)}, {one.sign_off.meaning.value}<br/>"
        f"{escape(exact_words(one.sign_off.signed_at))}, {escape(validity_words(one.validity)[0])}"
        for one in side.signatures
    ]
    return "<br/>".join(lines) or "none yet"


def _pair_row(pair: AnswerPair, settings: Settings, mark: str) -> str:
    word = CHANGE_WORDS[pair.change]
    title = escape(pair.item.title) + (f"<br/><b>{word}</b>" if word else "")
    cells = (_answer(pair.item, one, settings) for one in (pair.before, pair.after))
    return _row(title, *cells, ground=mark if word else "")


def _answer(item: Item, answer: Answer | None, settings: Settings) -> str:
    if answer is None:
        return "\u2013"
    lines = [escape(answer_words(item, answer.value, settings))]
    if answer.override is not None:
        lines.append(f"<i>Passed: {escape(answer.override.reason)}</i>")
    if answer.note:
        lines.append(f"<i>Note: {escape(answer.note)}</i>")
    return "<br/>".join(lines)


def _row(name: str, old: str, new: str, *, ground: str = "") -> str:
    color = f' bgcolor="{ground}"' if ground else ""
    return (
        f'<tr{color}><td width="34%" valign="top">{name}</td>'
        f'<td width="33%" valign="top">{old}</td><td width="33%" valign="top">{new}</td></tr>'
    )
