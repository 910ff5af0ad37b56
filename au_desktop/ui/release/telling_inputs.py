"""What is asked and told: breast-feeding with every source side by side, the instructions given, the decision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from au_desktop.domain.safety.infant_exposure import Asked, InfantAdvice, ShownGuidance
from au_desktop.domain.safety.release_findings import BasisKind
from au_desktop.domain.safety.releases import Decision, InstructionsGiven
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.labelled_form import Field, choice_field, paragraph_field, text_field
from au_desktop.ui.kit.tick_list import TickList
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.release.release_fields import dose_field, fill_choice, form_of, listen, stacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.moments import Moment
    from au_desktop.domain.safety.safety_records import PersonRef
    from au_desktop.services.safety.sheet_keeping import SheetRow

COMMON_BEGINNING = "After your treatment with "
WHOM = ("patient", "parent", "guardian", "caregiver", "through an interpreter")


class InfantInputs(Card):
    """Whether the patient breast-feeds, what each source says, and what was advised."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("Breast-feeding")
        self.asked = choice_field([(one, one.value.capitalize()) for one in Asked])
        self.question = form_of(Field("asked", "Asked", self.asked))
        self.sources = Card("What the sources say", "side by side")
        self.consequences = QCheckBox("Explained what may follow if it is not kept")
        self.answers = form_of(
            Field("dose", "Child's dose", dose_field(), "Without interruption, where calculated"),
            Field("dose_basis", "By", text_field("how it was calculated")),
            Field("given", "Guidance given", paragraph_field(2)),
        )
        self._more = stacked(self.sources, self.answers, self.consequences)
        self.add_content(stacked(self.question, self._more))
        listen((self.question, self.answers), self._on_changed)
        self.consequences.toggled.connect(lambda *_: self._on_changed())
        self._more.hide()

    def advice(self) -> InfantAdvice:
        """What is typed."""
        values = self.answers.values()
        return InfantAdvice(
            Asked(self.asked.currentData()), cast("Any", values["dose"]), str(values["dose_basis"]), (),
            str(values["given"]), self.consequences.isChecked(),
        )  # fmt: skip

    def show_advice(self, advice: InfantAdvice) -> None:
        """Show what a record holds."""
        self.question.set_values({"asked": advice.asked})
        self.answers.set_values(
            {"dose": advice.dose, "dose_basis": advice.dose_basis, "given": advice.given}
        )
        self.consequences.setChecked(advice.consequences)

    def show_guidance(self, guidance: Sequence[ShownGuidance]) -> None:
        """Show what each source says of the agent."""
        self.sources.clear_rows()
        for one in guidance:
            said = one.interruption or "prints no interruption (not the same as none needed)"
            chips = (StateChip("needs checking", State.ATTENTION),) if one.verify else ()
            row = CardRow(f"{one.source}: {said}", _levels(one), *chips)
            self.sources.add_row(row)
        if not guidance:
            self.sources.add_row(
                CardRow(
                    "No source is known for this agent",
                    "The guide, 2.2: assume that 50 % of what was administered comes with the milk.",
                )
            )

    def _on_changed(self) -> None:
        self._more.setVisible(self.asked.currentData() == Asked.YES)
        self.changed.emit()


def _levels(one: ShownGuidance) -> str:
    parts = []
    if one.instructions_above is not None:
        parts.append(f"instructions above {one.instructions_above}")
    if one.record_above is not None:
        parts.append(f"record above {one.record_above}")
    return "; ".join((*parts, *((one.note,) if one.note else ())))


