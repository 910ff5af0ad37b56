"""The left column of the editor: what adds, copies and removes, the outline, and the faults under it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.buttons import IconButton, QuietButton
from au_desktop.ui.kit.tokens import SPACE_4

if TYPE_CHECKING:
    from au_desktop.ui.checklists.templates.fault_list import FaultList
    from au_desktop.ui.checklists.templates.outline_tree import OutlineTree


class OutlineCard(QFrame):
    """Its buttons wish the same as the keys of the outline."""

    def __init__(self, tree: OutlineTree, faults: FaultList) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.add_item_button = named(QuietButton("Item", "plus"), "Add an item")
        self.add_item_button.setToolTip("Add an item (Insert, Ctrl+Shift+N)")
        self.add_section_button = named(QuietButton("Section", "plus"), "Add a section")
        self.add_section_button.setToolTip("Add a section behind the marked one")
        self.copy_button = IconButton("copy", "Copy (Ctrl+D)")
        self.remove_button = IconButton("trash", "Remove (Delete)")
        tools = QHBoxLayout()
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(0)
        for button, wish in (
            (self.add_item_button, "add_item"),
            (self.add_section_button, "add_section"),
            (self.copy_button, "copy"),
            (self.remove_button, "remove"),
        ):
            button.clicked.connect(partial(tree.wished.emit, wish))
            tools.addWidget(button)
            if button is self.add_section_button:
                tools.addStretch(1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, SPACE_4, 1, SPACE_4)
        inside.setSpacing(SPACE_4)
        inside.addLayout(tools)
        inside.addWidget(tree, 1)
        inside.addWidget(faults)
