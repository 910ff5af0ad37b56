"""The results of a release beside the form: a card for each basis with equation, numbers, limit and verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from au_desktop.domain.safety.release_equations import dose_words
from au_desktop.domain.safety.release_facts import INSTRUCTION_RULE, RECORD_RULE, RELEASE_RULE
from au_desktop.domain.safety.release_findings import BasisKind, Verdict
from au_desktop.domain.safety.releases import confine_words
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.release.release_fields import stack_into, stacked

if TYPE_CHECKING:
    from au_desktop.domain.safety.release_findings import BasisFinding, Reckoning
    from au_desktop.settings import DateStyle

TITLES = {
    BasisKind.ADMINISTERED: "1 · Administered activity",
    BasisKind.RETAINED: "1b · Delayed by decay",
    BasisKind.MEASURED: "2 · Measured rate at 1 m",
    BasisKind.SPECIFIC: "3 · Patient-specific",
}
VERDICT_STATES = {
    Verdict.PERMITS: State.OK,
    Verdict.ABOVE: State.PROBLEM,
    Verdict.OPEN: State.NEUTRAL,
}
NOTHING_YET = (
    "Give the drug, the administered activity and when it was given; the bases appear here."
)


class BasisCard(Card):
    """One basis. Emits `use_wanted(kind)`."""

    use_wanted = Signal(object)

    def __init__(self, kind: BasisKind, style: DateStyle) -> None:
        super().__init__(TITLES[kind])
        self.kind, self._style = kind, style
        self.verdict = StateChip(Verdict.OPEN.value, State.NEUTRAL)
        self.use_button = QuietButton("Use this basis")
        self.add_head_widget(self.verdict)
        self.add_head_widget(self.use_button)
        self.equation = text_label("", "hint", wrap=True)
        self.worked = text_label("", wrap=True)
        self.compared = text_label("", "strong", wrap=True)
        self.basis = text_label("", "hint", wrap=True)
        self.flags = text_label("", wrap=True)
        self.notes = text_label("", "hint", wrap=True)
        lines = (self.compared, self.worked, self.equation, self.basis, self.flags, self.notes)
        self.add_content(stacked(*lines, spacing=4))
        self.use_button.clicked.connect(lambda: self.use_wanted.emit(self.kind))

    def show_finding(self, finding: BasisFinding) -> None:
        """Show what was found."""
        self.verdict.set_state(finding.verdict.value, VERDICT_STATES[finding.verdict])
        self.use_button.setEnabled(finding.permits)
        _say(self.compared, _compared(finding))
        _say(self.worked, finding.worked)
        _say(self.equation, finding.equation)
        _say(self.basis, f"Limit: {finding.source}" if finding.source else "")
        _say(self.flags, self._flags(finding))
        _say(self.notes, "\n".join(finding.notes))

    def words(self) -> str:
        """Everything the card says."""
        lines = (self.compared, self.worked, self.equation, self.basis, self.flags, self.notes)
        return "\n".join(line.text() for line in lines)

    def _flags(self, finding: BasisFinding) -> str:
        said = []
        if finding.permits:
            due = "due, also in writing" if finding.instructions else "not required"
            said.append(f"Instructions {due} ({INSTRUCTION_RULE}).")
        if finding.verdict is not Verdict.OPEN:
            said.append(record_words(finding))
        if finding.reached_at is not None:
            moment = moment_words(finding.reached_at, self._style)
            said.append(f"Reaches the limit on {moment}.")
        return " ".join(said)


def record_words(finding: BasisFinding) -> str:
    """Whether a record is required, and why."""
    if not finding.record_required:
        return f"No record is required ({RECORD_RULE}); it may be kept."
    return "Record required: " + "; ".join(reason.value for reason in finding.reasons) + "."


def _compared(finding: BasisFinding) -> str:
    if finding.missing:
        return finding.missing[:1].upper() + finding.missing[1:]
    dose = "" if finding.dose is None else f", likely dose {dose_words(finding.dose)}"
    limit = f"; limit {finding.limit}" if finding.limit else ""
    return f"{finding.compared}{limit}{dose if finding.compared not in dose else ''}"


def _say(label: object, text: str) -> None:
    label.setText(text)  # type: ignore[attr-defined]
    label.setVisible(bool(text))  # type: ignore[attr-defined]


class BasisColumn(QWidget):
    """All results. Emits `use_wanted(kind)` and `inpatient_wanted`."""

    use_wanted = Signal(object)
    inpatient_wanted = Signal()

    def __init__(self, style: DateStyle) -> None:
        super().__init__()
        self.notice = Notice(NOTHING_YET, State.INFO)
        self.confine = Notice("", State.PROBLEM)
        self.inpatient_button = QuietButton("Inpatient room checklist")
        self.confine.add_action(self.inpatient_button)
        self.inpatient_button.clicked.connect(self.inpatient_wanted)
        self.cards = {kind: BasisCard(kind, style) for kind in BasisKind}
        self.beside = Card("Beside the federal rule", "never decides")
        self.limits = _limits_line()
        parts = (self.notice, self.confine, self.limits, *self.cards.values(), self.beside)
        stack_into(self, parts, 12)
        for card in self.cards.values():
            card.use_wanted.connect(self.use_wanted)
            card.hide()
        self.beside.hide()
        self.limits.hide()

    def show_fault(self, text: str) -> None:
        """Say what is still missing or cannot be."""
        self.notice.say(text, State.INFO if text == NOTHING_YET else State.ATTENTION)
        self.confine.say("")
        for widget in (*self.cards.values(), self.beside, self.limits):
            widget.hide()

    def show_reckoning(self, reckoning: Reckoning) -> None:
        """Show every basis."""
        self.notice.say("")
        held = reckoning.best is None
        self.confine.say(confine_words() if held else "", State.PROBLEM)
        self.limits.show()
        for finding in reckoning.findings:
            card = self.cards[finding.kind]
            card.show_finding(finding)
            card.setVisible(finding.kind is not BasisKind.RETAINED or _delayed(reckoning))
        self._show_beside(reckoning)

    def _show_beside(self, reckoning: Reckoning) -> None:
        self.beside.clear_rows()
        for one in reckoning.second:
            chips = [
                StateChip(one.verdict.value.replace("release", "it"), VERDICT_STATES[one.verdict])
            ]
            if one.verify:
                chips.append(StateChip("needs checking", State.ATTENTION))
            detail = f"{one.compared}; {one.limit}. Source: {one.basis}"
            self.beside.add_row(CardRow(one.title, detail, *chips).put_ends_below())
        if reckoning.internal is not None:
            internal = reckoning.internal
            title = f"Internal dose {dose_words(internal.dose)}"
            detail = (
                f"{internal.worked.equation}. {internal.worked.worked}. Source: {internal.basis}"
            )
            self.beside.add_row(CardRow(title, detail))
        if reckoning.draft is not None:
            draft = reckoning.draft
            chip = StateChip("draft, not in force", State.NEUTRAL)
            self.beside.add_row(CardRow(draft.title, draft.worked, chip).put_ends_below())
        self.beside.setVisible(bool(self.beside.rows()))


def _delayed(reckoning: Reckoning) -> bool:
    """The decayed activity matters where the administered one does not permit release."""
    return not reckoning.of(BasisKind.ADMINISTERED).permits


def _limits_line() -> QWidget:
    said = (
        f"release up to 5 mSv (0.5 rem), {RELEASE_RULE}",
        f"instructions above 1 mSv (0.1 rem), {INSTRUCTION_RULE}",
    )
    return stacked(*(StateChip(words, State.INFO) for words in said), spacing=4)
