"""The bar above the page: title, search, main action, who is working, lock."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from au_desktop.ui.kit import shortcuts, theme
from au_desktop.ui.kit.accessible import named, plain_tip, text_label
from au_desktop.ui.kit.brief_label import BriefLabel
from au_desktop.ui.kit.buttons import IconButton, PrimaryButton, SecondaryButton
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.search_box import SearchBox
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12


class TopBar(QWidget):
    """Shows what the frame tells it and emits wishes."""

    lock_clicked = Signal()
    help_clicked = Signal()
    back_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("top_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(52)
        self._action: MainAction | None = None
        self.title = BriefLabel("title")
        self.subtitle = BriefLabel("muted")
        self.subtitle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.back = IconButton("back", f"Back ({shortcuts.BACK})")
        self.search = SearchBox("Find a trainee, case, record…", "Ctrl K")
        self.action_button = PrimaryButton("")
        self.action_button.hide()
        self.initials = QLabel()
        self.initials.setObjectName("initials")
        self.initials.setFixedSize(28, 28)
        self.initials.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._person = text_label("")
        self._role = text_label("", "small")
        self.help_button = IconButton("help", f"Help for this page ({shortcuts.HELP})")
        self.lock_button = named(SecondaryButton("Lock", "lock"), "Lock the center")
        self.lock_button.setToolTip(shortcuts.LOCK)
        self._lay_out()
        self._take_widths()
        self.back.hide()
        self.back.clicked.connect(self.back_clicked)
        self.action_button.clicked.connect(self.run_main_action)
        self.lock_button.clicked.connect(self.lock_clicked)
        self.help_button.clicked.connect(self.help_clicked)

    def changeEvent(self, event: QEvent) -> None:
        """Make room for larger words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "search"):
            self._take_widths()

    def set_title(self, title: str, subtitle: str) -> None:
        """Show the page's title and subtitle."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.title.setToolTip(plain_tip(title))
        self.subtitle.setToolTip(plain_tip(subtitle))

    def set_action(self, action: MainAction | None) -> None:
        """Show the page's main action, or nothing."""
        self._action = action
        self.action_button.setVisible(action is not None)
        if action is not None:
            self.action_button.setText(action.text)
            self.action_button.setEnabled(action.enabled)
            self.action_button.setToolTip(shortcuts.NEW)
            if action.icon:
                self.action_button.set_icon(action.icon)

    def run_main_action(self) -> bool:
        """Do what the main action does; False when there is none or it is not possible now."""
        if self._action is None or not self._action.enabled:
            return False
        self._action.run()
        return True

    def set_person(self, name: str, role: str) -> None:
        """Show who is working."""
        self.initials.setText(initials_of(name))
        self.initials.setAccessibleName(f"Working: {name}, {role}")
        self._person.setText(name)
        self._role.setText(role)

    def _take_widths(self) -> None:
        self.search.setFixedWidth(round(300 * theme.current().scale))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._person)
        words.addWidget(self._role)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(SPACE_12)
        row.addWidget(self.back)
        row.addWidget(self.title)
        row.addWidget(self.subtitle, 1)
        row.addWidget(self.search)
        row.addWidget(self.action_button)
        row.addWidget(self.initials)
        row.addLayout(words)
        row.setSpacing(SPACE_8 + 4)
        row.addWidget(self.help_button)
        row.addWidget(self.lock_button)


def initials_of(name: str) -> str:
    """Two letters for a person: of the first and last word, or the first two of a single one."""
    words = [
        word for word in name.replace(",", " ").replace(".", " ").split() if word[0].isalnum()
    ]
    if not words:
        return "?"
    if len(words) == 1:
        return words[0][:2].upper()
    return (words[0][0] + words[-1][0]).upper()
