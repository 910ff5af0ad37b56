"""The templates tab on screen over a center in memory, with a small checklist to edit, for each role."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest

from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.checklists.template_edits import place_of
from au_desktop.domain.checklists.templates import Need, Section, SignOffRule
from au_desktop.domain.quantities import QuantityKind
from au_desktop.domain.roles import Role
from au_desktop.settings import Settings
from au_desktop.ui.checklists.checklists_page import ChecklistsPage
from au_desktop.ui.checklists.templates.outline_tree import mime_of
from au_desktop.ui.kit.changes_bus import ChangesBus
from tests.checklist_examples import PERCENT, a_template, an_item
from tests.checklist_hands import settle
from tests.fakes_ui import ImmediateOperations
from tests.memory_services import MemoryServices

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier

SMALL = a_template(
    id="small_check",
    title="Small check",
    kind="spill",
    needs=(Need.ROOM,),
    sections=(
        Section(
            "first",
            "First",
            (
                an_item("ready", ItemType.YES_NO, expected=("yes",), title="Ready?"),
                an_item("share", ItemType.NUMBER, units=("%",), limits=PERCENT, title="Share"),
                an_item(
                    "activity",
                    ItemType.QUANTITY,
                    quantity_kind=QuantityKind.ACTIVITY,
                    title="Activity",
                ),
            ),
        ),
        Section("second", "Second", (an_item("closed", title="Close the room"),)),
    ),
    sign_offs=(SignOffRule("performed", "Performed", (Role.COORDINATOR, Role.RSO)),),
)
"""A checklist with a question, limits, a quantity and a second section."""


class Templates:
    """A center in memory, and the tab as a person sees it."""

    def __init__(self, qtbot):
        self.center = MemoryServices()
        self.center.take_in(SMALL)
        self._qtbot = qtbot
        self.told = []

    def open(self, role=Role.RSO):
        """The tab in the page of the checklists."""
        changes = ChangesBus()
        services = self.center.work(role)
        desk = self.center.memory.desk(role)
        page = ChecklistsPage(
            _with_desk(services, desk), ImmediateOperations(), changes, Settings()
        )
        self._qtbot.addWidget(page)
        changes.changed.connect(page.on_changes)
        page.resize(1158, 690)
        with self._qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.on_shown()
        tab = page.front.open_tab("templates")
        tab.told.connect(self.told.append)
        tab.undo_offered.connect(lambda words, _step: self.told.append(words))
        settle()
        self.page = page
        return tab

    def edit(self, role=Role.RSO, template_id=SMALL.id):
        """The editor with the next version of a checklist."""
        tab = self.open(role)
        tab.select(template_id)
        tab.pane.buttons["edit"].click()
        settle()
        return tab.editor

    @property
    def editing(self):
        """The use cases, as the RSO."""
        return self.center.work(Role.RSO).template_editing

    def publish(self, **changes):
        """A version of the center's own, published today."""
        from dataclasses import replace

        editing = self.editing
        draft = editing.begin(template_digest(SMALL)).value
        editing.save(draft, replace(editing.draft(draft).template, **changes))
        today = self.center.memory.clock.now().local.date()
        return editing.publish(draft, today, Role.RSO.value).value


def mark(editor, key):
    """Choose a row of the outline as a mouse does."""
    row = editor.tree.row(place_of(editor.template, key))
    rect = editor.tree.visualItemRect(row)
    QTest.mouseClick(editor.tree.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    settle()


def titles(editor):
    """The titles of all items, section by section."""
    return [[item.title for item in section.items] for section in editor.template.sections]


def drag(editor, source, target, *, below=False):
    """Carry one row of the outline over another and let it go."""
    tree, template = editor.tree, editor.template
    data = mime_of(place_of(template, source))
    rect = tree.visualItemRect(tree.row(place_of(template, target)))
    at = QPointF(QPoint(rect.center().x(), rect.bottom() - 2 if below else rect.top() + 2))
    actions, none = Qt.DropAction.MoveAction, Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    over = QDragMoveEvent(at.toPoint(), actions, data, left, none)
    tree.dragMoveEvent(over)
    if over.isAccepted():
        tree.dropEvent(QDropEvent(at, actions, data, left, none))
    settle()


def _with_desk(services, desk):
    """The page asks its services for the desk, which the tests' bundle leaves out."""
    from types import SimpleNamespace

    facts = {name: getattr(services, name) for name in services.__dataclass_fields__}
    return SimpleNamespace(**(facts | {"desk": desk}))
