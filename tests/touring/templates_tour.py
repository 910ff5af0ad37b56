"""The stops at the templates: the library, the editor in both sizes of its preview, and the dialogs around it."""

from dataclasses import replace

from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.template_edits import (
    HEAD,
    Place,
    item_at,
    place_of,
    places,
    with_item,
    without,
)
from au_desktop.ui.kit.targets import TabTarget
from tests.touring.stops import taken
from tests.touring.trip import Trip

CHECKLIST = "lu177_vipivotide_administration"
SIZES = ((1366, 768), (1280, 800))
SHOWN = (ItemType.CHOICE, ItemType.QUANTITY, ItemType.COMPUTED, ItemType.TIMER, ItemType.DATE_TIME)


def templates(trip: Trip) -> None:
    """The library, a draft in the editor, and every dialog; the draft is discarded at the end."""
    with trip.sizes(SIZES):
        for stop in (_library, _editor, _dialogs):
            with trip.stop(f"templates{stop.__name__}"):
                stop(trip)
        _discard(trip)


def _tab(trip: Trip):
    trip.go("checklists", TabTarget("templates", CHECKLIST))
    trip.settle()
    return trip.page.front.tab()


def _library(trip: Trip) -> None:
    """The list alone, a checklist chosen, nothing that fits."""
    trip.go("checklists", TabTarget("templates"))
    trip.photograph("templates_library", may_scroll=True)
    tab = _tab(trip)
    trip.photograph("templates_chosen", may_scroll=True)
    tab.panel.filters.choose("retired")
    trip.settle()
    trip.photograph("templates_nothing_fits", may_scroll=True)
    tab.panel.show_everything()


def _editor(trip: Trip) -> None:
    """The head, a section, an item of several types, a fault, the bedside."""
    tab = _tab(trip)
    tab.steps.edit(tab.panel.table.current_row())
    trip.settle()
    editor = tab.editor
    editor.model.mark(HEAD)
    trip.settle()
    trip.photograph("templates_editor_head", may_scroll=True)
    editor.model.mark(Place(1))
    trip.settle()
    trip.photograph("templates_editor_section", may_scroll=True)
    for kind in SHOWN:
        found = [
            at
            for at in places(editor.template)
            if at.is_item and item_at(editor.template, at).type is kind
        ]
        if found:
            editor.model.mark(found[0])
            trip.settle()
            trip.photograph(f"templates_editor_{kind.value}", may_scroll=True)
    for group in editor.item_form.groups.values():
        group.set_open(is_open=True)
    editor.model.mark(
        next(
            at
            for at in places(editor.template)
            if at.is_item and item_at(editor.template, at).limits
        )
    )
    editor.item_form.go_to("limits")
    trip.settle()
    trip.photograph("templates_editor_limits", may_scroll=True)
    editor.add_item()
    trip.settle()
    trip.photograph("templates_editor_fault", may_scroll=True)
    editor.undo()
    editor.preview.sizes.choose("bedside")
    trip.settle()
    trip.photograph("templates_editor_bedside", may_scroll=True)


def _dialogs(trip: Trip) -> None:
    """Differences, publishing for whoever may not, look, copy, new, export, import."""
    tab = trip.page.front.tab()
    editor = tab.editor
    first = item_at(editor.template, Place(0, 0))
    changed = with_item(
        editor.template, Place(0, 0), replace(first, title=f"{first.title}, aloud")
    )
    editor.model.apply(changed)
    last = place_of(changed, changed.sections[-1].items[-1].key)
    editor.model.apply(without(changed, last))
    trip.settle()
    editor.keep_work()
    trip.settle()
    tab.steps.compare_draft(editor.draft, editor.template)
    trip.settle()
    trip.photograph("templates_compare", may_scroll=True)
    tab.steps.dialog.looks.choose("beside")
    taken(trip, "templates_beside", may_scroll=True)
    tab.steps.publish(editor.draft.id)
    taken(trip, "templates_publish", may_scroll=True)
    row = tab.panel.table.current_row()
    for name, step in (
        ("look", lambda: tab.steps.look(row.template)),
        ("new", tab.begin_new),
        ("copy", lambda: tab.steps.begin_copy(row, [], [])),
        ("retire", lambda: tab.steps.retire(row)),
        ("export", lambda: tab.steps.export_pack([row.entry], row.entry.digest)),
        ("import", tab.steps.import_pack),
    ):
        step()
        taken(trip, f"templates_{name}", may_scroll=True)


def _discard(trip: Trip) -> None:
    """Leave the example as it was for the next walk."""
    tab = trip.page.front.tab()
    tab.leave_editor()
    editing = trip.desktop.session.center.services.template_editing
    for draft in editing.drafts():
        editing.discard(draft.id)
    tab.refresh()
    trip.settle()
