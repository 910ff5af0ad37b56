"""What narrows the queue of signatures: kind of checklist, trainee, age, and whether something in it needs attention."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSizePolicy, QWidget

from au_desktop.domain.checklists.kinds import kind_of
from au_desktop.domain.ids import TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.services.rows import RosterRow, WaitingFilter
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.labelled_form import choice_field
from au_desktop.ui.kit.tokens import SPACE_12

ANY_KIND, ANY_TRAINEE, ANY_AGE = "Any kind", "Any trainee", "Any age"
AGES = ((24, "Older than 24 h"), (7 * 24, "Older than 7 days"))


@dataclass(frozen=True, slots=True)
class QueueChoices:
    """What can be chosen from: the kinds of the checklists in use, and the trainees."""

    kinds: tuple[str, ...] = ()
    trainees: tuple[RosterRow, ...] = ()


class QueueFilters(QWidget):
    """Emits `changed`; what is offered comes with `offer`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind = _box(ANY_KIND, "Kind of checklist")
        self.trainee = _box(ANY_TRAINEE, "Trainee")
        self.age = _box(ANY_AGE, "Waiting for")
        for hours, words in AGES:
            self.age.addItem(words, hours)
        self.attention = QCheckBox("Needing attention")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_12)
        for box in (self.kind, self.trainee, self.age):
            row.addWidget(box)
            box.currentIndexChanged.connect(self._on_changed)
        row.addWidget(self.attention)
        row.addStretch(1)
        self.attention.toggled.connect(self._on_changed)

    def offer(self, choices: QueueChoices) -> None:
        """Offer these; what is chosen stays chosen where it is still offered."""
        kinds = sorted((kind_of(kind).title, kind) for kind in choices.kinds)
        _fill(self.kind, ANY_KIND, kinds)
        _fill(self.trainee, ANY_TRAINEE, [(row.name, row.trainee_id) for row in choices.trainees])

    def narrowed(self, now: Moment) -> WaitingFilter:
        """What is asked for."""
        hours, trainee = self.age.currentData(), self.trainee.currentData()
        before = None if hours is None else Moment(now.utc - timedelta(hours=hours))
        return WaitingFilter(
            kind=self.kind.currentData() or "",
            trainee_id=TraineeId(trainee) if isinstance(trainee, UUID) else None,
            submitted_before=before,
            attention_only=self.attention.isChecked(),
        )

    def narrows(self) -> bool:
        """Whether anything is chosen."""
        boxes = (self.kind, self.trainee, self.age)
        return self.attention.isChecked() or any(box.currentIndex() > 0 for box in boxes)

    def clear(self) -> None:
        """Ask for everything again."""
        for box in (self.kind, self.trainee, self.age):
            box.setCurrentIndex(0)
        self.attention.setChecked(False)

    def _on_changed(self, *_: object) -> None:
        self.changed.emit()


def _box(first: str, name: str) -> QComboBox:
    box = named(choice_field((), empty=first), name)
    box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(15)
    return box


def _fill(box: QComboBox, first: str, choices: Iterable[tuple[str, object]]) -> None:
    kept = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(first, None)
    for words, value in choices:
        box.addItem(words, value)
    values = [box.itemData(at) for at in range(box.count())]
    box.setCurrentIndex(values.index(kept) if kept in values else 0)
    box.blockSignals(False)
