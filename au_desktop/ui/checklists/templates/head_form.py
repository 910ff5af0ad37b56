"""The attributes of the template as a whole: title, kind, what it needs, drugs, signatures, how often, note, basis."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from au_desktop.domain.checklists.kinds import KINDS, Family, kind_of
from au_desktop.domain.checklists.template_edits import HEAD, key_from
from au_desktop.domain.checklists.templates import Need, Recurrence, Template
from au_desktop.ui.checklists.templates.attribute_form import (
    AttributeForm,
    QuietCombo,
    take_text,
    take_tick,
)
from au_desktop.ui.checklists.templates.sign_off_rows import SignOffRows
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.labelled_form import paragraph_field
from au_desktop.ui.kit.template_parts import NEEDS, basis_line, recurrence_words
from au_desktop.ui.kit.tick_list import TickList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from au_desktop.domain.checklists.items import ItemBasis
    from au_desktop.ui.checklists.templates.draft_model import DraftModel

WIDEST_DRUG = 205


class HeadForm(AttributeForm):
    """Shows and changes the head of the template."""

    def __init__(self, model: DraftModel, drugs: Mapping[str, str]) -> None:
        super().__init__("Template")
        self._model, self._drugs = model, drugs
        self.title = QLineEdit()
        self.kind = _kind_field()
        self.note = paragraph_field(2)
        self.needs, self.drugs, self.recurs = TickList(), TickList(), TickList()
        self.sign_offs = SignOffRows()
        self.citation, self.edition = QLineEdit(), QLineEdit()
        self.basis_verify = QCheckBox("The basis needs checking")
        self.verify = QCheckBox("Some of its facts need checking")
        self.needs.set_choices([(need.value, words) for need, words in NEEDS.items()])
        self.recurs.set_choices([(one.value, one.value.capitalize()) for one in Recurrence])
        metrics = self.fontMetrics()
        self.drugs.set_choices(
            [
                (key, metrics.elidedText(title, Qt.TextElideMode.ElideRight, WIDEST_DRUG))
                for key, title in drugs.items()
            ]
        )
        for key, title in drugs.items():
            self.drugs.box(key).setToolTip(title)
            self.drugs.box(key).setAccessibleName(title)
        self._add_fields()
        self._wire()

    def show_place(self) -> None:
        """Show the head as it stands."""
        template = self._model.template
        with self.quietly():
            take_text(self.title, template.title)
            self._show_kind(template.kind)
            take_text(self.note, template.note)
            for ticks, chosen in (
                (self.needs, [need.value for need in template.needs]),
                (self.recurs, [one.value for one in template.recurs]),
                (self.drugs, list(template.drugs)),
            ):
                blocked = ticks.blockSignals(True)
                ticks.set_value(chosen)
                ticks.blockSignals(blocked)
            self.sign_offs.show_rules(template.sign_offs, template.sections)
            take_text(self.citation, template.basis.citation)
            take_text(self.edition, template.basis.edition)
            take_tick(self.basis_verify, template.basis.verify)
            take_tick(self.verify, template.verify)
        self._show_summaries(template)

    def _show_kind(self, kind: str) -> None:
        if key_of_kind(self.kind.currentText()) == kind:
            return
        blocked = self.kind.blockSignals(True)
        self.kind.setEditText(kind_of(kind).title)
        self.kind.blockSignals(blocked)

    def _show_summaries(self, template: Template) -> None:
        needs = [NEEDS[need].split(" ", 1)[1] for need in template.needs]
        drugs = [self._drugs.get(one, one) for one in template.drugs]
        summaries = {
            "needs": ", ".join(needs) or "nothing",
            "drugs": ", ".join(drugs) or "any",
            "sign_offs": ", ".join(rule.meaning for rule in template.sign_offs) or "none",
            "recurs": recurrence_words(template.recurs) or "as needed",
            "basis": basis_line(template.basis) or "none",
        }
        for name, words in summaries.items():
            self.groups[name].set_summary(words)

    def _put(self, what: str, **changes: object) -> None:
        if not self.filling:
            changed = replace(self._model.template, **changes)  # type: ignore[arg-type]
            self._model.apply(changed, what, HEAD)

    def _basis(self, what: str, **changes: object) -> None:
        basis: ItemBasis = replace(self._model.template.basis, **changes)  # type: ignore[arg-type]
        self._put(what, basis=basis)

    def _wire(self) -> None:
        self.title.textEdited.connect(lambda text: self._put("title", title=text))
        self.kind.editTextChanged.connect(self._on_kind)
        self.note.textChanged.connect(self._on_note)
        self.needs.changed.connect(self._on_needs)
        self.recurs.changed.connect(self._on_recurs)
        self.drugs.changed.connect(self._on_drugs)
        self.sign_offs.changed.connect(lambda rules: self._put("sign_offs", sign_offs=rules))
        self.sign_offs.rows_made.connect(lambda: self.watch(self.sign_offs))
        self.citation.textEdited.connect(lambda text: self._basis("citation", citation=text))
        self.edition.textEdited.connect(lambda text: self._basis("edition", edition=text))
        self.basis_verify.clicked.connect(lambda on: self._basis("", verify=on))
        self.verify.clicked.connect(lambda on: self._put("", verify=on))

    def _on_kind(self, text: str) -> None:
        self._put("kind", kind=key_of_kind(text))

    def _on_note(self) -> None:
        text = self.note.toPlainText()
        if "\n" in text:
            take_text(self.note, text.replace("\n", " "))
        self._put("note", note=self.note.toPlainText())

    def _on_needs(self, keys: Sequence[str]) -> None:
        self._put("", needs=tuple(Need(key) for key in keys))

    def _on_recurs(self, keys: Sequence[str]) -> None:
        self._put("", recurs=tuple(Recurrence(key) for key in keys))

    def _on_drugs(self, keys: Sequence[str]) -> None:
        """Drugs that the reference data do not know stay."""
        strange = tuple(one for one in self._model.template.drugs if one not in self._drugs)
        self._put("", drugs=(*keys, *strange))

    def _add_fields(self) -> None:
        self.add_group("head", "Checklist", is_open=True)
        self.add("head", "title", "Title", self.title)
        self.add("head", "kind", "Kind", self.kind, hint="Choose one, or type a kind of your own.")
        self.add("head", "note", "Note", self.note, hint="One sentence under the title.")
        self.add_group("needs", "What it needs", is_open=True)
        self.add("needs", "needs", "", named(self.needs, "What a run needs"))
        self.add_group("sign_offs", "Signatures", is_open=True)
        self.add("sign_offs", "sign_offs", "", named(self.sign_offs, "Signatures"))
        self.add_group("basis", "Basis")
        self.add("basis", "citation", "Rule, label or local procedure", self.citation)
        self.add("basis", "edition", "Edition or date", self.edition)
        self.add("basis", "basis_verify", "", self.basis_verify)
        self.add("basis", "verify", "", self.verify)
        self.add_group("recurs", "How often")
        self.add("recurs", "recurs", "", named(self.recurs, "How often its work comes again"))
        self.add_group("drugs", "Drugs")
        self.add("drugs", "drugs", "", named(self.drugs, "Drugs it is for; none: any"))


def key_of_kind(text: str) -> str:
    """The kind that is called so, or a center's own of that name."""
    wanted = text.strip()
    known = next((key for key, kind in KINDS.items() if kind.title == wanted), "")
    return known or key_from(wanted, "")


def _kind_field() -> QComboBox:
    """Every kind, family by family; another may be typed."""
    combo = QuietCombo()
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    combo.offer(
        [
            (key, kind.title)
            for family in Family
            for key, kind in KINDS.items()
            if kind.family is family
        ]
    )
    return combo
