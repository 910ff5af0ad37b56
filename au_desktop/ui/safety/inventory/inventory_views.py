"""The views of the tab Inventory beside the list of things: now by nuclide and room, at a moment, the license."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from au_desktop.domain.safety.possession import DECOMMISSIONING_RULE
from au_desktop.services.safety.inventory import TravelNote
from au_desktop.services.wording.possession_words import share_words, verdict_word
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import PrimaryButton, SecondaryButton
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12, State
from au_desktop.ui.safety.inventory.stock_words import activity_words, held_words, place_words
from au_desktop.ui.safety.packages.package_fields import moment_field

if TYPE_CHECKING:
    from au_desktop.domain.moments import Moment
    from au_desktop.domain.safety.holdings import Holding
    from au_desktop.domain.safety.possession import PossessionCheck
    from au_desktop.services.safety.inventory import InventoryView, TimeTravel, TravelRow
    from au_desktop.settings import Settings

_NOTE_STATES = {
    TravelNote.SAME: None,
    TravelNote.ENTERED_LATER: State.ATTENTION,
    TravelNote.TAKEN_BACK: State.PROBLEM,
    TravelNote.AMOUNT: State.ATTENTION,
    TravelNote.ROOM: State.INFO,
}
_VERDICTS = {"exceeded": State.PROBLEM, "80 % reached": State.ATTENTION, "within": State.OK}


class NowView(QWidget):
    """Sums by nuclide and by room, and every thing that they are made of, decayed to now."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.view: InventoryView | None = None
        self.warning = Notice(state=State.ATTENTION)
        self.empty = EmptyState(
            "checklists",
            "Nothing in the center",
            "What packages bring and waste containers hold is summed here.",
        )
        self._make_tables(settings)
        self._stack = OneShown()
        self._tables = self._laid_out()
        for widget in (self._tables, self.empty):
            self._stack.add(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(self.warning)
        column.addWidget(self._stack, 1)

    def _make_tables(self, settings: Settings) -> None:
        amount = Column(
            "activity",
            "Activity now",
            lambda s: activity_words(s.activity, settings),
            210,
            number=True,
        )
        things = Column("things", "Things", lambda s: str(s.things), 70, number=True)
        nuclide = Column("nuclide", "Nuclide", lambda s: s.nuclide_id, 90)
        self.nuclides = RowTable(
            (nuclide, amount, things), name="Sums by nuclide", stretch="nuclide"
        )
        room = Column("room", "Room", lambda s: s.room or "no room stated", 150)
        self.rooms = RowTable((room, nuclide, amount, things), name="Sums by room", stretch="room")
        self.things = RowTable(
            (
                Column("code", "Number", lambda h: h.code, 96),
                Column("label", "What", lambda h: h.label, 240, tooltip=lambda h: h.label),
                Column("nuclide", "Nuclide", lambda h: h.nuclide_id, 90),
                Column(
                    "activity", "Activity now", lambda h: held_words(h, settings), 210, number=True
                ),
                Column("place", "Where", place_words, 160, gives_way=1),
            ),
            name="Everything here",
            key=lambda h: h.record_id,
            stretch="label",
        )

    def show_view(self, view: InventoryView) -> None:
        """Show what is there."""
        self.view = view
        self._stack.show_widget(self._tables if view.holdings else self.empty)
        self.nuclides.set_rows(view.by_nuclide)
        self.rooms.set_rows(view.by_room)
        self.things.set_rows(view.holdings)
        lines = [_limit_words(each) for each in view.checks if each.near or each.exceeded]
        if view.long_lived:
            names = ", ".join(view.long_lived)
            lines.append(
                f"{names}: half-life above 120 days, not for decay in storage. {DECOMMISSIONING_RULE} asks about "
                "decommissioning above certain amounts: check with the RSO."
            )
        worst = any(check.exceeded for check in view.checks)
        self.warning.say("\n".join(lines), State.PROBLEM if worst else State.ATTENTION)

    def _laid_out(self) -> QWidget:
        upper = QSplitter(Qt.Orientation.Horizontal)
        upper.addWidget(self.nuclides)
        upper.addWidget(self.rooms)
        upper.setSizes([420, 560])
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.addWidget(upper)
        whole.addWidget(self.things)
        whole.setSizes([220, 320])
        return whole


class TravelView(QWidget):
    """What was there at a moment beside what the records said then. Emits `asked(moment)`."""

    asked = Signal(object)

    def __init__(self, settings: Settings, now: Moment) -> None:
        super().__init__()
        self._settings = settings
        self.travel: TimeTravel | None = None
        self.moment = moment_field(now, "Moment")
        self.moment.set_value(now)
        self.moment.setMaximumWidth(340)
        self.show_button = PrimaryButton("Show")
        self.show_button.clicked.connect(self.ask)
        self.moment.clock.returnPressed.connect(self.ask)
        self.said = text_label("", "muted", wrap=True)
        self.table = RowTable(
            (
                Column("code", "Number", lambda r: r.holding.code, 96),
                Column("label", "What", lambda r: r.holding.label, 220, tooltip=_label),
                Column("nuclide", "Nuclide", lambda r: r.holding.nuclide_id, 84),
                Column("was", "Was there", self._was, 190, number=True),
                Column("known", "Known then", self._known, 190, number=True),
                Column(
                    "note",
                    "Difference",
                    lambda r: r.note.value,
                    170,
                    state=lambda r: _NOTE_STATES[r.note],
                ),
                Column("place", "Where", lambda r: place_words(r.holding), 170, gives_way=1),
            ),
            name="At a moment",
            key=lambda r: (r.holding.record_id, r.holding.nuclide_id),
            stretch="label",
        )
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(self.moment)
        row.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.moment)

    def ask(self) -> None:
        """Ask for the moment that stands in the fields."""
        moment = self.moment.value()
        if moment is None:
            self.said.setText(self.moment.reason() or "Type a date and a time.")
            return
        self.asked.emit(moment)

    def show_travel(self, travel: TimeTravel) -> None:
        """Show both sides."""
        self.travel = travel
        self.table.set_rows(travel.rows)
        sums = [
            f"{each.nuclide_id} {activity_words(each.activity, self._settings)}"
            for each in travel.was
        ]
        different = len(travel.differences)
        said = "nothing" if not sums else ", ".join(sums)
        same = (
            "The records said the same then."
            if not different
            else f"{different} of {len(travel.rows)} rows differ from what was known then."
        )
        self.said.setText(f"In the center, by today's records: {said}. {same}")

    def _was(self, row: TravelRow) -> str:
        return _side(row.was, self._settings)

    def _known(self, row: TravelRow) -> str:
        return _side(row.known, self._settings)


