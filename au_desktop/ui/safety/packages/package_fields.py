"""The fields of safety forms that carry units: activity, dose rate, count rate, plain numbers, and moments."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QLabel

from au_desktop.domain.moments import Moment
from au_desktop.domain.number_text import plain_text, read_number
from au_desktop.domain.quantities import Activity, CountRate, CountRateUnit, DoseRate, Quantity
from au_desktop.domain.quantity_display import UnitSystem, in_system
from au_desktop.settings import Settings
from au_desktop.ui.kit.item_editors.moment_entry import MomentFields
from au_desktop.ui.kit.labelled_form import LabelledForm
from au_desktop.ui.kit.quantity_edit import QuantityEdit
from au_desktop.ui.kit.training_words import units_of

_ACTIVITY = {
    UnitSystem.SI: ("GBq", "MBq", "kBq", "mCi", "µCi"),
    UnitSystem.CURIE: ("mCi", "µCi", "GBq", "MBq", "kBq"),
}


class MomentField(MomentFields):
    """Date and time that keep what was half typed; empty until somebody says when."""

    def draft_text(self) -> str:
        """Both texts as typed."""
        return f"{self.day.text()} {self.clock.text().strip()}".strip()

    def take_draft_text(self, text: str) -> None:
        """Show texts as if they had been typed."""
        day, _, clock = text.rpartition(" ")
        if not day:
            day, clock = clock, ""
        self.day.edit.setText(day)
        self.clock.setText(clock)
        self.day.edit.textEdited.emit(day)

    def reason(self) -> str:
        """Why what was typed is no moment, or nothing."""
        typed = self.draft_text()
        return (
            "Type a date and a time, such as 2026-11-22 and 10:07."
            if typed and self.value() is None
            else ""
        )

    def said_of(self, name: str) -> "MomentField":
        """The field with a name for each half, as a screen reader says it."""
        self.day.setAccessibleName(f"{name}: date")
        self.clock.setAccessibleName(f"{name}: time")
        return self


def moment_field(now: Moment, name: str) -> MomentField:
    """A field for a moment, on the clock of this place."""
    return MomentField(now).said_of(name)


def rate_field() -> QuantityEdit:
    """A dose rate; mrem/h comes first, as Part 20 asks records to be kept."""
    return QuantityEdit(DoseRate.parse, ("mrem/h", "mR/h", "µSv/h", "mSv/h"), show=_shown)


def bare_count_field() -> QuantityEdit:
    """A count rate where the head of its column says cpm; another unit may be typed."""

    def read(text: str) -> CountRate:
        bare = text.strip()[-1:].isdigit()
        return CountRate.parse(f"{text} cpm" if bare else text)

    def show(rate: CountRate) -> str:
        return plain_text(rate.amount) if rate.unit is CountRateUnit.CPM else rate.format()

    return QuantityEdit(read, (), show=show)


def activity_edit(settings: Settings) -> QuantityEdit:
    """An activity, in the units that the settings put first, with the other system beside it."""
    first = units_of(settings)

    def other(activity: Activity) -> str:
        second = UnitSystem.CURIE if activity.unit.value.endswith("Bq") else UnitSystem.SI
        return f"= {in_system(activity, second)}"

    return QuantityEdit(Activity.parse, _ACTIVITY[first], show=_shown, echo=other)


def number_field(units: Sequence[str] = ()) -> QuantityEdit:
    """A plain number, with one unit beside it where there is one."""

    def read(text: str) -> Decimal:
        for unit in units:
            text = text.removesuffix(unit)
        return read_number(text.strip())

    return QuantityEdit(read, units, show=plain_text)


def show_line(form: LabelledForm, name: str, *, shown: bool) -> None:
    """Show a field of a form with its label, or take both away; for fields without a hint."""
    field = form.field(name)
    field.setVisible(shown)
    for label in form.findChildren(QLabel):
        if label.buddy() is field:
            label.setVisible(shown)


def _shown(quantity: Quantity[Any]) -> str:
    return quantity.format()
