"""Backups: what there is, when one was last proven, a new one now, here or in a second place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from au_desktop.domain.errors import Cancelled
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Permission, may
from au_desktop.services.changes import Kind
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import PrimaryButton, SecondaryButton
from au_desktop.ui.kit.date_words import exact_words, moment_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.paper_words import size_words
from au_desktop.ui.kit.progress_panel import ProgressPanel
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.section import Section
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from au_desktop.services.keeping.safekeeping import BackupEntry
    from au_desktop.services.outcomes import Outcome
    from au_desktop.ui.kit.operations import CancelToken
    from au_desktop.ui.kit.section import SectionContext

HOW_TO_RESTORE = (
    "To restore one: lock the center and choose Restore a backup on the unlock screen. It is unpacked into a new folder; "
    "this center stays as it is."
)
RESTORED = (
    "This center was restored from a backup and is open for reading only. Look whether it holds what you expect, "
    "then confirm it."
)
CONFIRMED = "Confirmed. From the next unlock on the center can be changed again."


class BackupsSection(Section):
    """The list of backups, newest first."""

    watches = frozenset({Kind.BACKUP})

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Backups")
        self._style = context.settings.date_style
        self.proven = text_label("", "strong")
        self.place_button = SecondaryButton("Back up to another place…", "folder")
        self.confirm_button = PrimaryButton("It is complete: confirm")
        self.notice = Notice(RESTORED if context.services.desk.read_only else "", State.ATTENTION)
        self.notice.add_action(self.confirm_button)
        self.progress = ProgressPanel()
        self._under_way = False
        table = RowTable(self._columns(), name="Backups", key=lambda row: row.path, stretch="file")
        empty = EmptyState(
            "backup",
            "No backup yet",
            "One is made whenever the center is closed after a change, and before every upgrade and import.",
            "Back up now",
        )
        self.panel = ListPanel(table, empty, search_hint="Find a backup", details=False)
        self._lay_out()
        self._wire(empty)

    def main_action(self) -> MainAction:
        """Back up now."""
        allowed = not self._why_not()
        return MainAction("Back up now", self.back_up, "backup", enabled=allowed)

    def refresh(self) -> None:
        """Load the list."""
        backups = self.context.services.backups
        self.load(lambda: (backups.entries(), backups.last_proven()), self._show)

    def find_in_page(self) -> bool:
        """Find a backup."""
        return self.panel.find_in_page()

    def back_up(self, folder: Path | None = None) -> None:
        """Make a backup and prove it."""
        backups = self.context.services.backups

        def work(token: CancelToken) -> Outcome[BackupEntry]:
            return backups.make(folder, token.fraction)

        self._under_way = True
        job = self.context.operations.run_long(
            work, self._on_made, self._on_failed, self, self.progress.set_progress
        )
        if self._under_way:
            self.progress.start("Making a backup and proving it", job)

    def _on_made(self, outcome: Outcome[BackupEntry]) -> None:
        self._under_way = False
        self.progress.finish()
        self.told.emit("Backup made and proven.")
        self.context.changes.tell(outcome.changes)

    def _on_failed(self, error: Exception) -> None:
        self._under_way = False
        self.progress.finish()
        if isinstance(error, Cancelled):
            self.told.emit("The backup was stopped; nothing was left half done.")
        else:
            messages.show_error(self, error)

    def _why_not(self) -> str:
        """A backup may also be made while the center is open for reading only."""
        role = self.context.services.desk.actor.role
        if may(role, Permission.BACK_UP):
            return ""
        return f"The role {role_words(role)} may not {Permission.BACK_UP.value}."

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.proven)
        row.addStretch(1)
        row.addWidget(self.place_button)
        self.content.addWidget(self.notice)
        self.content.addLayout(row)
        self.content.addWidget(self.progress)
        self.content.addWidget(self.panel, 1)
        self.content.addWidget(text_label(HOW_TO_RESTORE, "muted", wrap=True))

    def _wire(self, empty: EmptyState) -> None:
        for button in (self.place_button, self.confirm_button, empty.button):
            reason = self._why_not()
            button.setEnabled(not reason)
            button.setToolTip(reason)
        self.place_button.clicked.connect(self._on_place_clicked)
        self.confirm_button.clicked.connect(self._on_confirm_clicked)
        empty.first_step.connect(self._on_now_clicked)
        self.panel.query_changed.connect(self.refresh)

    def _columns(self) -> list[Column]:
        return [
            Column("file", "File", lambda row: row.path.name),
            Column(
                "made",
                "Made",
                lambda row: moment_words(Moment(row.made_at), self._style),
                160,
                tooltip=lambda row: exact_words(Moment(row.made_at)),
            ),
            Column(
                "log",
                "Log entries",
                lambda row: f"{row.log_length:,}".replace(",", "\u202f"),
                110,
                number=True,
            ),
            Column("size", "Size", lambda row: size_words(row.size_bytes), 100, number=True),
        ]

    def _show(self, loaded: tuple[tuple[BackupEntry, ...], Moment | None]) -> None:
        entries, proven = loaded
        words = self.panel.query()[0].casefold()
        self.panel.set_rows([one for one in entries if words in one.path.name.casefold()])
        self.proven.setText(
            f"Last proven: {moment_words(proven, self._style)}"
            if proven
            else "No backup has been proven yet"
        )

    def _on_now_clicked(self) -> None:
        self.back_up()

    def _on_place_clicked(self) -> None:
        dialog = QFileDialog(self, "Where the backup goes, such as a disk that is kept elsewhere")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda chosen: self.back_up(Path(chosen)))
        dialog.open()

    def _on_confirm_clicked(self) -> None:
        def done(outcome: Outcome[None]) -> None:
            self.notice.say(CONFIRMED, State.OK)
            self.confirm_button.hide()
            self.context.changes.tell(outcome.changes)

        self.context.operations.run(
            self.context.services.backups.confirm_restored, done, None, self
        )