class LicenseView(QWidget):
    """The possession limits with what stands against them. Emits `add_wanted`, `change_wanted(line)`, `end_wanted(line)`."""

    add_wanted = Signal()
    change_wanted = Signal(object)
    end_wanted = Signal(object)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.empty = EmptyState(
            "checklists",
            "No possession limit entered",
            "Enter the lines of your license: nuclide, form and the most that may be here. None is shipped, because every "
            "license is different. With them, nothing comes into the inventory that the license leaves no room for.",
            "Add a limit",
        )
        self._make_table(settings)
        self.add_button = SecondaryButton("Add a limit\u2026", "plus")
        self.change_button = SecondaryButton("Change\u2026", "pencil")
        self.end_button = SecondaryButton("Take out\u2026", "void")
        self._stack = OneShown()
        for widget in (self.table, self.empty):
            self._stack.add(widget)
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        for button in (self.add_button, self.change_button, self.end_button):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(self._stack, 1)
        column.addLayout(row)
        self.add_button.clicked.connect(self.add_wanted)
        self.empty.first_step.connect(self.add_wanted)
        self.change_button.clicked.connect(lambda: self._tell(self.change_wanted))
        self.end_button.clicked.connect(lambda: self._tell(self.end_wanted))
        self.table.row_activated.connect(lambda _: self._tell(self.change_wanted))

    def _make_table(self, settings: Settings) -> None:
        self.table = RowTable(
            (
                Column("nuclide", "Nuclide", lambda c: c.nuclide_id or c.line.title, 160),
                Column("form", "Form", lambda c: c.line.form or "any", 120),
                Column(
                    "limit",
                    "At most",
                    lambda c: activity_words(c.line.limit, settings),
                    190,
                    number=True,
                ),
                Column(
                    "hand",
                    "On hand now",
                    lambda c: activity_words(c.on_hand, settings),
                    216,
                    number=True,
                ),
                Column("share", "Part", share_words, 130, number=True),
                Column(
                    "verdict",
                    "State",
                    verdict_word,
                    120,
                    state=lambda c: _VERDICTS[verdict_word(c)],
                ),
                Column("item", "License", lambda c: c.line.item, 150, gives_way=1),
            ),
            name="Possession limits",
            key=lambda c: (c.line.id, c.nuclide_id),
            stretch="nuclide",
        )

    def show_checks(self, checks: tuple[PossessionCheck, ...]) -> None:
        """Show every line as it stands now."""
        self._stack.show_widget(self.table if checks else self.empty)
        self.table.set_rows(checks)

    def _tell(self, signal: object) -> None:
        row = self.table.current_row()
        if row is not None and self.change_button.isEnabled():
            signal.emit(row.line)  # type: ignore[attr-defined] # a bound signal


def _limit_words(check: PossessionCheck) -> str:
    name, part = check.nuclide_id or check.line.title, share_words(check)
    return f"{name}: {part} of the possession limit, {verdict_word(check)} ({check.line.item})."


def _label(row: TravelRow) -> str:
    return row.holding.label


def _side(holding: Holding | None, settings: Settings) -> str:
    return "\u2013" if holding is None else held_words(holding, settings)
