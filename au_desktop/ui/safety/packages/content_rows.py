"""What is in a package, a block each: drug or nuclide, activity at calibration, lot, form, expiry, carrier-added or not."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.safety.packages import PackageItem
from au_desktop.domain.safety.stock import StockForm
from au_desktop.services.safety.package_receipt import long_lived_impurity
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import IconButton, QuietButton
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, choice_field, text_field
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12
from au_desktop.ui.safety.packages.package_fields import (
    activity_edit,
    moment_field,
    number_field,
    show_line,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from au_desktop.domain.moments import Moment
    from au_desktop.domain.reference.library import Reference
    from au_desktop.settings import Settings

_NEEDED = ("nuclide_id", "activity", "calibrated_at")
_TEXTS = ("activity", "calibrated_at", "expires", "impurity_percent")


def drug_choices(reference: Reference) -> list[tuple[object, str]]:
    """Drugs by name."""
    return [(drug.id, drug.title) for drug in reference.drugs.values()]


def nuclide_choices(reference: Reference) -> list[tuple[object, str]]:
    """Nuclides by symbol, with their name."""
    found = ((one.id, f"{one.id} ({one.name})") for one in reference.nuclides.values())
    return sorted(found, key=lambda choice: choice[1])


class ContentBlock(QFrame):
    """One thing in the package."""

    changed = Signal()
    removed = Signal()

    def __init__(self, reference: Reference, settings: Settings, now: Moment) -> None:
        super().__init__()
        self._reference = reference
        self._stock: PackageItem | None = None
        self.form = LabelledForm(_fields(reference, settings, now), label_width=130)
        self.remove = IconButton("cross", "Take this thing out of the contents")
        self.kept = text_label("", "muted", wrap=True)
        self.kept.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, SPACE_12)
        row.setSpacing(SPACE_8)
        column = QVBoxLayout()
        column.addWidget(self.kept)
        column.addWidget(self.form)
        row.addLayout(column, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.remove.clicked.connect(self.removed)
        self.form.changed.connect(self._on_changed)
        self._offer_impurity()

    def value(self) -> PackageItem | None:
        """The thing, once nuclide, activity and calibration time are there."""
        values = self.form.values()
        if any(values[name] is None for name in _NEEDED):
            return None
        drug_id = str(values["drug_id"] or "")
        made = PackageItem(
            **{name: values[name] for name in _NEEDED},  # type: ignore[arg-type] # checked above
            drug_id=drug_id,
            drug=self._reference.drug(drug_id).generic_name if drug_id else "",
            form=StockForm(str(values["form"])),
            lot=str(values["lot"]),
            expires=values["expires"],  # type: ignore[arg-type] # a moment field gives one
            carrier_added=self._may_be_added() and bool(values["carrier_added"]),
            impurity_percent=self._percent(values),
        )
        if self._stock is None:
            return made
        return replace(made, stock_id=self._stock.stock_id, stock_code=self._stock.stock_code)

    def empty(self) -> bool:
        """Whether nothing was said yet."""
        values = self.form.values()
        return not any(values[name] for name in ("drug_id", "nuclide_id", "activity", "lot"))

    def show_item(self, item: PackageItem) -> None:
        """Show a thing; what is in the inventory already is only read."""
        values = {name: getattr(item, name) for name in self.form.values()}
        self.form.set_values(values | {"drug_id": item.drug_id or None})
        self.form.set_values({"nuclide_id": item.nuclide_id})
        if item.stock_id is not None:
            self._stock = item
            self.form.setEnabled(False)
            self.remove.hide()
            self.kept.setText(f"In the inventory as {item.stock_code}; change it there.")
            self.kept.show()
        self._offer_impurity()

    def texts(self) -> dict[str, str]:
        """What was typed, as text."""
        values = self.form.values()
        found = {
            name: str(values[name] or "") for name in ("drug_id", "nuclide_id", "form", "lot")
        }
        found["carrier_added"] = "yes" if values["carrier_added"] else ""
        for name in _TEXTS:
            field: Any = self.form.field(name)
            reader = getattr(field, "draft_text", None) or field.text
            found[name] = str(reader())
        return found

    def take_texts(self, texts: Mapping[str, str]) -> None:
        """Show texts as if they had been typed."""
        plain = {name: texts.get(name) or None for name in ("drug_id", "nuclide_id")}
        self.form.set_values(plain)
        self.form.set_values(
            {
                "nuclide_id": texts.get("nuclide_id") or None,
                "form": StockForm(texts.get("form") or StockForm.VIAL),
                "lot": texts.get("lot", ""),
                "carrier_added": bool(texts.get("carrier_added")),
            }
        )
        for name in _TEXTS:
            field: Any = self.form.field(name)
            taker = getattr(field, "take_draft_text", None) or field.set_text
            taker(texts.get(name, ""))

    def _on_changed(self, name: str) -> None:
        if name == "drug_id":
            drug_id = self.form.value("drug_id")
            if drug_id is not None:
                self.form.set_values({"nuclide_id": self._reference.drug(str(drug_id)).nuclide_id})
        if name in ("nuclide_id", "carrier_added"):
            self._offer_impurity()
        self.changed.emit()

    def _may_be_added(self) -> bool:
        nuclide_id = self.form.value("nuclide_id")
        if nuclide_id is None:
            return False
        return long_lived_impurity(self._reference.nuclide(str(nuclide_id))) is not None

    def _offer_impurity(self) -> None:
        """Only where a long-lived companion is known can the product be carrier-added in a way that matters here."""
        may = self._may_be_added()
        added = may and bool(self.form.value("carrier_added"))
        show_line(self.form, "carrier_added", shown=may)
        show_line(self.form, "impurity_percent", shown=added)

    def _percent(self, values: Mapping[str, object]) -> Any:  # noqa: ANN401 - a number or None
        added = self._may_be_added() and bool(values["carrier_added"])
        return values["impurity_percent"] if added else None


class ContentRows(QWidget):
    """The blocks; one empty block stands where nothing was said yet."""

    changed = Signal(object)

    def __init__(self, reference: Reference, settings: Settings, now: Moment) -> None:
        super().__init__()
        self._make = partial(ContentBlock, reference, settings, now)
        self.blocks: list[ContentBlock] = []
        self.add_button = QuietButton("Add another thing", "plus")
        self.add_button.clicked.connect(self._on_add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_block()

    def value(self) -> tuple[PackageItem, ...]:
        """The things that are complete."""
        found = (block.value() for block in self.blocks)
        return tuple(item for item in found if item is not None)

    def unfinished(self) -> bool:
        """Whether a block was begun that lacks nuclide, activity or calibration time."""
        return any(not block.empty() and block.value() is None for block in self.blocks)

    def set_value(self, items: object) -> None:
        """Show these things, or one empty block."""
        given = items if isinstance(items, tuple) else ()
        self._resize(0)
        for item in given:
            self.add_block().show_item(item)
        if not given:
            self.add_block()
        self._tell()

    def draft_text(self) -> str:
        """Every block as typed."""
        return json.dumps([block.texts() for block in self.blocks])

    def take_draft_text(self, text: str) -> None:
        """Show blocks as if they had been typed; what is in the inventory stays as it is."""
        rows = json.loads(text) if text else []
        for at, texts in enumerate(rows):
            block = self.blocks[at] if at < len(self.blocks) else self.add_block()
            if block.form.isEnabled():
                block.take_texts(texts)
        self._tell()

    def add_block(self) -> ContentBlock:
        """Another thing."""
        block = self._make()
        self.blocks.append(block)
        self._column.insertWidget(len(self.blocks) - 1, block)
        block.changed.connect(self._tell)
        block.removed.connect(lambda: self._remove(block))
        return block

    def _on_add(self) -> None:
        self.add_block().form.field("drug_id").setFocus()
        self._tell()

    def _remove(self, block: ContentBlock) -> None:
        self.blocks.remove(block)
        self._drop(block)
        if not self.blocks:
            self.add_block()
        self._tell()

    def _resize(self, count: int) -> None:
        while len(self.blocks) > count:
            self._drop(self.blocks.pop())

    def _drop(self, block: ContentBlock) -> None:
        self._column.removeWidget(block)
        block.hide()
        block.deleteLater()

    def _tell(self) -> None:
        self.changed.emit(self.value())


def _fields(reference: Reference, settings: Settings, now: Moment) -> list[Field]:
    forms = [(form, form.value.capitalize()) for form in StockForm]
    return [
        Field(
            "drug_id", "Drug", choice_field(drug_choices(reference), empty="No drug of the list")
        ),
        Field(
            "nuclide_id",
            "Nuclide",
            choice_field(nuclide_choices(reference), empty="Choose the nuclide"),
        ),
        Field("activity", "Activity", activity_edit(settings)),
        Field("calibrated_at", "at", moment_field(now, "Calibration")),
        Field("form", "Form", choice_field(forms)),
        Field("lot", "Lot", text_field()),
        Field("expires", "Expires", moment_field(now, "Expiry")),
        Field("carrier_added", "Product", QCheckBox("Carrier-added: brings Lu-177m")),
        Field(
            "impurity_percent",
            "Lu-177m at calibration, if certified",
            number_field(("%",)),
        ),
    ]