class InstructionInputs(Card):
    """Which sheet, to whom, written or not, when and by whom."""

    changed = Signal()
    print_wanted = Signal(object)

    def __init__(self, now: Moment) -> None:
        super().__init__("Instructions")
        self._now = now
        self.due = StateChip("not known", State.NEUTRAL)
        self.add_head_widget(self.due)
        self.sheet = choice_field((), empty="None")
        self.by = choice_field((), empty="Choose")
        self.written = QCheckBox("A written copy was given")
        self.whom = TickList(2)
        self.whom.set_choices([(one, one.capitalize()) for one in WHOM])
        self.form = form_of(
            Field("sheet", "Sheet", self.sheet),
            Field("by", "Given by", self.by),
            Field("whom", "To", self.whom),
            Field("written", "", self.written),
            Field(
                "why_not", "If not, why", text_field("only where they are due and were not given")
            ),
        )
        self.add_content(self.form)
        listen((self.form,), self.changed.emit)

    def offer(self, sheets: Sequence[SheetRow], people: Sequence[PersonRef]) -> None:
        """The sheets that fit the drug, and the people."""
        fill_choice(self.sheet, [(row, _sheet_words(row)) for row in sheets])
        kept = [at for at, row in enumerate(sheets, start=1) if row.kept]
        if self.sheet.currentIndex() == 0 and len(kept) == 1:
            self.sheet.setCurrentIndex(kept[0])
        fill_choice(self.by, [(one, one.name) for one in people])

    def given(self) -> InstructionsGiven:
        """What is typed."""
        row = cast("SheetRow | None", self.sheet.currentData())
        told = self.whom.value()
        plain = InstructionsGiven(
            written=self.written.isChecked(), to_whom=told, by=self.by.currentData(),
            at=self._now if told else None, why_not=str(self.form.value("why_not")),
        )  # fmt: skip
        if row is None or not told:
            return plain
        return replace(
            plain,
            sheet=row.title,
            sheet_id=row.sheet_id,
            version=row.version,
            language=row.language,
        )

    def show_given(self, given: InstructionsGiven) -> None:
        """Show what a record holds; its sheet is chosen where it is still offered."""
        for at in range(1, self.sheet.count()):
            row = self.sheet.itemData(at)
            if (row.title, row.version, row.language) == (
                given.sheet,
                given.version,
                given.language,
            ):
                self.sheet.setCurrentIndex(at)
        self.form.set_values({"by": given.by, "why_not": given.why_not})
        self.whom.set_value(given.to_whom)
        self.written.setChecked(given.written)

    def show_due(self, due: bool | None) -> None:
        """Say whether instructions are due."""
        if due is None:
            self.due.set_state("not known yet", State.NEUTRAL)
        elif due:
            self.due.set_state("due, also in writing", State.ATTENTION)
        else:
            self.due.set_state("not required", State.OK)


def _sheet_words(row: SheetRow) -> str:
    agent = row.title.removeprefix(COMMON_BEGINNING).partition(" (")[0]
    return f"{agent}, v{row.version} {row.language}" if row.kept else f"{agent}, label only"


class DecisionInputs(Card):
    """On which basis, released or held, and by whose authority."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("Decision")
        self.decision = choice_field(
            [(Decision.RELEASED, "Released"), (Decision.HELD, "Held: the patient stays in")]
        )
        self.basis = choice_field([(one, one.value.capitalize()) for one in BasisKind])
        self.by = choice_field((), empty="Choose")
        self.form = form_of(
            Field("decision", "Decision", self.decision),
            Field("basis", "Basis used", self.basis),
            Field("authorized", "Authorized by", self.by),
            Field("notes", "Notes", paragraph_field(2)),
        )
        self.add_content(self.form)
        listen((self.form,), self.changed.emit)

    def offer(self, people: Sequence[PersonRef]) -> None:
        """Who may have authorized it."""
        fill_choice(self.by, [(one, one.name) for one in people])

    def values(self) -> dict[str, Any]:
        """What is chosen."""
        values = self.form.values()
        return values | {
            "decision": Decision(self.decision.currentData()),
            "basis": BasisKind(self.basis.currentData()),
        }


def column_of(*widgets: QWidget) -> QWidget:
    """Cards under one another, as the scrolled half of the page."""
    holder = QWidget()
    holder.setObjectName("scroll_body")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 8, 0)
    column.setSpacing(12)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return holder
