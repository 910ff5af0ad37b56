"""A checklist of a closed container is taken over from the page Waste."""

from PySide6.QtWidgets import QLabel

from au_desktop.domain.checklists.answers import Chosen, Measured, Text
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.quantities import Activity
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.waste import WasteState
from au_desktop.services.checklists.calculations import checklist_formulas
from au_desktop.services.checklists.checklist_work import ChecklistWork
from au_desktop.ui.kit import window_state
from tests.builders import reference
from tests.checklist_desk import ChecklistDesk
from tests.memory_services import ADMINISTERED
from tests.waste_page import make_page


def test_a_closed_container_comes_from_its_checklist(qtbot):
    window_state.use(None)
    desk = ChecklistDesk(ADMINISTERED)
    work = ChecklistWork(desk.memory.desk(Role.STAFF), checklist_formulas(reference()))
    run_id = work.start("waste_close", Subject(room_id=desk.room_id)).value
    work.answer(run_id, "longest", Text("I-131"))
    work.answer(run_id, "activity", Measured(Activity.parse("220 MBq")))
    work.answer(run_id, "impurity", Chosen(("none",)))
    sheets = desk.services(Role.STAFF).run_sheets
    while missing := sheets.sheet(run_id).verdict.missing:
        item = sheets.sheet(run_id).template.item(missing[0])
        work.answer(run_id, item.key, desk.plain_answer(item))
    work.submit(run_id)
    page = make_page(desk.memory)
    qtbot.addWidget(page)
    page.show()
    page.on_shown()
    tab = page.tab()
    assert tab.checklist_button.isVisible()
    tab.checklist_button.click()
    said = " ".join(label.text() for label in tab.dialog.findChildren(QLabel))
    assert "longest-lived I-131" in said
    tab.dialog.primary_button.click()
    assert not tab.checklist_button.isVisible()
    (key,) = tab.map.tiles
    tab.select(key)
    assert tab.view.container.state is WasteState.STORED
