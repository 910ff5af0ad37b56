"""The shelves of the waste rooms as they stand: a row of tiles for each shelf, each tile a container with its state."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from au_desktop.ui.kit.accessible import styled, text_label
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8, SPACE_12
from au_desktop.ui.waste.waste_words import due_words, sign_of, state_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from au_desktop.domain.safety.waste import Container
    from au_desktop.settings import Settings

TILE_WIDTH = 176
LEAST_ACROSS = 2
NO_SHELF = "No shelf named"


class ContainerTile(QFrame):
    """One container on its shelf; a click, Enter or Space chooses it."""

    activated = Signal()

    def __init__(self, container: Container, today: date, settings: Settings) -> None:
        super().__init__()
        self.key = container.id
        self.setProperty("kind", "tile")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        word, state = state_words(container, today)
        nuclides = ", ".join(container.nuclides) or "empty"
        due = due_words(container, today, settings)
        head = QHBoxLayout()
        head.setSpacing(SPACE_8)
        head.addWidget(text_label(container.code, "strong"))
        short = word.partition(":")[0]
        chip = StateChip(f"{sign_of(container, today)} {short}", state)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_8, SPACE_8, SPACE_8, SPACE_8)
        column.setSpacing(SPACE_4)
        column.addLayout(head)
        column.addWidget(text_label(f"{nuclides} \u00b7 {container.waste_type.value}", wrap=True))
        column.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(text_label(due, "hint", wrap=True))
        column.addStretch(1)
        self.setMinimumWidth(TILE_WIDTH - 20)
        said = ", ".join(part for part in (container.code, nuclides, word, due) if part)
        self.setAccessibleName(said)

    def set_chosen(self, *, chosen: bool) -> None:
        """Draw it as the one that is shown beside."""
        styled(self, chosen="true" if chosen else "false")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.activated.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit()
            return
        super().keyPressEvent(event)


class ShelfMap(QScrollArea):
    """Emits `chosen(id)`; rooms and shelves by name, containers by number."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Shelves")
        self.tiles: dict[UUID, ContainerTile] = {}
        self._chosen: object = None
        self._shelves: list[tuple[QGridLayout, list[ContainerTile]]] = []
        self._across = 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many tiles stand side by side as there is room for."""
        super().resizeEvent(event)
        if self._room_across() != self._across:
            self._place_tiles()

    def show_containers(
        self, containers: Sequence[Container], today: date, settings: Settings
    ) -> None:
        """Draw these on their shelves."""
        self.tiles, self._shelves = {}, []
        body = QWidget()
        body.setObjectName("scroll_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, SPACE_8, 0)
        column.setSpacing(SPACE_12)
        ordered = sorted(containers, key=_shelf_key)
        for (room, shelf), held in groupby(ordered, key=_shelf_key):
            column.addWidget(self._shelf(room, shelf, list(held), (today, settings)))
        column.addStretch(1)
        self._place_tiles()
        self.setWidget(body)
        self.mark(self._chosen)

    def mark(self, key: object) -> None:
        """Draw one as chosen."""
        self._chosen = key
        for known, tile in self.tiles.items():
            tile.set_chosen(chosen=known == key)

    def _room_across(self) -> int:
        inside = self.viewport().width() - 2 * SPACE_12 - SPACE_8
        return max(LEAST_ACROSS, (inside + SPACE_8) // (TILE_WIDTH + SPACE_8))

    def _place_tiles(self) -> None:
        before, self._across = self._across, self._room_across()
        for grid, tiles in self._shelves:
            for at, tile in enumerate(tiles):
                grid.removeWidget(tile)
                grid.addWidget(tile, *divmod(at, self._across))
            for column in range(max(before, self._across)):
                grid.setColumnStretch(column, 1 if column < self._across else 0)
                grid.setColumnMinimumWidth(column, 1 if column < self._across else 0)

    def _shelf(
        self, room: str, shelf: str, held: list[Container], shown: tuple[date, Settings]
    ) -> QWidget:
        frame = QFrame()
        frame.setProperty("kind", "card")
        grid = QGridLayout()
        grid.setSpacing(SPACE_8)
        tiles = []
        for container in held:
            tile = ContainerTile(container, *shown)
            tile.activated.connect(lambda key=container.id: self.chosen.emit(key))
            self.tiles[container.id] = tile
            tiles.append(tile)
        self._shelves.append((grid, tiles))
        head = text_label(f"{room or 'No room named'} \u00b7 {shelf or NO_SHELF}", "strong")
        column = QVBoxLayout(frame)
        column.setContentsMargins(SPACE_12, SPACE_8, SPACE_12, SPACE_12)
        column.setSpacing(SPACE_8)
        column.addWidget(head)
        column.addLayout(grid)
        frame.setAccessibleName(head.text())
        return frame


def _shelf_key(container: Container) -> tuple[str, str]:
    room = "" if container.room is None else container.room.name
    return room, container.shelf
