"""The library of templates through its real widgets: filters, look, begin, compare, publish, retire, packs."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.roles import Role
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import theme
from tests.checklist_hands import key, settle, tap
from tests.memory_services import ADMINISTERED, SURVEY
from tests.templates_on_screen import SMALL, Templates, mark

RSO = Role.RSO.value


@pytest.fixture(autouse=True)
def dressed(qapp):
    if not qapp.styleSheet() or theme.current().touch:
        theme.apply(Settings(theme=ThemeChoice.LIGHT))


@pytest.fixture
def templates(qtbot):
    return Templates(qtbot)


def listed(tab):
    rows = tab.panel.table.rows
    return [rows.row_at(at).template_id for at in range(rows.rowCount())]


def menu_words(tab):
    row = tab.panel.table.current_row()
    menu = tab.pane.make_menu(row, tab)
    return {action.data(): action.isEnabled() for action in menu.actions()}


def test_the_library_stands_family_by_family(templates):
    tab = templates.open()
    assert listed(tab) == [ADMINISTERED.id, SURVEY.id, SMALL.id]
    tab.panel.search.setText("spill")
    key(tab.panel.search, Qt.Key.Key_Return)
    assert listed(tab) == [SMALL.id]
    tab.panel.show_everything()
    tab.panel.filters.choose("drafts")
    assert listed(tab) == []
    assert tab.panel.showing_empty_state()


def test_columns_sort(templates):
    tab = templates.open()
    tab.panel.table.sort_requested.emit("title", True)
    assert listed(tab) == [SMALL.id, ADMINISTERED.id, SURVEY.id]


def test_a_look_is_a_fill_that_stores_nothing(templates):
    tab = templates.open()
    tab.select(SMALL.id)
    tap(tab.pane.buttons["look"])
    dialog = tab.steps.dialog
    tap(dialog.preview.sheet().row("ready").editor.choices.buttons[0])
    assert dialog.preview.counts.text() == "1 of 4 items"
    dialog.reject()
    assert templates.editing.versions(SMALL.id)[0].runs == 0


def test_a_new_checklist_begins_as_a_draft(templates):
    tab = templates.open(Role.COORDINATOR)
    tab.main_action().run()
    dialog = tab.steps.dialog
    tap(dialog.primary_button)
    assert dialog.form.error("title")
    dialog.title.setText("small CHECK")
    dialog.kind.setCurrentIndex(1)
    tap(dialog.primary_button)
    assert "has this title" in dialog.form.error("title")
    dialog.title.setText("1")
    tap(dialog.primary_button)
    assert "letter" in dialog.form.error("title")
    dialog.title.setText("Bench wipe")
    tap(dialog.primary_button)
    assert tab.editor.template.id == "bench_wipe"
    assert tab.main_action() is None
    tap(tab.editor.bar.back_button)
    assert tab.panel.table.current_row().state_words() == "draft"


def test_a_copy_takes_everything_along(templates):
    tab = templates.open()
    tab.select(SMALL.id)
    tab.pane.wished.emit("copy", tab.panel.table.current_row())
    dialog = tab.steps.dialog
    dialog.title.setText("Small check upstairs")
    tap(dialog.primary_button)
    assert tab.editor.template.id == "small_check_upstairs"
    assert tab.editor.template.sections == SMALL.sections


def test_a_draft_is_compared_and_published_by_the_rso(templates):
    editor = templates.edit()
    tab = templates.page.front.tab()
    mark(editor, "ready")
    editor.item_form.title.setPlainText("All set?")
    tap(editor.bar.compare_button)
    assert "All set?" in tab.steps.dialog.list.toPlainText()
    tab.steps.dialog.looks.choose("beside")
    assert "Ready?" in tab.steps.dialog.left.toPlainText()
    assert "<h2>" in tab.steps.dialog.report()
    tab.steps.dialog.reject()
    tap(editor.bar.publish_button)
    dialog = tab.steps.dialog
    assert "takes the place of version 1" in dialog.impact.text()
    assert "All set?" in dialog.differences.toPlainText()
    dialog.day.edit.setText("2020-01-01")
    dialog.day.edit.textEdited.emit("2020-01-01")
    dialog.passphrase.setText(RSO)
    tap(dialog.primary_button)
    assert "has passed" in dialog.form.error("day")
    dialog.day.set_value(templates.center.memory.clock.now().local.date())
    tap(dialog.primary_button)
    assert tab.editor is None
    row = tab.panel.table.current_row()
    assert (row.template.version, row.origin) == (2, "Center")
    assert templates.told[-1] == "Small check, version 2, published."


def test_a_wrong_passphrase_publishes_nothing(templates):
    editor = templates.edit()
    tab = templates.page.front.tab()
    mark(editor, "ready")
    editor.item_form.title.setPlainText("All set?")
    tap(editor.bar.publish_button)
    dialog = tab.steps.dialog
    dialog.passphrase.setText("not this one")
    tap(dialog.primary_button)
    assert dialog.isVisible()
    assert dialog.error_line.text() or dialog.form.error("passphrase")
    assert tab.editor is not None
    assert len(templates.editing.versions(SMALL.id)) == 1


def test_others_are_told_to_ask_the_rso(templates):
    editor = templates.edit(Role.PRECEPTOR)
    tab = templates.page.front.tab()
    mark(editor, "ready")
    editor.item_form.title.setPlainText("All set?")
    tap(editor.bar.publish_button)
    dialog = tab.steps.dialog
    assert not dialog.passphrase.isVisible()
    assert dialog.primary_button.text() == "Close"
    tap(dialog.primary_button)
    assert tab.editor is editor
    assert len(templates.editing.versions(SMALL.id)) == 1


def test_faults_stand_against_publishing(templates):
    editor = templates.edit()
    tab = templates.page.front.tab()
    mark(editor, "ready")
    editor.item_form.title.setPlainText("")
    mark(editor, "closed")
    tap(editor.bar.publish_button)
    assert tab.steps.dialog is None
    assert templates.told[-1] == "1 fault stands against publishing."
    assert editor.model.place.item == 0


def test_a_draft_is_discarded_after_a_question(templates):
    editor = templates.edit()
    tab = templates.page.front.tab()
    tap(editor.bar.discard_button)
    tap(tab.steps.dialog.primary_button)
    assert tab.editor is None
    assert templates.editing.drafts() == ()


def test_a_checklist_is_retired_with_a_reason_and_brought_back(templates):
    tab = templates.open()
    tab.select(SMALL.id)
    tab.pane.wished.emit("retire", tab.panel.table.current_row())
    dialog = tab.steps.dialog
    dialog.passphrase.setText(RSO)
    tap(dialog.primary_button)
    assert dialog.form.error("reason")
    dialog.reason.setPlainText("Replaced by the survey")
    tap(dialog.primary_button)
    tab.refresh()
    tab.panel.filters.choose("retired")
    assert listed(tab) == [SMALL.id]
    tab.select(SMALL.id)
    assert not tab.pane.buttons["edit"].isEnabled()
    assert menu_words(tab)["bring_back"]
    tab.pane.wished.emit("bring_back", tab.panel.table.current_row())
    tab.steps.dialog.passphrase.setText(RSO)
    tap(tab.steps.dialog.primary_button)
    assert templates.editing.library()[2].state.value == "in use"


def test_others_may_look_and_compare_only(templates):
    tab = templates.open(Role.TRAINEE)
    tab.select(SMALL.id)
    assert tab.main_action() is None
    assert not tab.pane.buttons["edit"].isEnabled()
    words = menu_words(tab)
    assert words == {"copy": False, "compare": True, "export": False, "retire": False}


def test_an_update_of_the_program_is_named_and_compared(templates):
    templates.publish(title="Our small check")
    newer = replace(SMALL, version=9, title="Small check, better")
    later = templates.center.memory.clock.now()
    with templates.center.memory.center.unit_of_work() as uow:
        uow.templates.add(
            template_digest(newer), newer, replace(later, utc=later.utc.replace(year=2027))
        )
        uow.commit()
    tab = templates.open()
    tab.select(SMALL.id)
    assert tab.panel.table.current_row().state_words() == "in use \u00b7 update"
    tab.pane.wished.emit("compare", tab.panel.table.current_row())
    dialog = tab.steps.dialog
    assert dialog.new.currentText().startswith("Version 9, program")
    assert "Small check, better" in dialog.list.toPlainText()


def test_a_pack_goes_out_and_its_changes_come_in_as_drafts(templates, tmp_path):
    tab = templates.open()
    tab.select(SMALL.id)
    tab.pane.wished.emit("export", tab.panel.table.current_row())
    dialog = tab.steps.dialog
    dialog.ticks.set_value([])
    tap(dialog.primary_button)
    assert dialog.form.error("passphrase")
    assert dialog.error_line.text() == "Choose at least one checklist."
    tap(dialog.all_button)
    dialog.file.edit.setText(str(tmp_path / "ours"))
    dialog.passphrase.setText(RSO)
    tap(dialog.primary_button)
    assert templates.told[-1] == "ours.autemplates written."
    templates.publish(title="Our small check")
    tab.refresh()
    tab.steps.import_pack(tmp_path / "ours.autemplates")
    pack = tab.steps.dialog
    assert "Genuine" in pack.standing.text()
    assert {name: box.isEnabled() for name, box in pack.boxes.items()}[SURVEY.id] is False
    assert pack.boxes[SMALL.id].isEnabled()
    pack.boxes[SMALL.id].setChecked(True)
    tap(pack.primary_button)
    assert [one.template.title for one in templates.editing.drafts()] == ["Small check"]


def test_what_is_no_pack_is_said_in_the_dialog(templates):
    tab = templates.open()
    tab.steps.import_pack(Path("nowhere.autemplates"))
    assert tab.steps.dialog.error_line.text()
    assert not tab.steps.dialog.primary_button.isEnabled()


def test_enter_on_a_row_opens_its_draft(templates):
    templates.editing.begin(template_digest(SMALL))
    tab = templates.open()
    tab.select(SMALL.id)
    key(tab.panel.table, Qt.Key.Key_Return)
    settle()
    assert tab.editor.template.id == SMALL.id
