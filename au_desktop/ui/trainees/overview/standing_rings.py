"""The rings of one trainee: hours, topics and elements, and the cases of each requested category."""

from collections.abc import Iterable
from textwrap import wrap

from PySide6.QtWidgets import QGridLayout, QWidget

from au_desktop.domain.training.counting.progress import CategoryProgress
from au_desktop.domain.training.standings.standing import Requirement, RequirementKind, Standing
from au_desktop.services.wording.standing_words import amount, requirement_sentence
from au_desktop.ui.kit.card import Card
from au_desktop.ui.kit.progress_ring import ProgressRing
from au_desktop.ui.kit.tokens import SPACE_12, SPACE_24

_ACROSS = 4
_LINE = 26
_HOURS = {
    RequirementKind.CLASSROOM_HOURS: "Classroom",
    RequirementKind.TOTAL_HOURS: "Hours in all",
}
_PRESENCE = {
    RequirementKind.TOPIC: ("Topics", "of classroom training"),
    RequirementKind.ELEMENT: ("Elements", "of work experience"),
}


class StandingRings(Card):
    """As many rings as the chosen path asks for; hidden where it asks for none."""

    def __init__(self) -> None:
        super().__init__()
        self.rings: list[ProgressRing] = []
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(2, 2, 2, 2)
        self._grid.setHorizontalSpacing(SPACE_24)
        self._grid.setVerticalSpacing(SPACE_12)
        self.add_content(inside)

    def show_standing(self, standing: Standing) -> None:
        """Draw the rings again."""
        for ring in self.rings:
            self._grid.removeWidget(ring)
            ring.setParent(None)
            ring.deleteLater()
        self.rings = [
            *_of_hours(standing.requirements),
            *_of_presence(standing.requirements),
            *(_of_category(entry) for entry in standing.categories),
        ]
        for at, ring in enumerate(self.rings):
            self._grid.addWidget(ring, at // _ACROSS, at % _ACROSS)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1)
        self.setVisible(bool(self.rings))


def _of_hours(requirements: Iterable[Requirement]) -> Iterable[ProgressRing]:
    for entry in requirements:
        if entry.kind not in _HOURS or not entry.needed:
            continue
        waiting = f"\n{amount(entry.waiting)} h not counting yet" if entry.waiting else ""
        ring = ProgressRing(_HOURS[entry.kind], f"of {amount(entry.needed)} h{waiting}")
        part = 1.0 if entry.met else float(entry.counted / entry.needed)
        ring.set_value(f"{amount(entry.counted)} h", part)
        ring.setToolTip(requirement_sentence(entry))
        yield ring


def _of_presence(requirements: Iterable[Requirement]) -> Iterable[ProgressRing]:
    for kind, (title, subtitle) in _PRESENCE.items():
        asked = [entry for entry in requirements if entry.kind is kind]
        if not asked:
            continue
        met = sum(1 for entry in asked if entry.met)
        ring = ProgressRing(title, subtitle)
        ring.set_value(f"{met} / {len(asked)}", met / len(asked))
        ring.setToolTip(
            "\n".join(
                f"{entry.code}  {entry.title}: {requirement_sentence(entry)}" for entry in asked
            )
        )
        yield ring


def _of_category(entry: CategoryProgress) -> ProgressRing:
    category = entry.category
    lines = wrap(category.title, _LINE)
    if entry.satisfied_by:
        lines.append(f"satisfied by {entry.satisfied_by}")
    elif entry.waiting:
        lines.append(f"{entry.waiting} not counting yet")
    ring = ProgressRing(f"{category.code} cases", "\n".join(lines))
    part = 1.0 if entry.complete else entry.counted / max(1, entry.needed)
    ring.set_value(f"{entry.counted} / {entry.needed}", part)
    ring.setToolTip(category.text)
    return ring
