"""The draft at work in the editor: its template, what is marked, its faults, and every step back and forth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from au_desktop.domain.checklists.template_edits import HEAD, Place, exists, place_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from au_desktop.domain.checklists.templates import Template
    from au_desktop.services.wording.template_words import FaultWords

MOST_STEPS = 300


@dataclass(frozen=True, slots=True)
class Step:
    """A state of the template, and what was marked in it."""

    template: Template
    place: Place
    what: str = ""


class DraftModel(QObject):
    """Emits `changed(what)` after each change and `marked(place)` when something else is marked.

    Changes of the same `what` that follow one another, such as the keys of one word, are one step back.
    """

    changed = Signal(str)
    marked = Signal(object)

    def __init__(
        self,
        template: Template,
        faults: Callable[[Template], tuple[FaultWords, ...]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._judge = faults
        self._back: list[Step] = [Step(template, HEAD)]
        self._forth: list[Step] = []
        self.place = HEAD
        self.faults = faults(template)

    @property
    def template(self) -> Template:
        """The template as it stands."""
        return self._back[-1].template

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return len(self._back) > 1

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return bool(self._forth)

    def apply(self, template: Template, what: str = "", place: Place | None = None) -> None:
        """Take a change; nothing changed is no step."""
        landed = self.place if place is None else place
        if template != self.template:
            last = self._back[-1]
            if what and last.what == what and not self._forth and len(self._back) > 1:
                self._back.pop()
            self._back.append(Step(template, landed, what))
            del self._back[1:-MOST_STEPS]
            self._forth.clear()
            self._tell(what)
        self.mark(landed)

    def seal(self) -> None:
        """What follows is a step of its own, even in the same field."""
        last = self._back[-1]
        self._back[-1] = Step(last.template, last.place)

    def undo(self) -> bool:
        """Take the last step back; False where there is none."""
        if not self.can_undo:
            return False
        step = self._back.pop()
        self._forth.append(step)
        self._return_to(step.place)
        return True

    def redo(self) -> bool:
        """Do again what was taken back; False where there is none."""
        if not self._forth:
            return False
        step = self._forth.pop()
        self._back.append(step)
        self._return_to(step.place)
        return True

    def mark(self, place: Place) -> None:
        """Mark something; a place that is gone becomes the nearest one that is there."""
        while not exists(self.template, place):
            place = _before(place)
        if place != self.place:
            self.place = place
            self.marked.emit(place)

    def faults_at(self, key: str) -> tuple[FaultWords, ...]:
        """The faults of an item, a section or a signature; of the template itself for nothing."""
        return tuple(one for one in self.faults if one.where == key)

    def fault_place(self, fault: FaultWords) -> Place:
        """Where a fault lies; those of a signature lie in the head."""
        return place_of(self.template, fault.where) or HEAD

    def _return_to(self, place: Place) -> None:
        self._tell("")
        before = self.place
        self.mark(place)
        if self.place == before:
            self.marked.emit(self.place)

    def _tell(self, what: str) -> None:
        if not exists(self.template, self.place):
            nearest = self.place
            while not exists(self.template, nearest):
                nearest = _before(nearest)
            self.place = nearest
        self.faults = self._judge(self.template)
        self.changed.emit(what)


def _before(place: Place) -> Place:
    if place.is_item:
        return Place(place.section, place.item - 1)
    return Place(place.section - 1)
