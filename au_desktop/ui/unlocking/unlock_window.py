"""The first window: one calm card in the middle, for choosing, unlocking, making, restoring and recovering a center."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from au_desktop.domain.errors import DamagedCenter, NewerCenter, NotACenter, OpenElsewhere
from au_desktop.ui.kit import icons, shortcuts
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import IconButton
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_24
from au_desktop.ui.unlocking.center_list import CenterList
from au_desktop.ui.unlocking.step_card import StepCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent

    from au_desktop.domain.ids import PersonId
    from au_desktop.services.opening import CenterGlance
    from au_desktop.ui.kit.help_view import HelpView
    from au_desktop.ui.unlocking.diagnosis_panel import DiagnosisPanel
    from au_desktop.ui.unlocking.door import Door
    from au_desktop.ui.unlocking.example_panel import ExamplePanel
    from au_desktop.ui.unlocking.new_center_panel import NewCenterPanel
    from au_desktop.ui.unlocking.recovery_panel import RecoveryPanel
    from au_desktop.ui.unlocking.restore_panel import RestorePanel
    from au_desktop.ui.unlocking.unlock_card import UnlockCard

P = TypeVar("P", bound=StepCard)
_HELP = {"RecoveryPanel": "recovery", "RestorePanel": "recovery", "DiagnosisPanel": "recovery"}


class UnlockWindow(QWidget):
    """Emits `unlocked(open_center)`, `settings_wanted` and `closing`. Panels are made when first wanted."""

    unlocked = Signal(object)
    settings_wanted = Signal()
    closing = Signal()

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door
        self._help: HelpView | None = None
        self._glance: CenterGlance | None = None
        self._wanted_person: PersonId | None = None
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("AU Desktop")
        self.resize(1024, 720)
        self.stack = OneShown()
        self.centers = CenterList()
        self._lay_out()
        self.stack.add(self.centers)
        self._wire()
        shortcuts.bind(self, shortcuts.HELP, self.show_help)
        self.show_centers(())

    def show_centers(self, recent: Sequence[str] | None = None) -> None:
        """Let the person choose a center."""
        if recent is not None:
            self.centers.show_recent(recent)
        self._show(self.centers)

    def show_folder(self, folder: Path, person_id: PersonId | None = None) -> None:
        """Look at a folder, then ask for the passphrase or say what is wrong with it."""
        self._wanted_person = person_id
        self.show_busy("Looking at the center…")
        self._door.ask(
            lambda opening: opening.look(folder),
            self._on_looked,
            lambda error: self._on_not_opened(error, folder),
            self,
        )

    def show_busy(self, words: str) -> None:
        """Say what is under way where nothing can be done meanwhile, such as the backup at closing."""
        self._wait.set_busy(words)
        self._show(self._wait)

    def shown(self) -> StepCard:
        """The panel that is shown."""
        found = self.stack.shown()
        assert isinstance(found, StepCard)  # noqa: S101 - only panels are added
        return found

    def show_help(self) -> HelpView:
        """Open the help at what is shown."""
        from au_desktop.ui.kit.help_view import HelpView

        if self._help is None:
            self._help = HelpView(parent=self)
        self._help.show_topic(_HELP.get(type(self.shown()).__name__, "unlocking"))
        self._help.show()
        return self._help

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell who listens."""
        self.closing.emit()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._head())
        column.addWidget(self._middle(), 1)

    def _head(self) -> QHBoxLayout:
        self._mark = QLabel()
        self._mark.setPixmap(icons.pixmap("shield", "accent", 28))
        self.help_button = IconButton("help", f"Help ({shortcuts.HELP})")
        self.settings_button = IconButton("settings", "Settings")
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_24, SPACE_24, SPACE_24, 0)
        head.setSpacing(SPACE_8)
        head.addWidget(self._mark)
        head.addWidget(text_label("AU Desktop", "title"))
        head.addStretch(1)
        head.addWidget(self.help_button)
        head.addWidget(self.settings_button)
        return head

    def _middle(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("scroll_body")
        middle = QVBoxLayout(inside)
        middle.setContentsMargins(SPACE_24, SPACE_8, SPACE_24, SPACE_24)
        middle.addStretch(2)
        centered = QHBoxLayout()
        centered.addStretch(1)
        centered.addWidget(self.stack)
        centered.addStretch(1)
        middle.addLayout(centered)
        middle.addStretch(3)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    def _wire(self) -> None:
        self.help_button.clicked.connect(self.show_help)
        self.settings_button.clicked.connect(self.settings_wanted)
        self.centers.center_chosen.connect(self.show_folder)
        self.centers.folder_wanted.connect(self._on_folder_wanted)
        self.centers.new_center_wanted.connect(self._on_new_center_wanted)
        self.centers.example_wanted.connect(self._on_example_wanted)
        self.centers.restore_wanted.connect(self._on_restore_wanted)

    def _show(self, panel: StepCard) -> None:
        self.stack.show_widget(panel)
        panel.take_focus()

    def _folder(self) -> Path:
        return self._glance.folder if self._glance else Path()

    def _on_looked(self, glance: CenterGlance) -> None:
        self._glance = glance
        self.card.show_center(glance, self._wanted_person)
        self._show(self.card)

    def _on_not_opened(self, error: Exception, folder: Path | None = None) -> None:
        from au_desktop.ui.kit import messages

        if isinstance(error, OpenElsewhere | DamagedCenter | NewerCenter | NotACenter):
            panel = self._diagnosis
            panel.show_error(error, folder or self._folder())
            self._show(panel)
        elif folder is None:
            self.card.refuse(messages.sentence_for(error).text)
            self._show(self.card)
        else:
            self.show_centers()
            self.centers.refuse(messages.sentence_for(error).text)

    def _on_folder_wanted(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self, "Open a center folder", str(self._door.centers_folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda chosen: self.show_folder(Path(chosen)))
        dialog.open()

    def _on_new_center_wanted(self) -> None:
        panel = self._new_center
        panel.start()
        self._show(panel)

    def _on_example_wanted(self) -> None:
        panel = self._example
        panel.start()
        self._show(panel)

    def _on_restore_wanted(self, backup: Path | None = None, beside: Path | None = None) -> None:
        panel = self._restore
        panel.start(backup, beside)
        self._show(panel)

    def _on_recovery_wanted(self) -> None:
        if self._glance is not None:
            panel = self._recovery
            panel.start(self._glance)
            self._show(panel)

    def _on_panel_back(self) -> None:
        panel = self.shown()
        go_back = getattr(panel, "go_back", None)
        if callable(go_back) and go_back():
            return
        self.show_centers()

    @cached_property
    def _wait(self) -> StepCard:
        panel = StepCard("", back="")
        self.stack.add(panel)
        return panel

    @cached_property
    def card(self) -> UnlockCard:
        """The prompt."""
        from au_desktop.ui.unlocking.unlock_card import UnlockCard

        panel = UnlockCard(self._door)
        panel.unlocked.connect(self.unlocked)
        panel.not_opened.connect(self._on_not_opened)
        panel.recovery_wanted.connect(self._on_recovery_wanted)
        panel.restore_wanted.connect(lambda: self._on_restore_wanted(None, self._folder()))
        return self._keep(panel)

    @cached_property
    def _new_center(self) -> NewCenterPanel:
        from au_desktop.ui.unlocking.new_center_panel import NewCenterPanel

        panel = NewCenterPanel(self._door)
        panel.made.connect(self.unlocked)
        return self._keep(panel)

    @cached_property
    def _example(self) -> ExamplePanel:
        from au_desktop.ui.unlocking.example_panel import ExamplePanel

        panel = ExamplePanel(self._door)
        panel.open_wanted.connect(self.show_folder)
        return self._keep(panel)

    @cached_property
    def _restore(self) -> RestorePanel:
        from au_desktop.ui.unlocking.restore_panel import RestorePanel

        panel = RestorePanel(self._door)
        panel.restored.connect(self.show_folder)
        return self._keep(panel)

    @cached_property
    def _recovery(self) -> RecoveryPanel:
        from au_desktop.ui.unlocking.recovery_panel import RecoveryPanel

        panel = RecoveryPanel(self._door)
        panel.unlocked.connect(self.unlocked)
        panel.not_opened.connect(self._on_not_opened)
        return self._keep(panel)

    @cached_property
    def _diagnosis(self) -> DiagnosisPanel:
        from au_desktop.ui.unlocking.diagnosis_panel import DiagnosisPanel

        panel = DiagnosisPanel()
        panel.retry_wanted.connect(self.show_folder)
        panel.restore_wanted.connect(self._on_restore_wanted)
        return self._keep(panel)

    def _keep(self, panel: P) -> P:
        panel.back_wanted.connect(self._on_panel_back)
        self.stack.add(panel)
        return panel
