"""Chooses the editor for an item: by its type, and by where it stands."""

from au_desktop.domain.checklists.items import REFERENCE_TYPES, Item, ItemType
from au_desktop.ui.kit.item_editors.amount_editor import AmountEditor, KeypadEditor
from au_desktop.ui.kit.item_editors.button_editors import ButtonsEditor, ChoicesEditor, PartEditor
from au_desktop.ui.kit.item_editors.computed_view import ComputedView
from au_desktop.ui.kit.item_editors.item_editor import ItemEditor, Scene
from au_desktop.ui.kit.item_editors.moment_editor import MomentEditor, TapMomentEditor
from au_desktop.ui.kit.item_editors.person_editor import TapPersonEditor
from au_desktop.ui.kit.item_editors.pick_editor import PickEditor, TapPickEditor
from au_desktop.ui.kit.item_editors.text_editor import TextEditor
from au_desktop.ui.kit.item_editors.timer_editor import TimerEditor

_AT_THE_DESK: dict[ItemType, type[ItemEditor]] = {
    ItemType.CONFIRM: ButtonsEditor,
    ItemType.YES_NO: ButtonsEditor,
    ItemType.CHOICE: ButtonsEditor,
    ItemType.CHOICES: ChoicesEditor,
    ItemType.TEXT: TextEditor,
    ItemType.NUMBER: AmountEditor,
    ItemType.QUANTITY: AmountEditor,
    ItemType.DATE_TIME: MomentEditor,
    ItemType.TIMER: TimerEditor,
    ItemType.PART_TAKEN: PartEditor,
    ItemType.COMPUTED: ComputedView,
    **dict.fromkeys(REFERENCE_TYPES, PickEditor),
}
_AT_THE_BEDSIDE: dict[ItemType, type[ItemEditor]] = {
    **_AT_THE_DESK,
    ItemType.NUMBER: KeypadEditor,
    ItemType.QUANTITY: KeypadEditor,
    ItemType.DATE_TIME: TapMomentEditor,
    **dict.fromkeys(REFERENCE_TYPES, TapPickEditor),
    ItemType.PERSON: TapPersonEditor,
}


def editor_for(item: Item, scene: Scene) -> ItemEditor:
    """A new editor for the item."""
    kinds = _AT_THE_BEDSIDE if scene.big else _AT_THE_DESK
    return kinds[item.type](item, scene)
