"""The pathway of one trainee: which sections apply and why, what is needed, and what the regulator confirmed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from au_desktop.domain.roles import Permission
from au_desktop.services.changes import Kind
from au_desktop.services.wording.pathway_words import (
    basis_words,
    needs_words,
    path_title,
    reason_sentence,
    start_within,
    start_words,
)
from au_desktop.ui.kit.buttons import QuietButton, SecondaryButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.labelled_form import Field, choice_field, paragraph_field
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.kit.training_words import pathway_title
from au_desktop.ui.trainees.pathway.brought_cards import BroughtCards
from au_desktop.ui.trainees.pathway.pathway_wizard import PathwayWizard
from au_desktop.ui.trainees.pathway.qualification_dialogs import AnswerDialog
from au_desktop.ui.trainees.trainee_tab import TraineeTab

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from au_desktop.domain.reference.basis import Basis
    from au_desktop.domain.training.pathways import Path, PathReason
    from au_desktop.domain.training.qualification import Qualification, RegulatorAnswer
    from au_desktop.services.roster.qualifications import PathwayStanding
    from au_desktop.ui.kit.section import SectionContext

BROAD_SCOPE = ((False, "No"), (True, "Yes, Type A"))
NEEDS_CHECKING = "needs checking"


def path_chips(path: Path) -> list[StateChip]:
    """Whether the way is open, and whether the regulator is still to be asked."""
    chips = [StateChip("open", State.OK) if path.open else StateChip("not open", State.NEUTRAL)]
    if path.verify:
        chips.insert(0, StateChip(NEEDS_CHECKING, State.ATTENTION))
    return chips


class PathwayTab(TraineeTab):
    """What is chosen stands first, then what the trainee brings, then every other way."""

    watches = frozenset({Kind.TRAINEE, Kind.QUALIFICATION, Kind.PAPER})
    permission = Permission.MANAGE_TRAINEES

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Pathway")
        self._style = context.settings.date_style
        self._standing: PathwayStanding | None = None
        self.chosen = Card("Pathway")
        self.brought = BroughtCards(self)
        self.answers = Card("As confirmed by the regulator")
        self.application = Card("Application")
        self.ways = Card("Other ways")
        self.choose_button = SecondaryButton("Choose pathway…")
        self.answer_button = QuietButton("Record an answer…", "plus")
        self.application_button = QuietButton("Edit…")
        self.application_button.setAccessibleName("Edit the application")
        self._lay_out()
        self.choose_button.clicked.connect(self.choose)
        self.answer_button.clicked.connect(lambda: self.record_answer(None))
        self.application_button.clicked.connect(self.edit_application)
        self.brought.changed.connect(self._keep)

    def refresh(self) -> None:
        """Work the advice out anew."""
        if self.trainee_id is not None:
            standing = self.context.services.qualifications.standing
            self.load(partial(standing, self.trainee_id), self._show)

    def tasks(self) -> Mapping[str, Callable[[], None]]:
        """Choose the pathway, or note what the regulator said."""
        return {"choose": self.choose, "answer": partial(self.record_answer, None)}

    def choose(self) -> None:
        """Walk through the questions that decide the pathway."""
        if self._standing is None:
            return
        trainee_id = self._standing.trainee.id
        wizard = PathwayWizard(self._standing, self)
        choose = self.context.services.qualifications.choose_pathway
        wizard.decided.connect(
            lambda choice: self.carry_out(
                lambda: choose(trainee_id, choice), "Pathway chosen.", wizard
            )
        )
        wizard.open()

    def record_answer(self, at: int | None) -> None:
        """Ask what the regulator answered: a new answer, or a correction of one."""
        standing = self._standing
        if standing is None:
            return
        brought = standing.qualification
        given = None if at is None else brought.answers[at]
        dialog = AnswerDialog(standing.advice.paths, given, standing.trainee.id, self)

        def taken(answer: RegulatorAnswer) -> None:
            kept = [one for place, one in enumerate(brought.answers) if place != at]
            changed = replace(brought, answers=(*kept, answer))
            keep = self.context.services.qualifications.keep
            self.carry_out(lambda: keep(changed), "Answer recorded.", dialog, dialog.form)

        dialog.taken.connect(taken)
        dialog.open()

    def edit_application(self) -> None:
        """Ask for the day of application, the kind of license, and notes."""
        if self._standing is None:
            return
        brought = self._standing.qualification
        fields = [
            Field(
                "applying_on",
                "Applies on",
                DateEdit(),
                "Training counts back from this day; today while it is empty.",
            ),
            Field(
                "broad_scope",
                "Broad scope license",
                choice_field(BROAD_SCOPE, empty="Not known"),
                "Of the licensee where the physician is to work as authorized user.",
            ),
            Field("notes", "Notes", paragraph_field(3)),
        ]
        values = {
            "applying_on": brought.applying_on,
            "broad_scope": brought.broad_scope,
            "notes": brought.notes,
        }
        dialog = RecordDialog("Application", fields, values, self)
        keep = self.context.services.qualifications.keep

        def change(given: dict[str, object]) -> None:
            changed = replace(brought, **given)  # type: ignore[arg-type] # the form's own types
            self.carry_out(lambda: keep(changed), "Application changed.", dialog, dialog.form)

        dialog.filled.connect(change)
        dialog.open()

    def _lay_out(self) -> None:
        self.chosen.add_head_widget(self.choose_button)
        self.answers.add_head_widget(self.answer_button)
        self.application.add_head_widget(self.application_button)
        for button in (self.choose_button, self.answer_button, self.application_button):
            self.context.allow(button, Permission.MANAGE_TRAINEES)
        for card in (self.chosen, self.brought, self.answers, self.application, self.ways):
            self.content.addWidget(card)
        self.content.addStretch(1)

    def _keep(self, qualification: Qualification) -> None:
        keep = self.context.services.qualifications.keep
        self.carry_out(lambda: keep(qualification), "What the trainee brings is changed.")

    def _show(self, standing: PathwayStanding) -> None:
        if standing.trainee.id != self.trainee_id:
            return
        self._standing = standing
        profile = self.context.services.desk.reference.profile(standing.trainee.profile_id)
        self.brought.show_brought(standing.qualification, profile)
        self._show_chosen(standing)
        self._show_answers(standing.qualification)
        self._show_application(standing.qualification)
        self._show_ways(standing)

    def _show_chosen(self, standing: PathwayStanding) -> None:
        trainee, path = standing.trainee, standing.advice.chosen
        profile = self.context.services.desk.reference.profile(trainee.profile_id)
        self.chosen.clear_rows()
        self.chosen.set_note(profile.title)
        if path is None:
            why = "Choose one: what is needed and what is missing follows from it."
            self.chosen.add_row(CardRow(pathway_title(trainee.pathway), why).emphasize())
            return
        chips = path_chips(path)
        entrance = path.entrance.value[0].upper() + path.entrance.value[1:]
        self.chosen.add_row(CardRow(path_title(path), f"{entrance}.", *chips).emphasize())
        self.chosen.add_row(CardRow("Asked for", needs_words(path)))
        self.chosen.add_row(CardRow("May start", start_words(path)))
        for reason in path.reasons:
            row = CardRow(self._sentence(reason), basis_words(reason.basis))
            self.chosen.add_row(self._checked(row, reason.basis))

    def _checked(self, row: CardRow, basis: Basis | None) -> CardRow:
        if basis is None or not basis.verify:
            return row
        return CardRow(
            row.title.text(), row.detail.text(), StateChip(NEEDS_CHECKING, State.ATTENTION)
        )

    def _show_answers(self, brought: Qualification) -> None:
        self.answers.clear_rows()
        for at, answer in enumerate(brought.answers):
            about = f"{answer.section} by {answer.paragraph}: " if answer.section else ""
            document = f" · {answer.document}" if answer.document else ""
            detail = f"{answer.who}, {day_words(answer.on, self._style)}{document}"
            edit = QuietButton("Edit…")
            edit.setAccessibleName(f"Edit the answer of {answer.who}")
            edit.clicked.connect(partial(self._edit_answer, at))
            self.context.allow(edit, Permission.MANAGE_TRAINEES)
            self.answers.add_row(CardRow(f"{about}{answer.says}", detail, edit))
        if not brought.answers:
            why = "Where sources differ, the agency's own answer decides: who, when, and by which document."
            self.answers.add_row(CardRow("No answer on record", why))

    def _edit_answer(self, at: int, *_: object) -> None:
        self.record_answer(at)

    def _show_application(self, brought: Qualification) -> None:
        self.application.clear_rows()
        day = brought.applying_on
        self.application.add_row(
            CardRow("Applies on", day_words(day, self._style) if day else "not said: today counts")
        )
        broad = (
            "Not known" if brought.broad_scope is None else dict(BROAD_SCOPE)[brought.broad_scope]
        )
        self.application.add_row(CardRow("Broad scope license", broad))
        if brought.notes:
            self.application.add_row(CardRow("Notes", brought.notes))

    def _show_ways(self, standing: PathwayStanding) -> None:
        self.ways.clear_rows()
        others = [path for path in standing.advice.paths if path is not standing.advice.chosen]
        self.ways.set_note(f"{sum(path.open for path in others)} of {len(others)} open")
        for path in sorted(others, key=lambda path: not path.open):
            why = " ".join(self._sentence(reason) for reason in path.reasons[:2])
            detail = f"Asked for: {needs_words(path)} · may start {start_within(path)}\n{why}"
            self.ways.add_row(CardRow(path_title(path), detail, *path_chips(path)))

    def _sentence(self, reason: PathReason) -> str:
        return reason_sentence(reason, lambda day: day_words(day, self._style))
