"""The sections Limits and Retention of the center page: what holds here, its own value with a basis, what is kept how long."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from au_desktop.domain.roles import Role
from au_desktop.ui.center.limits_section import LimitsSection
from au_desktop.ui.center.retention_section import RetentionSection
from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.section import SectionContext
from tests.fakes_center import Bench
from tests.fakes_ui import ImmediateOperations

TOLERANCE = "dosage-tolerance"


def shown(qtbot, kind, role=Role.RSO):
    window_state.use(None)
    center = Bench(role)
    context = SectionContext(
        center.services, ImmediateOperations(), center.changes, center.settings
    )
    section = kind(context)
    qtbot.addWidget(section)
    section.resize(1000, 600)
    section.show()
    section.refresh()
    return section


@pytest.fixture
def limits(qtbot):
    return shown(qtbot, LimitsSection)


def words(widget):
    return " ".join(one.text() for one in widget.findChildren(QLabel))


def test_every_limit_stands_with_its_basis(limits):
    rows = limits.panel.table.rows
    assert rows.rowCount() == len(limits.context.services.desk.reference.limits)
    limits.select(TOLERANCE)
    told = words(limits.panel.details)
    assert "20 %" in told
    assert "35.63" in told
    assert "still within" in told


def test_the_center_sets_its_own_with_a_basis(limits, qtbot):
    limits.select(TOLERANCE)
    limits.ask(limits.panel.table.current_row())
    dialog = limits.dialog
    qtbot.keyClicks(dialog.value, "10 %")
    qtbot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    assert "missing" in dialog.form.error("basis")
    qtbot.keyClicks(dialog.basis, "procedure RS-4")
    qtbot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    limits.refresh()
    limits.panel.filters.choose("own")
    limits._show()
    row = limits.panel.table.rows.row_at(0)
    assert (row.words, row.basis) == ("10 %", "procedure RS-4")


def test_who_may_not_set_limits_reads_them(qtbot):
    section = shown(qtbot, LimitsSection, Role.INSPECTOR)
    section.select(TOLERANCE)
    section.ask(section.panel.table.current_row())
    assert section.dialog is None
    assert "may not" in section.subtitle()


def test_every_period_stands_with_its_basis(qtbot):
    section = shown(qtbot, RetentionSection, Role.INSPECTOR)
    rows = section.panel.table.rows
    assert rows.rowCount() == len(section.context.services.desk.reference.retention_periods)
    section.panel.table.select_key("dosages")
    told = words(section.panel.details)
    assert "3 years" in told
    assert "35.2063" in told
    section.panel.search.setText("sewer")
    section._show()
    assert rows.rowCount() == 1
    section.panel.table.selectRow(0)
    assert "until license termination" in words(section.panel.details)
