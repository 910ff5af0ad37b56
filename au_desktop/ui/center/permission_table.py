"""The permission table in words: who may do what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.domain.roles import Permission, Role, may
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class PermissionDialog(Dialog):
    """One line a permission, one column a role."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Who may do what", parent=parent, primary="Close")
        self.add_text(
            "Roles are kept by the program. Secrecy is kept by the key: whoever holds a passphrase can read the whole file.",
            "muted",
        )
        self.table = RowTable(_columns(), name="Permissions", stretch="what")
        self.table.set_rows(list(Permission))
        self.setMinimumSize(1100, 640)
        self.body.addWidget(self.table, 1)
        self.hide_cancel()
        self.accepted_by_person.connect(self.accept)
        self.finished.connect(self.deleteLater)


def _columns() -> list[Column]:
    what = Column(
        "what", "May", lambda permission: permission.value[:1].upper() + permission.value[1:]
    )
    return [what, *(_role_column(role) for role in Role)]


def _role_column(role: Role) -> Column:
    return Column(
        role.value,
        role_words(role),
        lambda permission: "yes" if may(role, permission) else "–",
        168 if role is Role.STAFF else 112,
        state=lambda permission: State.OK if may(role, permission) else None,
    )
