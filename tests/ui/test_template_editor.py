"""The editor of templates through its real widgets: by keyboard alone, by drag, undo, faults, conditions, test fill."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from au_desktop.domain.checklists.answers import Number, Reply, YesNo
from au_desktop.domain.checklists.conditions import AnyHolds, AnyOf, Is
from au_desktop.domain.checklists.items import ItemType, PrefillSource
from au_desktop.domain.checklists.template_edits import HEAD, Place, item_at, place_of
from au_desktop.domain.roles import Role
from au_desktop.settings import Settings, ThemeChoice
from au_desktop.ui.kit import theme
from tests.checklist_hands import CONTROL, key, leave, settle, tap
from tests.templates_on_screen import ALT, SHIFT, SMALL, Templates, drag, mark, titles


@pytest.fixture(autouse=True)
def dressed(qapp):
    if not qapp.styleSheet() or theme.current().touch:
        theme.apply(Settings(theme=ThemeChoice.LIGHT))


@pytest.fixture
def templates(qtbot):
    return Templates(qtbot)


@pytest.fixture
def editor(templates):
    return templates.edit()


def typed(widget, text):
    widget.setFocus()
    QTest.keyClicks(widget, text)


def stored(templates, editor):
    return templates.editing.draft(editor.draft.id).template


def choose(combo, value):
    """Choose in a closed list by key, as a person does."""
    wanted = next(at for at in range(combo.count()) if combo.itemData(at) == value)
    combo.setFocus()
    for _ in range(combo.count()):
        if combo.currentIndex() != wanted:
            key(combo, Qt.Key.Key_Down if combo.currentIndex() < wanted else Qt.Key.Key_Up)
    assert combo.currentIndex() == wanted
    settle()


def test_an_item_is_made_by_keyboard_alone(editor, templates):
    editor.tree.setFocus()
    key(editor.tree, Qt.Key.Key_End)
    key(editor.tree, Qt.Key.Key_Insert)
    assert QApplication.focusWidget() in (editor.item_form.title, None)
    typed(editor.item_form.title, "Wipe the bench")
    key(editor.item_form.title, Qt.Key.Key_Tab)
    leave(editor.item_form.title)
    choose(editor.item_form.type, ItemType.YES_NO)
    added = item_at(editor.template, Place(1, 1))
    assert (added.title, added.key, added.type) == (
        "Wipe the bench",
        "wipe_the_bench",
        ItemType.YES_NO,
    )
    assert editor.model.faults == ()
    editor.keep_work()
    assert stored(templates, editor).has_item("wipe_the_bench")


def test_ctrl_shift_n_adds_behind_the_marked_item(editor):
    mark(editor, "ready")
    key(editor.tree, Qt.Key.Key_N, CONTROL | SHIFT)
    settle()
    assert titles(editor) == [["Ready?", "", "Share", "Activity"], ["Close the room"]]
    assert editor.model.place == Place(0, 1)


def test_an_item_is_dragged_to_another_place(editor):
    drag(editor, "ready", "activity", below=True)
    assert titles(editor)[0] == ["Share", "Activity", "Ready?"]
    drag(editor, "ready", "closed")
    assert titles(editor) == [["Share", "Activity"], ["Ready?", "Close the room"]]
    assert editor.model.place == Place(1, 0)
    drag(editor, "ready", "first")
    assert titles(editor)[0][0] == "Ready?"


def test_a_section_is_dragged_with_its_items(editor):
    drag(editor, "second", "first")
    assert [one.key for one in editor.template.sections] == ["second", "first"]
    assert editor.model.place == Place(0)


def test_an_item_cannot_be_dropped_on_the_head(editor):
    before = titles(editor)
    tree = editor.tree
    head = tree.visualItemRect(tree.row(HEAD)).center()
    assert tree._landing(Place(0, 0), head) is None
    assert titles(editor) == before


def test_keys_move_copy_and_take_out(editor):
    mark(editor, "ready")
    key(editor.tree, Qt.Key.Key_Down, ALT)
    assert titles(editor)[0] == ["Share", "Ready?", "Activity"]
    key(editor.tree, Qt.Key.Key_Up, ALT)
    assert titles(editor)[0] == ["Ready?", "Share", "Activity"]
    key(editor.tree, Qt.Key.Key_D, CONTROL)
    settle()
    assert [one.key for one in editor.template.items[:2]] == ["ready", "ready_2"]
    key(editor.tree, Qt.Key.Key_Delete)
    assert titles(editor)[0] == ["Ready?", "Share", "Activity"]


def test_undo_and_redo_walk_back_and_forth(editor, templates):
    mark(editor, "ready")
    key(editor.tree, Qt.Key.Key_Delete)
    assert "Ready?" not in titles(editor)[0]
    assert templates.page.undo()
    assert editor.template == editor.draft.template
    assert editor.model.place == Place(0, 0)
    key(editor.tree, Qt.Key.Key_Y, CONTROL)
    settle()
    assert "Ready?" not in titles(editor)[0]


def test_a_typed_word_is_one_step_back_and_the_field_says_so(editor):
    mark(editor, "ready")
    title = editor.item_form.title
    title.selectAll()
    typed(title, "All set?")
    assert item_at(editor.template, Place(0, 0)).title == "All set?"
    key(title, Qt.Key.Key_Z, CONTROL)
    assert item_at(editor.template, Place(0, 0)).title == "Ready?"
    assert title.toPlainText() == "Ready?"
    assert not editor.model.can_undo
    key(title, Qt.Key.Key_Y, CONTROL)
    assert title.toPlainText() == "All set?"


def test_a_fault_appears_leads_to_its_field_and_goes(editor):
    assert editor.faults.title.text().startswith("No faults")
    mark(editor, "share")
    editor.item_form.groups["limits"].set_open(is_open=True)
    low = editor.item_form.limits.edits["low_attention"]
    low.selectAll()
    typed(low, "50")
    assert [one.where for one in editor.model.faults] == ["share"]
    assert editor.faults.list.count() == 1
    mark(editor, "closed")
    editor.faults.list.itemActivated.emit(editor.faults.list.item(0))
    assert editor.model.place == place_of(editor.template, "share")
    low.selectAll()
    typed(low, "-15")
    assert editor.model.faults == ()
    assert item_at(editor.template, Place(0, 1)).limits.low_attention == Decimal(-15)
    assert editor.faults.list.isHidden()


def test_words_in_a_limit_leave_the_figure_before_them(editor):
    mark(editor, "share")
    editor.item_form.groups["limits"].set_open(is_open=True)
    fields = editor.item_form.limits
    high = fields.edits["high_action"]
    high.selectAll()
    typed(high, "20x")
    assert fields.error_line.text().startswith("This is no number")
    assert item_at(editor.template, Place(0, 1)).limits.high_action == Decimal(20)
    fields.local.click()
    assert item_at(editor.template, Place(0, 1)).limits.local


def test_a_condition_is_built_and_the_test_fill_obeys_it(editor):
    mark(editor, "closed")
    form = editor.item_form
    form.groups["condition"].set_open(is_open=True)
    settle()
    tap(form.condition.group.add_button)
    row = form.condition.group.parts[0]
    choose(row.item, "ready")
    choose(row.answer, "no")
    assert item_at(editor.template, Place(1, 0)).condition == Is("ready", "no")
    preview = editor.preview
    assert preview.sheet().row("closed") is None
    assert "does not apply" in preview.hidden.text()
    asked = preview.sheet().row("ready")
    tap(asked.editor.choices.buttons[1])
    assert preview.trial.run.answer("ready").value == YesNo(Reply.NO)
    assert preview.sheet().row("closed").isVisible()
    assert preview.counts.text() == "1 of 4 items"
    tap(preview.clear_button)
    assert preview.trial.run.answers == ()
    assert preview.sheet().row("closed") is None


def test_conditions_are_joined_and_grouped(editor):
    mark(editor, "closed")
    builder = editor.item_form.condition
    editor.item_form.groups["condition"].set_open(is_open=True)
    builder.group.add_condition()
    builder.group.add_condition()
    choose(builder.group.parts[0].item, "ready")
    choose(builder.group.parts[1].item, "share")
    choose(builder.group.parts[1].test, "any_of")
    builder.group.parts[1].answers.set_value(("attention", "action"))
    choose(builder.group.mode, AnyHolds)
    wanted = AnyHolds((Is("ready", "na"), AnyOf("share", ("action", "attention"))))
    found = item_at(editor.template, Place(1, 0)).condition
    assert isinstance(found, AnyHolds)
    assert set(found.parts[1].tokens) == {"attention", "action"}
    assert found.parts[0].item == wanted.parts[0].item
    assert editor.model.faults == ()
    tap(builder.group.parts[1].remove)
    assert isinstance(item_at(editor.template, Place(1, 0)).condition, Is)
    tap(builder.group.parts[0].remove)
    assert item_at(editor.template, Place(1, 0)).condition is None


def test_limits_speak_in_the_test_fill(editor):
    preview = editor.preview
    preview.trial.answer("share", Number(Decimal(25), "%"))
    assert preview.sheet().row("share").words.finding_chip.text() == "Action"
    assert preview.trial.findings_of("share")


def test_a_refused_answer_is_told_beside_the_item(editor):
    preview = editor.preview
    preview.trial.answer("ready", Number(Decimal(1)))
    assert preview.sheet().row("ready").words.error_line.text()
    assert preview.trial.run.answer("ready") is None


def test_choices_are_typed_row_by_row(editor):
    mark(editor, "closed")
    form = editor.item_form
    choose(form.type, ItemType.CHOICE)
    assert [one.where for one in editor.model.faults] == ["closed"]
    rows = form.answer.choices
    tap(rows.add_button)
    typed(rows.edit_at(0), "Clean")
    leave(rows.edit_at(0))
    key(rows.edit_at(0), Qt.Key.Key_Return)
    typed(rows.edit_at(1), "Dirty")
    leave(rows.edit_at(1))
    expected, _ = rows.row_boxes(0)
    expected.click()
    _, attention = rows.row_boxes(1)
    attention.click()
    item = item_at(editor.template, Place(1, 0))
    assert [(one.key, one.title, one.attention) for one in item.choices] == [
        ("clean", "Clean", False),
        ("dirty", "Dirty", True),
    ]
    assert item.expected == ("clean",)
    assert editor.model.faults == ()
    key(rows.edit_at(1), Qt.Key.Key_Up, ALT)
    assert [one.key for one in item_at(editor.template, Place(1, 0)).choices] == ["dirty", "clean"]
    tap(rows.remove_button(0))
    assert [one.key for one in item_at(editor.template, Place(1, 0)).choices] == ["clean"]


def test_a_computed_item_names_formula_and_arguments(editor):
    mark(editor, "closed")
    form = editor.item_form
    choose(form.type, ItemType.COMPUTED)
    fields = form.answer.formula
    choose(fields.formula, "dosage_difference")
    assert {one.where for one in editor.model.faults} == {"closed"}
    for combo in fields.arguments.values():
        choose(combo, "activity")
    formula = item_at(editor.template, Place(1, 0)).formula
    assert dict(formula.arguments) == dict.fromkeys(fields.arguments, "activity")
    assert editor.model.faults == ()


def test_a_quantity_offers_units_of_its_kind(editor):
    mark(editor, "activity")
    editor.item_form.answer.units.box("MBq").click()
    assert item_at(editor.template, Place(0, 2)).units == ("MBq",)
    choose(editor.item_form.prefill.source, PrefillSource.CASE_PRESCRIBED)
    assert item_at(editor.template, Place(0, 2)).prefill.source is PrefillSource.CASE_PRESCRIBED


def test_the_head_holds_needs_signatures_and_kind(editor):
    form = editor.head_form
    form.needs.box("trainee").click()
    assert [one.value for one in editor.template.needs] == ["trainee", "room"]
    tap(form.sign_offs.add_button)
    added = editor.template.sign_offs[1]
    assert (added.meaning, added.title, added.roles) == (
        "supervised",
        "Supervised",
        (Role.PRECEPTOR,),
    )
    row = form.sign_offs.rows[1]
    row.parts.box("second").click()
    assert editor.template.sign_offs[1].sections == ("second",)
    tap(row.up)
    assert editor.template.sign_offs[0].meaning == "supervised"
    tap(form.sign_offs.rows[0].remove)
    assert [one.meaning for one in editor.template.sign_offs] == ["performed"]
    form.kind.setEditText("Our own kind")
    assert editor.template.kind == "our_own_kind"


def test_a_section_is_added_named_and_filled(editor):
    mark(editor, "second")
    editor.add_section()
    typed(editor.section_form.title, "Third part")
    leave(editor.section_form.title)
    assert editor.template.sections[2].key == "third_part"
    tap(editor.section_form.add_item_button)
    assert editor.model.place == Place(2, 0)


def test_the_preview_changes_its_size_and_follows_the_mark(editor):
    mark(editor, "share")
    assert editor.preview.sheet().row("share").property("current") == "true"
    editor.preview.sizes.choose("bedside")
    settle()
    row = editor.preview.sheet().row("share")
    assert row.scene.big
    assert row.property("current") == "true"
    QTest.mouseClick(editor.preview.sheet().row("ready"), Qt.MouseButton.LeftButton)
    assert editor.model.place == Place(0, 0)


def test_a_row_that_is_not_finished_says_so(editor):
    mark(editor, "closed")
    choose(editor.item_form.type, ItemType.CHOICES)
    editor.preview.refresh()
    assert "complete" in editor.preview.sheet().row("closed").detail.text()


def test_leaving_keeps_the_draft_and_the_library_names_it(editor, templates):
    mark(editor, "ready")
    typed(editor.item_form.hint, "Ask twice")
    tab = templates.page.front.tab()
    assert not templates.page.front.bar.isVisible()
    tap(editor.bar.back_button)
    assert tab.editor is None
    assert templates.page.front.bar.isVisible()
    row = tab.panel.table.current_row()
    assert row.state_words() == "in use \u00b7 draft"
    assert row.draft.template.item("ready").hint == "Ask twice"


def test_the_draft_is_saved_before_a_lock(editor, templates):
    mark(editor, "ready")
    typed(editor.item_form.hint, "Ask twice")
    assert editor.bar.saved.text().startswith("saving")
    templates.page.keep_work()
    assert stored(templates, editor).item("ready").hint == "Ask twice"
    assert editor.bar.saved.text().startswith("saved ")
    assert stored(templates, editor).id == SMALL.id
