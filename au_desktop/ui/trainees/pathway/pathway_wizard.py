"""The questions that decide a pathway, one step at a time: what is asked for, what is brought, what follows, the choice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from au_desktop.domain.training.trainees import Pathway
from au_desktop.services.roster.qualifications import PathwayChoice, PathwayStanding
from au_desktop.services.wording.pathway_words import (
    needs_words,
    path_title,
    reason_sentence,
    start_within,
)
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.form_draft import FormDraft
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, choice_field
from au_desktop.ui.kit.tick_list import TickList
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12, State
from au_desktop.ui.kit.training_words import pathway_title
from au_desktop.ui.trainees.pathway.brought_cards import BroughtCards

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QLabel

    from au_desktop.domain.reference.profiles import JurisdictionProfile
    from au_desktop.domain.training.pathways import Path, PathwayAdvice
    from au_desktop.domain.training.qualification import Qualification
    from au_desktop.domain.training.trainees import Trainee
    from au_desktop.ui.kit.section import Section

STEPS = (
    "What do you ask for?",
    "What do you bring?",
    "What this means",
    "Choose the pathway",
)


class PathwayList(QWidget):
    """The pathways to choose from, each with what would follow; a form field like any other."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[Pathway, QRadioButton] = {}
        self._words: dict[Pathway, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for pathway in Pathway:
            button = QRadioButton(pathway_title(pathway))
            words = text_label("", "hint", wrap=True)
            words.setContentsMargins(28, 0, 0, SPACE_8)
            self._group.addButton(button)
            self._buttons[pathway] = button
            self._words[pathway] = words
            button.toggled.connect(self._on_toggled)
            column.addWidget(button)
            column.addWidget(words)
        column.addStretch(1)
        self.setFocusProxy(self._buttons[Pathway.BOARD])

    def button(self, pathway: Pathway) -> QRadioButton:
        """The button of a pathway."""
        return self._buttons[pathway]

    def set_words(self, pathway: Pathway, text: str) -> None:
        """Say what would follow from it."""
        self._words[pathway].setText(text)
        self._buttons[pathway].setAccessibleDescription(text)

    def value(self) -> Pathway:
        """The chosen pathway."""
        chosen = (pathway for pathway, button in self._buttons.items() if button.isChecked())
        return next(chosen, Pathway.UNDECIDED)

    def set_value(self, pathway: object) -> None:
        """Choose."""
        if isinstance(pathway, Pathway):
            self._buttons[pathway].setChecked(True)

    def draft_text(self) -> str:
        """The choice as text."""
        return self.value().value

    def take_draft_text(self, text: str) -> None:
        """Choose it again."""
        self.set_value(Pathway(text))

    def _on_toggled(self, on: bool) -> None:
        if on:
            self.changed.emit(self.value())


class PathwayWizard(Dialog):
    """Emits `decided(PathwayChoice)` at the end. Back and Next keep everything; what was entered outlives a lock."""

    decided = Signal(object)

    def __init__(self, standing: PathwayStanding, parent: Section) -> None:
        super().__init__(
            "Choose the pathway", parent=parent, primary="Next", name="pathway_wizard"
        )
        self._section, self._context = parent, parent.context
        self._trainee: Trainee = standing.trainee
        self._profiles = self._context.services.desk.reference.profiles
        self.resize(760, 640)
        self.step_line = named(text_label("", "strong"), "Step")
        self.pages = QStackedWidget()
        self.profile_choice = choice_field(
            [(profile.id, profile.title) for profile in self._profiles.values()]
        )
        self.categories = TickList()
        self.brought = BroughtCards(parent)
        self.pathways = PathwayList()
        self.meaning = QVBoxLayout()
        self.back_button = SecondaryButton("Back")
        self.ask_form = LabelledForm(
            [
                Field(
                    "profile",
                    "Jurisdiction",
                    self.profile_choice,
                    "Of the agency that is to issue the license.",
                ),
                Field(
                    "requested",
                    "Dosage categories",
                    self.categories,
                    "Those for which the physician asks to become authorized user.",
                ),
            ]
        )
        self.brought_form = _bare_form("brought", self.brought)
        self.choice_form = _bare_form("pathway", self.pathways)
        self._lay_out()
        self._fill(standing)
        self.draft = FormDraft(
            self._context.services.drafts,
            self._context.operations,
            f"pathway/{standing.trainee.id}",
            (self.ask_form, self.brought_form, self.choice_form),
        )
        self.profile_choice.currentIndexChanged.connect(self._offer_categories)
        self.draft.start()
        self.accepted_by_person.connect(self.next_step)
        self.back_button.clicked.connect(self.step_back)
        self.finished.connect(self._on_finished)
        self._show_step(0)

    def keep_work(self) -> None:
        """The window is about to lock: write what was entered. The wizard opens with it again."""
        self.draft.keep_now()

    def next_step(self) -> None:
        """Go on, or hand the decision over at the end."""
        at = self.pages.currentIndex()
        if at == 0 and not self.categories.value():
            self.set_error("Tick at least one category: the sections follow from it.")
            return
        if at < len(STEPS) - 1:
            self._show_step(at + 1)
            return
        self.decided.emit(
            PathwayChoice(
                self.pathways.value(),
                self.categories.value(),
                self._profile().id,
                self.brought.value(),
            )
        )

    def step_back(self) -> None:
        """Go back; nothing is lost."""
        self.set_error("")
        self._show_step(max(0, self.pages.currentIndex() - 1))

    def advice(self, pathway: Pathway | None = None) -> PathwayAdvice:
        """What follows from the answers so far, without storing anything."""
        trainee = replace(
            self._trainee,
            requested=self.categories.value(),
            profile_id=self._profile().id,
            pathway=pathway or self.pathways.value(),
        )
        return self._context.services.qualifications.advice_on(trainee, self._brought())

    def _lay_out(self) -> None:
        self.body.addWidget(self.step_line)
        self.body.addWidget(self.pages, 1)
        meaning = QWidget()
        meaning.setObjectName("scroll_body")
        meaning.setLayout(self.meaning)
        self.meaning.setContentsMargins(0, 0, 0, 0)
        self.meaning.setSpacing(SPACE_12)
        for page in (self.ask_form, self.brought_form, meaning, self.choice_form):
            area = QScrollArea()
            area.setWidgetResizable(True)
            page.setObjectName("scroll_body")
            area.setWidget(page)
            area.setFocusPolicy(area.focusPolicy().NoFocus)
            self.pages.addWidget(area)
        self.foot.insertWidget(0, self.back_button)

    def _fill(self, standing: PathwayStanding) -> None:
        trainee = standing.trainee
        self.ask_form.set_values({"profile": trainee.profile_id})
        self._offer_categories()
        self.categories.set_value(trainee.requested)
        self.brought.show_brought(standing.qualification, self._profile())
        self.pathways.set_value(trainee.pathway)

    def _profile(self) -> JurisdictionProfile:
        return self._profiles[str(self.profile_choice.currentData())]

    def _brought(self) -> Qualification:
        brought = self.brought.value()
        assert brought is not None, "shown from the start"  # noqa: S101 - narrows the type
        return brought

    def _offer_categories(self) -> None:
        profile = self._profile()
        kept = self.categories.value()
        self.categories.set_choices([(one.code, one.title) for one in profile.categories])
        self.categories.set_value(profile.own_codes(kept))

    def _show_step(self, at: int) -> None:
        if at == 1:
            self.brought.show_brought(self._brought(), self._profile())
        if at == STEPS.index("What this means"):
            self._show_meaning()
        if at == len(STEPS) - 1:
            self._show_pathways()
        self.pages.setCurrentIndex(at)
        self.step_line.setText(f"Step {at + 1} of {len(STEPS)}: {STEPS[at]}")
        self.back_button.setEnabled(at > 0)
        self.primary_button.setText("Choose" if at == len(STEPS) - 1 else "Next")
        first = (self.profile_choice, self.brought, self.primary_button, self.pathways)[at]
        first.setFocus()

    def _show_meaning(self) -> None:
        while (item := self.meaning.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        advice = self.advice()
        for title, is_open in (("Open", True), ("Not open", False)):
            paths = [path for path in advice.paths if path.open is is_open]
            card = Card(title, str(len(paths)))
            for path in paths:
                chips = [StateChip("needs checking", State.ATTENTION)] if path.verify else []
                card.add_row(CardRow(path_title(path), self._meaning_of(path), *chips))
            self.meaning.addWidget(card)
        self.meaning.addStretch(1)

    def _meaning_of(self, path: Path) -> str:
        why = reason_sentence(path.reasons[0], self._say_day)
        return f"{why}\nAsked for: {needs_words(path)} · may start {start_within(path)}"

    def _show_pathways(self) -> None:
        for pathway in Pathway:
            chosen = self.advice(pathway).chosen
            if pathway is Pathway.UNDECIDED:
                words = "Nothing is counted as missing until a pathway is chosen."
            elif chosen is None or not chosen.covers:
                words = "Covers nothing of what is asked for."
            else:
                words = _consequence(chosen)
            self.pathways.set_words(pathway, words)

    def _say_day(self, day: date) -> str:
        return day_words(day, self._context.settings.date_style)

    def _on_finished(self) -> None:
        self.draft.finish()
        self.deleteLater()


def _consequence(path: Path) -> str:
    state = "Open" if path.open else "Not open as the record stands"
    left = f" Leaves out {', '.join(path.missing)}." if path.missing else ""
    return f"{state}, by {path.paragraph}. Asked for: {needs_words(path)}. May start {start_within(path)}.{left}"


def _bare_form(name: str, widget: QWidget) -> LabelledForm:
    """A form of one field that fills the page; its title is the step's."""
    form = LabelledForm([Field(name, "", widget)], label_width=0)
    grid = form.layout()
    if isinstance(grid, QGridLayout):
        grid.setHorizontalSpacing(0)
        item = grid.itemAtPosition(0, 0)
        label = None if item is None else item.widget()
        if label is not None:
            label.hide()
    return form
