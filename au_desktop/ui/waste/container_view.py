"""One container: its flags, the step that is next and why others wait, its decay, contents, surveys, and its record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from au_desktop.domain.roles import Permission
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import IconButton, PrimaryButton, SecondaryButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words, moment_words
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.safety.record_bar import RecordBar
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12, SPACE_16, State
from au_desktop.ui.waste.container_plot import draw_decay, plot_for
from au_desktop.ui.waste.container_steps import (
    StepOffer,
    main_steps,
    more_steps,
    next_step,
    why_words,
)
from au_desktop.ui.waste.waste_words import (
    CHECK,
    activity_words,
    flag_words,
    governing_words,
    half_life_words,
    next_survey_words,
    state_words,
)

if TYPE_CHECKING:
    from au_desktop.domain.safety.waste import Container
    from au_desktop.domain.safety.waste_contents import Content, Impurity
    from au_desktop.domain.safety.waste_surveys import WasteSurvey
    from au_desktop.ui.kit.section import Section

PRINT_TAG = "print_tag"
PLOT_HEIGHT = 250
_TAGGING = Permission.KEEP_SAFETY


class ContainerView(QFrame):
    """Emits `step_wanted(key, container)` for every step, `closed` when it is put away."""

    step_wanted = Signal(str, object)
    closed = Signal()

    def __init__(self, section: Section) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._section = section
        self.container: Container | None = None
        self.title = text_label("", "title", wrap=True)
        self.chip = StateChip("open", State.INFO)
        self.subtitle = text_label("", "muted", wrap=True)
        self.flags = Notice("")
        self.why = text_label("", "muted", wrap=True)
        self.buttons: dict[str, SecondaryButton | PrimaryButton] = {}
        self.more_button = IconButton("more", "More steps")
        self.tag_button = IconButton("printer", "Print tag")
        self.close_button = IconButton("cross", "Close the container")
        self._steps = QHBoxLayout()
        self.plot = plot_for(section.context.settings)
        self.plot_words = text_label("", "muted", wrap=True)
        self.contents = Card("Contents")
        self.surveys = Card("Surveys")
        self.history = Card("Steps")
        self.bar = RecordBar(section.context, section)
        self.plot.setFixedHeight(PLOT_HEIGHT)
        self._lay_out()
        self.tag_button.clicked.connect(self._on_tag)
        self.close_button.clicked.connect(self.closed)
        section.context.allow(self.tag_button, _TAGGING)

    def show_container(self, container: Container) -> None:
        """Show it as it stands."""
        self.container = container
        context = self._section.context
        now, settings = context.services.desk.clock.now(), context.settings
        self.title.setText(f"{container.code} \u00b7 {container.waste_type.value}")
        self.chip.set_state(*state_words(container, context.today()))
        opened = moment_words(container.at, settings.date_style)
        parts = (container.place, container.from_where, f"opened {opened}", container.notes)
        self.subtitle.setText(" \u00b7 ".join(part for part in parts if part))
        self.flags.say(*flag_words(container))
        self._show_steps(container)
        words = draw_decay(self.plot, container, now, settings)
        lines = (governing_words(container), next_survey_words(container, settings), words)
        self.plot_words.setText("\n".join(line for line in lines if line))
        self._show_contents(container)
        self._show_surveys(container)
        self._show_history(container)
        self.bar.show_record(container)

    def button(self, key: str) -> SecondaryButton | PrimaryButton:
        """The button of a step."""
        return self.buttons[key]

    def _show_steps(self, container: Container) -> None:
        while (item := self._steps.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        now = self._section.context.services.desk.clock.now()
        steps = main_steps(container, now)
        primary = next_step(container, steps, now)
        self.buttons = {}
        for step in steps:
            button = self._step_button(step, primary=step.key == primary)
            self.buttons[step.key] = button
            self._steps.addWidget(button)
        self._steps.addStretch(1)
        self.more_button.setMenu(self._menu(container))
        self.why.setText(why_words(container, now))
        self.why.setVisible(bool(self.why.text()))

    def _step_button(self, step: StepOffer, *, primary: bool) -> SecondaryButton | PrimaryButton:
        button = PrimaryButton(step.words) if primary else SecondaryButton(step.words)
        if step.possible:
            self._section.context.allow(button, step.permission)
        else:
            button.setEnabled(False)
            button.setToolTip(step.why_not)
            button.setAccessibleDescription(step.why_not)
        button.clicked.connect(partial(self._on_step, step.key))
        return button

    def _menu(self, container: Container) -> QMenu:
        menu = QMenu(self)
        for step in more_steps(container):
            action = menu.addAction(step.words, partial(self._on_step, step.key))
            action.setEnabled(not self._section.context.why_not(step.permission))
        self.more_button.setEnabled(not menu.isEmpty())
        return menu

    def _on_step(self, key: str, _checked: bool = False) -> None:  # noqa: FBT002 - a signal's slot
        self.step_wanted.emit(key, self.container)

    def _on_tag(self) -> None:
        self.step_wanted.emit(PRINT_TAG, self.container)

    def _show_contents(self, container: Container) -> None:
        self.contents.clear_rows()
        self.contents.setVisible(bool(container.contents))
        for content in container.contents:
            self.contents.add_row(self._content_row(content))

    def _content_row(self, content: Content) -> CardRow:
        context = self._section.context
        settings, now = context.settings, context.services.desk.clock.now()
        at = moment_words(content.at, settings.date_style)
        head = f"{content.nuclide}, {activity_words(content.activity, settings)} on {at}"
        made = "" if content.production.value == "not known" else content.production.value
        source = content.source_label or content.source.value
        parts = [source, made, half_life_words(content)]
        if content.removed:
            parts.append(f"taken out: {content.removed}")
        else:
            parts.append(f"now {activity_words(content.activity_at(now), settings)}")
        parts.extend(_impurity_words(one) for one in content.impurities)
        return CardRow(head, " \u00b7 ".join(part for part in parts if part))

    def _show_surveys(self, container: Container) -> None:
        self.surveys.clear_rows()
        self.surveys.setVisible(bool(container.surveys))
        for survey in reversed(container.surveys):
            chip = self._survey_chip(container, survey)
            self.surveys.add_row(CardRow(*self._survey_words(survey), chip))

    def _survey_chip(self, container: Container, survey: WasteSurvey) -> StateChip:
        if survey.number == container.cleared_by:
            return StateChip("passed", State.OK)
        return (
            StateChip("passed, overtaken", State.NEUTRAL)
            if survey.passed
            else StateChip("back to storage", State.ATTENTION)
        )

    def _survey_words(self, survey: WasteSurvey) -> tuple[str, str]:
        style = self._section.context.settings.date_style
        head = f"{moment_words(survey.at, style)}, {survey.by.name}, {survey.meter.name}"
        sides = ", ".join(f"{one.side.value} {one.value}" for one in survey.readings)
        said = (
            f"highest {survey.said(survey.highest)}, background {survey.said(survey.background)}"
        )
        parts = [said, f"{sides} ({survey.unit.value})", survey.why, survey.notes]
        if survey.next_survey is not None:
            parts.append(f"again on {day_words(survey.next_survey, style)}")
        return head, " \u00b7 ".join(part for part in parts if part)

    def _show_history(self, container: Container) -> None:
        style = self._section.context.settings.date_style
        rows = [
            (f"Opened again {moment_words(one.at, style)}", f"{one.by.name}: {one.reason}")
            for one in container.reopened
        ]
        if container.sealed is not None:
            at = moment_words(container.sealed.at, style)
            rows.append((f"Sealed {at}", f"{container.sealed.by.name}, tag on"))
        if container.defaced is not None:
            inner = ", inner labels stay" if container.defaced.inner_stay else ""
            at = moment_words(container.defaced.at, style)
            rows.append((f"Labels defaced {at}", f"{container.defaced.by.name}{inner}"))
        gone = container.disposition
        if gone is not None:
            record = f", {gone.record_code}" if gone.record_code else ""
            at = moment_words(gone.at, style)
            rows.append((f"Gone {at}: {gone.way.value}", f"{gone.by.name}{record}"))
        self.history.clear_rows()
        self.history.setVisible(bool(rows))
        for title, detail in rows:
            self.history.add_row(CardRow(title, detail))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_8)
        head.addWidget(self.title, 1)
        head.addWidget(self.chip)
        for button in (self.tag_button, self.more_button, self.close_button):
            head.addWidget(button)
        self._steps.setSpacing(SPACE_8)
        body = QWidget()
        body.setObjectName("scroll_body")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, SPACE_8, 0)
        inside.setSpacing(SPACE_12)
        inside.addWidget(self.flags)
        inside.addLayout(self._steps)
        inside.addWidget(self.why)
        inside.addWidget(self.plot)
        inside.addWidget(self.plot_words)
        for card in (self.contents, self.surveys, self.history):
            inside.addWidget(card)
        inside.addWidget(self.bar)
        inside.addStretch(1)
        area = named(QScrollArea(), "Container")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_12, SPACE_8, SPACE_12)
        column.setSpacing(SPACE_8)
        column.addLayout(head)
        column.addWidget(self.subtitle)
        column.addWidget(area, 1)


def _impurity_words(impurity: Impurity) -> str:
    percent = "" if impurity.percent is None else f" {impurity.percent} %"
    check = f" ({CHECK})" if impurity.verify else ""
    why = f", {impurity.cleared.document}" if impurity.cleared is not None else ""
    return f"{impurity.nuclide}{percent}: {impurity.standing.value}{why}{check}"
