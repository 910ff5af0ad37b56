"""Every attribute of the item that is marked, in folding groups; what was typed is in the draft with every key."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit

from au_desktop.domain.checklists.items import (
    AMOUNT_TYPES,
    MOMENT_TYPES,
    Item,
    ItemBasis,
    ItemType,
    SkipRule,
)
from au_desktop.domain.checklists.template_edits import (
    fresh_key,
    item_at,
    item_keys,
    items_before,
    key_from,
    retyped,
    with_choice_key,
    with_item,
    with_item_key,
)
from au_desktop.domain.checklists.verdicts import EVENT
from au_desktop.ui.checklists.templates.answer_fields import AnswerFields
from au_desktop.ui.checklists.templates.attribute_form import (
    AttributeForm,
    QuietCombo,
    take_text,
    take_tick,
)
from au_desktop.ui.checklists.templates.condition_builder import ConditionBuilder
from au_desktop.ui.checklists.templates.limit_fields import LimitFields
from au_desktop.ui.checklists.templates.source_fields import PrefillFields
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.growing_text import let_grow
from au_desktop.ui.kit.labelled_form import paragraph_field
from au_desktop.ui.kit.template_parts import (
    ITEM_TYPES,
    PREFILLS,
    basis_line,
    condition_words,
    limits_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPlainTextEdit

    from au_desktop.ui.checklists.templates.draft_model import DraftModel

MACHINE_KEY = re.compile(r"item_\d+")
_BAD_KEY = (
    "Small letters, digits and underscores, beginning with a letter; another item may not have it."
)


class ItemForm(AttributeForm):
    """Shows and changes the item that the model has marked."""

    def __init__(self, model: DraftModel) -> None:
        super().__init__("Item")
        self._model = model
        self.title = let_grow(paragraph_field(1))
        self.type = QuietCombo([(kind, words) for kind, (words, _) in ITEM_TYPES.items()])
        self.hint = let_grow(paragraph_field(2), 2)
        self.required = QCheckBox("Required")
        self.critical = QCheckBox("Critical: stops the signature")
        self.trainee_part = QCheckBox("Records the trainee's part")
        self.answer = AnswerFields()
        self.limits = LimitFields()
        self.condition = ConditionBuilder()
        self.citation, self.edition = QLineEdit(), QLineEdit()
        self.verify = QCheckBox("Needs checking")
        self.may_skip = QCheckBox("May be skipped")
        self.skip_reason = QCheckBox("A skip needs a reason")
        self.prefill = PrefillFields()
        self.not_before, self.not_after = QuietCombo(), QuietCombo()
        self.key = QLineEdit()
        self._add_fields()
        self._wire()

    def show_place(self) -> None:
        """Show the item that is marked."""
        if not self._model.place.is_item:
            return
        item = self._item()
        earlier = items_before(self._model.template, self._model.place)
        with self.quietly():
            take_text(self.title, item.title)
            self.type.take(item.type)
            take_text(self.hint, item.hint)
            take_tick(self.required, item.required)
            take_tick(self.critical, item.critical)
            take_tick(self.trainee_part, item.trainee_part)
            self.answer.show_item(item, earlier)
            self.limits.show_limits(item)
            self.condition.show_condition(item.condition, earlier)
            take_text(self.citation, item.basis.citation)
            take_text(self.edition, item.basis.edition)
            take_tick(self.verify, item.basis.verify)
            take_tick(self.may_skip, item.skip.allowed)
            take_tick(self.skip_reason, item.skip.reason_required)
            self.skip_reason.setEnabled(item.skip.allowed)
            self.prefill.show_prefill(item, earlier)
            self._show_times(item, earlier)
            if not self.key.hasFocus():
                take_text(self.key, item.key)
        self._show_groups(item)

    def _item(self) -> Item:
        return item_at(self._model.template, self._model.place)

    def _show_times(self, item: Item, earlier: Sequence[Item]) -> None:
        offered: list[tuple[object, str]] = [("", "No limit"), (EVENT, "The time of the work")]
        offered.extend((one.key, one.title) for one in earlier if one.type in MOMENT_TYPES)
        for combo, key in ((self.not_before, item.not_before), (self.not_after, item.not_after)):
            strange = [] if key in {value for value, _ in offered} else [(key, key)]
            combo.offer([*offered, *strange])
            combo.take(key)

    def _show_groups(self, item: Item) -> None:
        amounts, moments = item.type in AMOUNT_TYPES, item.type in MOMENT_TYPES
        self.groups["limits"].setVisible(amounts or item.limits is not None)
        self.groups["times"].setVisible(moments or bool(item.not_before or item.not_after))
        self.groups["first"].setVisible(
            item.type not in (ItemType.COMPUTED, ItemType.TIMER) or item.prefill is not None
        )
        self.show_field("trainee_part", shown=item.trainee_part or item.type is ItemType.CONFIRM)
        template = self._model.template
        prefill = "none" if item.prefill is None else PREFILLS[item.prefill.source]
        skip = "with a reason" if item.skip.reason_required else "freely"
        times = [
            words
            for words, key in (("not before", item.not_before), ("not after", item.not_after))
            if key
        ]
        summaries = {
            "limits": limits_words(item.limits) or "none",
            "condition": condition_words(template, item.condition) or "always",
            "basis": basis_line(item.basis) or "none",
            "skip": skip if item.skip.allowed else "never",
            "first": prefill,
            "times": ", ".join(times) or "any",
            "key": item.key,
        }
        for name, words in summaries.items():
            self.groups[name].set_summary(words)

    def _put(self, what: str, **changes: object) -> None:
        if not self.filling:
            item = replace(self._item(), **changes)  # type: ignore[arg-type]
            self._take(item, what)

    def _take(self, item: Item, what: str) -> None:
        model = self._model
        step = f"{item.key}:{what}" if what else ""
        model.apply(with_item(model.template, model.place, item), step)

    def _basis(self, what: str, **changes: object) -> None:
        if not self.filling:
            basis: ItemBasis = replace(self._item().basis, **changes)  # type: ignore[arg-type]
            self._put(what, basis=basis)

    def _skip(self, **changes: bool) -> None:
        if not self.filling:
            rule: SkipRule = replace(self._item().skip, **changes)
            self._put("", skip=rule)

    def _wire(self) -> None:
        for name, edit in (("title", self.title), ("hint", self.hint)):
            edit.textChanged.connect(lambda name=name, edit=edit: self._on_lines(name, edit))
        self.type.currentIndexChanged.connect(self._on_type)
        for name, box in (
            ("required", self.required),
            ("critical", self.critical),
            ("trainee_part", self.trainee_part),
        ):
            box.clicked.connect(lambda on, name=name: self._put("", **{name: on}))
        self.answer.edited.connect(self._on_answer)
        self.answer.choice_named.connect(self._on_choice_named)
        self.answer.rows_made.connect(lambda: self.watch(self.answer))
        self.limits.changed.connect(lambda limits: self._put("limits", limits=limits))
        self.condition.changed.connect(lambda one: self._put("", condition=one))
        self.condition.rows_made.connect(lambda: self.watch(self.condition))
        self.citation.textEdited.connect(lambda text: self._basis("citation", citation=text))
        self.edition.textEdited.connect(lambda text: self._basis("edition", edition=text))
        self.verify.clicked.connect(lambda on: self._basis("", verify=on))
        self.may_skip.clicked.connect(lambda on: self._skip(allowed=on))
        self.skip_reason.clicked.connect(lambda on: self._skip(reason_required=on))
        self.prefill.changed.connect(lambda one: self._put("prefill", prefill=one))
        for name, combo in (("not_before", self.not_before), ("not_after", self.not_after)):
            combo.currentIndexChanged.connect(
                lambda _at, name=name, combo=combo: self._put(
                    "", **{name: str(combo.currentData() or "")}
                )
            )
        self.key.editingFinished.connect(self._on_key)
        self.field_left.connect(self._on_left)

    def _on_lines(self, name: str, edit: QPlainTextEdit) -> None:
        text = edit.toPlainText()
        if "\n" in text:
            take_text(edit, text.replace("\n", " "))
            edit.moveCursor(edit.textCursor().MoveOperation.End)
        self._put(name, **{name: edit.toPlainText()})

    def _on_type(self, _at: int) -> None:
        kind = self.type.currentData()
        if not self.filling and kind is not None:
            self._take(retyped(self._item(), ItemType(kind)), "")

    def _on_answer(self, item: Item, what: str) -> None:
        if not self.filling:
            self._take(item, what)

    def _on_choice_named(self, old: str, key: str) -> None:
        model = self._model
        if model.place.is_item and self._item().choice(old) is not None:
            changed = with_choice_key(model.template, model.place, old, key)
            model.apply(changed, f"{self._item().key}:choices")

    def name_key(self) -> None:
        """Give an item with a made-up key one that says what it asks; conditions and formulas follow."""
        model = self._model
        if not model.place.is_item:
            return
        item = self._item()
        if MACHINE_KEY.fullmatch(item.key) and item.title.strip():
            taken = set(item_keys(model.template)) - {item.key}
            key = fresh_key(taken, key_from(item.title, item.key))
            model.apply(with_item_key(model.template, model.place, key), f"{item.key}:title")

    def _on_left(self, widget: object) -> None:
        if widget is self.title:
            self.name_key()

    def _on_key(self) -> None:
        if self.filling or not self._model.place.is_item:
            return
        wanted, item = self.key.text().strip(), self._item()
        taken = set(item_keys(self._model.template)) - {item.key}
        sound = wanted not in taken and wanted == key_from(wanted, "")
        self.set_error("key", "" if sound else _BAD_KEY)
        if sound and wanted != item.key:
            model = self._model
            model.apply(with_item_key(model.template, model.place, wanted))

    def _add_fields(self) -> None:
        self.add_group("question", "Question", is_open=True)
        self.add("question", "title", "Title", self.title)
        self.add("question", "type", "Answer", self.type)
        self.add("question", "hint", "Hint", self.hint)
        for name, box in (
            ("required", self.required),
            ("critical", self.critical),
            ("trainee_part", self.trainee_part),
        ):
            self.add("question", name, "", box)
        self.add_group("answer", "Answers", is_open=True)
        self.add("answer", "answer", "", named(self.answer, "Answers"))
        self.answer.setFocusProxy(self.answer.choices.add_button)
        self.add_group("limits", "Limits")
        self.add("limits", "limits", "", self.limits)
        self.add_group("condition", "When it applies")
        self.add("condition", "condition", "", self.condition)
        self.add_group("basis", "Basis")
        self.add("basis", "citation", "Rule, label or local procedure", self.citation)
        self.add("basis", "edition", "Edition or date", self.edition)
        self.add("basis", "verify", "", self.verify)
        self.add_group("skip", "Skipping")
        self.add("skip", "may_skip", "", self.may_skip)
        self.add("skip", "skip_reason", "", self.skip_reason)
        self.add_group("first", "First answer")
        self.add("first", "prefill", "", self.prefill)
        self.add_group("times", "Order of times")
        self.add("times", "not_before", "Not before", self.not_before)
        self.add("times", "not_after", "Not after", self.not_after)
        self.add_group("key", "Key")
        self.add(
            "key",
            "key",
            "",
            named(self.key, "Key"),
            hint="Conditions and formulas name the item by it.",
        )
