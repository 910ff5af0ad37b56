"""The hours tab on the screen, over a center in memory, and what tests read from it."""

from PySide6.QtWidgets import QAbstractButton, QLabel

from au_desktop.domain.roles import Role
from au_desktop.settings import Settings
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.trainees.hours.hours_tab import HoursTab
from tests.fakes_ui import ImmediateOperations


def shown(qtbot, ledgers, role=Role.COORDINATOR):
    """The tab of a center's trainee, shown to somebody of a role."""
    services = ledgers.center.services(role)
    context = SectionContext(services, ImmediateOperations(), ChangesBus(), Settings())
    tab = HoursTab(context)
    tab.heard, tab.undos = [], []
    tab.told.connect(tab.heard.append)
    tab.undo_offered.connect(lambda words, undo: tab.undos.append((words, undo)))
    context.changes.changed.connect(lambda _: tab.refresh())
    qtbot.addWidget(tab)
    tab.resize(1110, 640)
    with qtbot.waitExposed(tab):
        tab.show()
    tab.show_trainee(ledgers.trainee_id)
    return tab


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def dialog_of(tab, kind):
    return next(one for one in tab.window().findChildren(kind) if one.isVisible())


def rows(tab):
    model = tab.panel.table.rows
    return [model.row_at(at) for at in range(model.rowCount())]


def states(tab):
    table = tab.panel.table
    state = next(column for column in table.rows.columns if column.name == "state")
    return {row.entry.code: state.text(row) for row in rows(tab)}


def choose(tab, entry_id):
    assert tab.panel.table.select_key(entry_id)


def press(tab, words):
    buttons = [one for one in tab.findChildren(QAbstractButton) if one.text() == words]
    buttons[-1].click()
