"""The editor of a template: outline, attributes of what is marked, and beside them the checklist as it will be filled."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from au_desktop.domain.checklists.template_edits import (
    Place,
    copied,
    moved,
    neighbor,
    new_item,
    new_section,
    place_of,
    section_at,
    with_item_inserted,
    with_section_inserted,
    without,
)
from au_desktop.ui.checklists.templates.draft_model import DraftModel
from au_desktop.ui.checklists.templates.draft_saving import DraftSaving
from au_desktop.ui.checklists.templates.editor_bar import EditorBar
from au_desktop.ui.checklists.templates.fault_list import FaultList, fields_of
from au_desktop.ui.checklists.templates.head_form import HeadForm
from au_desktop.ui.checklists.templates.item_form import ItemForm
from au_desktop.ui.checklists.templates.live_preview import LivePreview
from au_desktop.ui.checklists.templates.outline_card import OutlineCard
from au_desktop.ui.checklists.templates.outline_tree import OutlineTree
from au_desktop.ui.checklists.templates.preview_picks import all_picks
from au_desktop.ui.checklists.templates.section_form import SectionForm
from au_desktop.ui.kit import messages, window_state
from au_desktop.ui.kit.accessible import plain_tip
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.item_editors.clock_words import clock_words
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.tokens import SPACE_8

if TYPE_CHECKING:
    from collections.abc import Callable

    from au_desktop.domain.checklists.template_drafts import TemplateDraft
    from au_desktop.domain.checklists.templates import Template
    from au_desktop.services.wording.template_words import FaultWords
    from au_desktop.ui.checklists.templates.attribute_form import AttributeForm
    from au_desktop.ui.kit.section import SectionContext

SPLIT = "template_editor"


class TemplateEditor(QWidget):
    """Emits `left` when the person is done, `compare_wanted`, `discard_wanted` and `publish_wanted`."""

    left = Signal()
    compare_wanted = Signal()
    discard_wanted = Signal()
    publish_wanted = Signal()

    def __init__(self, draft: TemplateDraft, context: SectionContext) -> None:
        super().__init__()
        self.draft, self._context = draft, context
        services = context.services
        self.model = DraftModel(draft.template, services.template_editing.faults, self)
        self.saving = DraftSaving(context, draft.id, draft.template, self)
        self.bar = EditorBar()
        self.tree = OutlineTree(self.model)
        self.faults = FaultList(self.model)
        drugs = {one.id: one.title for one in services.desk.reference.drugs.values()}
        self.head_form = HeadForm(self.model, drugs)
        self.section_form = SectionForm(self.model)
        self.item_form = ItemForm(self.model)
        self.preview = LivePreview(draft.template, context)
        self._forms = OneShown()
        self.setAccessibleName("Template editor")
        self._lay_out()
        self._wire()
        self._show_all()
        context.operations.run(partial(all_picks, services), self.preview.take_picks, None, self)

    @property
    def template(self) -> Template:
        """The template as it stands."""
        return self.model.template

    def keep_work(self) -> None:
        """The window is about to lock: the newest state is written."""
        self.item_form.name_key()
        self.saving.flush()

    def form(self) -> AttributeForm:
        """The form of what is marked."""
        place = self.model.place
        if place.is_head:
            return self.head_form
        return self.section_form if place.is_section else self.item_form

    def add_item(self) -> None:
        """An item more: behind the marked one, or at the end of the marked section."""
        model = self.model
        template, place = model.template, model.place
        if not template.sections:
            template = with_section_inserted(template, 0, new_section(template))
            place = Place(0)
        if place.is_head:
            place = Place(len(template.sections) - 1)
        count = len(section_at(template, place).items)
        landed = Place(place.section, place.item + 1 if place.is_item else count)
        model.apply(with_item_inserted(template, landed, new_item(template)), "", landed)
        self.rename()

    def add_section(self) -> None:
        """A section more, behind the marked one."""
        model = self.model
        place = model.place
        at = len(model.template.sections) if place.is_head else place.section + 1
        template = with_section_inserted(model.template, at, new_section(model.template))
        model.apply(template, "", Place(at))
        self.rename()

    def copy(self) -> None:
        """Copy what is marked; the head cannot be copied here."""
        if not self.model.place.is_head:
            template, landed = copied(self.model.template, self.model.place)
            self.model.apply(template, "", landed)

    def remove(self) -> None:
        """Take out what is marked; undo brings it back."""
        place = self.model.place
        if not place.is_head:
            self.model.apply(without(self.model.template, place), "", place)

    def shift(self, step: int) -> None:
        """Move what is marked up (-1) or down (+1)."""
        place = self.model.place
        target = None if place.is_head else neighbor(self.model.template, place, step)
        if target is not None:
            self._on_moved(place, target)

    def rename(self) -> None:
        """Put the cursor into the title of what is marked."""
        self.form().go_to("title")

    def undo(self) -> bool:
        """Take the last step back."""
        return self.model.undo()

    def redo(self) -> bool:
        """Do again what was taken back."""
        return self.model.redo()

    def go_to_fault(self, fault: FaultWords) -> None:
        """Mark where a fault lies and go to its field."""
        self.model.mark(self.model.fault_place(fault))
        form = self.form()
        name = next((one for one in fields_of(fault) if form.has_field(one)), "title")
        form.go_to(name)

    def sizeHint(self) -> QSize:
        """As high as the page; its columns scroll inside."""
        return QSize(960, 460)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no field took: add, copy and redo by key; Esc goes from a field to the outline, and from there back."""
        pressed = QKeySequence(event.keyCombination()).toString()
        steps: dict[str, Callable[[], object]] = {
            "Ctrl+Shift+N": self.add_item,
            "Ctrl+D": self.copy,
            "Ctrl+Y": self.redo,
        }
        if pressed in steps:
            steps[pressed]()
        elif event.key() == Qt.Key.Key_Escape and not self.tree.hasFocus():
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def say_about(self, words: str) -> None:
        """Say who edited the draft last."""
        self.bar.about.setText(words)

    def _on_moved(self, source: Place, target: Place) -> None:
        template, landed = moved(self.model.template, source, target)
        self.model.apply(template, "", landed)

    def _on_wished(self, what: str) -> None:
        steps: dict[str, Callable[[], None]] = {
            "add_item": self.add_item,
            "add_section": self.add_section,
            "copy": self.copy,
            "remove": self.remove,
            "rename": self.rename,
            "up": partial(self.shift, -1),
            "down": partial(self.shift, 1),
        }
        steps[what]()

    def _on_changed(self, what: str) -> None:
        self.saving.want(self.template)
        self.tree.show_draft()
        self.faults.show_faults()
        self.preview.take_template(self.template, self.model.place, now=not what)
        self._show_form()
        self._show_bar()

    def _on_marked(self, place: Place) -> None:
        self.tree.mark(place)
        self._show_form()
        self.preview.mark(place)

    def _show_all(self) -> None:
        self.tree.show_draft()
        self.faults.show_faults()
        self._show_form()
        self._show_bar()

    def _show_form(self) -> None:
        form = self.form()
        self._forms.show_widget(form)
        if isinstance(form, HeadForm | SectionForm | ItemForm):
            form.show_place()

    def _show_bar(self) -> None:
        model, bar = self.model, self.bar
        bar.title.setText(model.template.title or "New template")
        bar.title.setToolTip(plain_tip(bar.title.text()))
        bar.undo_button.setEnabled(model.can_undo)
        bar.redo_button.setEnabled(model.can_redo)

    def _on_saved(self) -> None:
        self.bar.say_saved(f"saved {clock_words(self._context.services.desk.clock.now())}")

    def _on_not_saved(self, error: Exception) -> None:
        self.bar.say_not_saved()
        messages.show_error(self, error)

    def _on_item_entered(self, key: str) -> None:
        place = place_of(self.template, key)
        if place is not None:
            self.model.mark(place)

    def _wire(self) -> None:
        model = self.model
        model.changed.connect(self._on_changed)
        model.marked.connect(self._on_marked)
        self.tree.moved.connect(self._on_moved)
        self.tree.wished.connect(self._on_wished)
        self.faults.fault_chosen.connect(self.go_to_fault)
        self.preview.item_entered.connect(self._on_item_entered)
        self.section_form.item_wanted.connect(self.add_item)
        for form in (self.head_form, self.section_form, self.item_form):
            form.undo_wanted.connect(self.undo)
            form.redo_wanted.connect(self.redo)
            form.field_left.connect(lambda _widget: model.seal())
        self.saving.saving.connect(self.bar.say_saving)
        self.saving.saved.connect(self._on_saved)
        self.saving.failed.connect(self._on_not_saved)
        bar = self.bar
        bar.leave.connect(self.left)
        bar.undo.connect(self.undo)
        bar.redo.connect(self.redo)
        bar.compare.connect(self.compare_wanted)
        bar.discard.connect(self.discard_wanted)
        bar.publish.connect(self.publish_wanted)

    def _lay_out(self) -> None:
        for form in (self.head_form, self.section_form, self.item_form):
            self._forms.add(form)
        self._forms.setMinimumWidth(276)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(10)
        split.setChildrenCollapsible(False)
        outline = OutlineCard(self.tree, self.faults)
        for widget, stretch in ((outline, 0), (self._forms, 3), (self.preview, 2)):
            split.addWidget(widget)
            split.setStretchFactor(split.count() - 1, stretch)
        split.setSizes([250, 400, 440])
        window_state.remembered().restore_splitter(SPLIT, split)
        split.splitterMoved.connect(
            lambda *_: window_state.remembered().save_splitter(SPLIT, split)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.bar)
        column.addWidget(split, 1)


def edited_words(draft: TemplateDraft, context: SectionContext) -> str:
    """Such as "Version 2, begun by Morgan Hale, last changed 23 Nov 2026 14:05"."""
    when = moment_words(draft.changed_at, context.settings.date_style)
    return f"Version {draft.template.version}, begun by {draft.author}, last changed {when}"
