"""The frame of an open center: passes on wishes for places that are no page, says what lasts, words for search and status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.ids import HourEntryId
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.finder import Command
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.search_popup import SearchResult
from au_desktop.ui.kit.targets import TabTarget
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.main_window import FrameServices, MainWindow, PageEntry, SessionLine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from au_desktop.domain.moments import Moment
    from au_desktop.services.bundle import Services
    from au_desktop.services.rows import Counts, Hit
    from au_desktop.settings import DateStyle

START = "today"
_TAB = "tab="
FRESH_DAYS = 7
PAGE_OF_KIND = {"trainee": "trainees", "case": "cases", "run": "checklists"}
_ICONS = {
    "trainee": "trainees",
    "case": "cases",
    "run": "checklists",
    "person": "person",
    "supervisor": "people",
    "room": "room",
    "instrument": "instruments",
    "hours": "clock",
    **{kind.value: "safety" for kind in RecordKind},
    RecordKind.RELEASE.value: "release",
    RecordKind.CONTAINER.value: "waste",
}
SAFETY_KINDS = frozenset(kind.value for kind in RecordKind)
COMMANDS = (
    Command("settings", "Settings of this computer", "settings"),
    Command("lock", "Lock the center", "lock"),
    Command("help", "Help", "help"),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the badges and the status line show."""

    counts: Counts
    last_proven: Moment | None
    log_length: int


class DeskFrame(MainWindow):
    """The frame, which passes on wishes for places that are not pages, and knows what each page was asked to show."""

    place_wanted = Signal(str, object)

    def __init__(
        self, pages: Sequence[PageEntry], session: SessionLine, services: FrameServices
    ) -> None:
        self._known = {entry.key for entry in pages}
        self._targets: dict[str, object] = {}
        super().__init__(pages, session, services)

    def go_to(self, page_key: str, target: object = None) -> None:
        """Show a page, or pass the wish on."""
        if page_key not in self._known:
            self.place_wanted.emit(page_key, target)
            return
        self._targets[page_key] = target
        super().go_to(page_key, target)

    def show_over(self, view: QWidget) -> None:
        """A view over the frame has the whole window: what lasts waits until it ends."""
        super().show_over(view)
        self._show_lasting(shown=False)

    def end_over(self, view: QWidget) -> None:
        """The frame is back, and with it what lasts."""
        super().end_over(view)
        self._show_lasting(shown=not self.covered())

    def show_standing(self, standing: Standing, due: int, today: date, style: DateStyle) -> None:
        """Set the badges and the status line; `due` says how many recurring checklists are due."""
        counts = standing.counts
        waiting = counts.waiting_for_me + counts.instruments_due + due
        self.set_badge("checklists", counts.drafts + due)
        self.set_badge("signing", counts.waiting_for_me)
        self.set_badge("center", counts.instruments_due)
        self.set_badge("today", waiting)
        length = f"{standing.log_length:,}".replace(",", "\u202f")
        self.status_line.set_log(f"Log: {length} entries")
        self.status_line.set_backup(*backup_words(standing.last_proven, today, style))

    def place(self) -> tuple[str, object]:
        """The page that is shown, and what it was asked to show or says that it shows."""
        key = self.current_key() or START
        current = getattr(self.current_page(), "current_target", None)
        return key, current() if callable(current) else self._targets.get(key)

    def say_lasting(self, read_only: str, failures: int) -> None:
        """What must not fade away stands above the frame: read-only, and wrong passphrases since the last unlock."""
        notices = []
        if read_only:
            notices.append(Notice(f"Open for reading only: {read_only}.", State.ATTENTION))
        if failures:
            notices.append(_failures_notice(failures))
        if not notices:
            return
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(8, 8, 8, 8)
        for one in notices:
            column.addWidget(one)
        self.setMenuWidget(holder)

    def _show_lasting(self, *, shown: bool) -> None:
        lasting = self.menuWidget()
        if lasting is not None:
            lasting.setVisible(shown)


def _failures_notice(failures: int) -> Notice:
    tries = (
        "One wrong passphrase was tried"
        if failures == 1
        else f"{failures} wrong passphrases were tried"
    )
    notice = Notice(
        f"{tries} for you since your last unlock. If that was not you, change your passphrase "
        "on the page Center, People and roles.",
        State.ATTENTION,
    )
    dismiss = QuietButton("Dismiss")
    dismiss.clicked.connect(notice.hide)
    notice.add_action(dismiss)
    return notice


def read_standing(services: Services) -> Standing:
    """What stands in the file now."""
    with services.desk.reading() as uow:
        length = uow.log.head().length
    return Standing(services.today.counts(), services.backups.last_proven(), length)


def backup_words(at: Moment | None, today: date, style: DateStyle) -> tuple[str, str]:
    """When a backup was last proven, and the state of that."""
    if at is None:
        return "No proven backup yet", State.ATTENTION
    day = at.local.date()
    words = f"today {at.local:%H:%M}" if day == today else moment_words(at, style)
    fresh = (today - day).days <= FRESH_DAYS
    return f"Last proven backup: {words}", State.OK if fresh else State.ATTENTION


def hours_target(services: Services, entry_id: UUID) -> tuple[UUID, str, UUID]:
    """An hour entry on the page of its trainee."""
    entry = services.hour_log.entry(HourEntryId(entry_id))
    return entry.trainee_id, "hours", entry.id


def search_result(hit: Hit) -> SearchResult:
    """A hit as the search field shows it."""
    return SearchResult(hit.kind, str(hit.id), hit.title, hit.detail, _ICONS.get(hit.kind, "file"))


def target_text(target: object) -> str:
    """A target as text: an id, a kind with its id, a tab, or a name; a wish for something new is not repeated."""
    if isinstance(target, TabTarget):
        return f"{_TAB}{target.tab}:{target_text(target.record)}"
    if isinstance(target, tuple):
        return ":".join(str(part) for part in target)
    return str(target) if isinstance(target, UUID | str) else ""


def read_target(text: str) -> object:
    """Read back what `target_text` wrote."""
    if text.startswith(_TAB):
        tab, _, record = text.removeprefix(_TAB).partition(":")
        return TabTarget(tab, read_target(record))
    kind, _, key = text.rpartition(":")
    try:
        found = UUID(key)
    except ValueError:
        return text or None
    return (kind, found) if kind else found
