"""The card of one visit to a host: what speaks against it, each item with its state, and the dosimeters lent."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from au_desktop.domain.roles import Permission
from au_desktop.domain.training.onboarding import ItemState
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.onboarding_words import item_chip, item_line, placement_chip, warning_words
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.kit.training_words import period_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget

    from au_desktop.domain.training.onboarding import Dosimeter, OnboardingItem
    from au_desktop.services.roster.onboarding_views import PlacementView
    from au_desktop.ui.kit.section import SectionContext


class PlacementCard(Card):
    """Says what a person wants with the visit; the tab does it."""

    move_wanted = Signal()
    item_wanted = Signal()
    void_wanted = Signal()
    dosimeter_wanted = Signal()
    received = Signal(object)
    details_wanted = Signal(object)
    returned = Signal(object)

    def __init__(self, context: SectionContext, view: PlacementView) -> None:
        placement = view.placement
        self._context, self.view = context, view
        self._style = context.settings.date_style
        self._today = context.today()
        super().__init__(
            f"{view.host.name} · {period_words(placement.visit, self._style)}",
        )
        states = Counter(placement.state_of(item, self._today) for item in placement.items)
        self.add_head_widget(StateChip(*placement_chip(placement, dict(states))))
        if placement.voided is not None:
            self.add_note(f"Taken out of use: {placement.voided.reason}")
            return
        self._add_head_buttons()
        self._add_warnings()
        for item in placement.items:
            self.add_row(self._item_row(item))
        if not placement.items:
            self.add_row(CardRow("No items", "This host asks for nothing, or nobody noted it."))
        self._add_dosimeters(placement.dosimeters)
        if placement.notes:
            self.add_note(placement.notes)

    def _add_head_buttons(self) -> None:
        host = self.view.host.name
        plan = Permission.MANAGE_TRAINEES
        keep = Permission.KEEP_PAPERS
        for words, spoken, signal, permission in (
            ("Add item…", "Add an item", self.item_wanted, keep),
            ("Move…", "Move the visit", self.move_wanted, plan),
            ("Out of use…", "Take the visit out of use", self.void_wanted, plan),
        ):
            button = named(QuietButton(words), f"{spoken}: {host}")
            button.clicked.connect(signal)
            self._context.allow(button, permission)
            self.add_head_widget(button)

    def _add_warnings(self) -> None:
        words = [warning_words(one, self._style) for one in self.view.warnings]
        if self.view.host.verify:
            words.append("The host's items come from an example and need checking.")
        if words:
            self.add_content(Notice("\n".join(words), State.ATTENTION))

    def _item_row(self, item: OnboardingItem) -> CardRow:
        state = self.view.placement.state_of(item, self._today)
        chip = StateChip(*item_chip(state))
        trailing: list[QWidget] = [chip]
        if state in (ItemState.OPEN, ItemState.OVERDUE, ItemState.EXPIRED):
            received = named(QuietButton("Received"), f"{item.title}: received today")
            received.clicked.connect(partial(self.received.emit, item))
            self._allow(received, "Note that it came today")
            trailing.append(received)
        details = named(QuietButton("Details…"), f"{item.title}: details")
        details.clicked.connect(partial(self.details_wanted.emit, item))
        self._allow(details, "Dates, paper, or why it is not needed")
        detail = item_line(item, self.view.placement, self._style)
        if item.paper_id is not None:
            detail = f"{detail} · paper kept"
        return CardRow(item.title, detail, *trailing, details)

    def _add_dosimeters(self, dosimeters: tuple[Dosimeter, ...]) -> None:
        self.add_section("Dosimeters")
        for dosimeter in dosimeters:
            self.add_row(self._dosimeter_row(dosimeter))
        issue = named(QuietButton("Issue a dosimeter…", "plus"), "Issue a dosimeter")
        issue.clicked.connect(self.dosimeter_wanted)
        self._allow(issue)
        text = "" if dosimeters else "None issued for this visit."
        self.add_row(CardRow(text, "", issue))

    def _dosimeter_row(self, dosimeter: Dosimeter) -> CardRow:
        issued = f"{dosimeter.kind} · issued {day_words(dosimeter.issued, self._style)}"
        if dosimeter.returned is not None:
            issued = f"{issued} · returned {day_words(dosimeter.returned, self._style)}"
            return CardRow(dosimeter.number, issued, StateChip("returned", State.OK))
        last = self.view.placement.visit.last
        late = last is not None and last < self._today
        chip = StateChip("not returned" if late else "lent", _lent_state(late=late))
        back = named(QuietButton("Returned"), f"Dosimeter {dosimeter.number}: returned today")
        back.clicked.connect(partial(self.returned.emit, dosimeter))
        self._allow(back)
        return CardRow(dosimeter.number, issued, chip, back)

    def _allow(self, button: QPushButton, tip: str = "") -> None:
        self._context.allow(button, Permission.KEEP_PAPERS, tip)


def _lent_state(*, late: bool) -> State:
    return State.PROBLEM if late else State.INFO
