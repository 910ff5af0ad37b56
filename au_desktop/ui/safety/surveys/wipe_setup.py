"""How the wipes of a survey are counted: counter, nuclide, background, times, efficiency, area, and what that can find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from au_desktop.domain.errors import DomainError
from au_desktop.domain.number_text import plain_text
from au_desktop.domain.safety.surveys import WipeCount
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, choice_field, text_field
from au_desktop.ui.safety.surveys.survey_words import number
from au_desktop.ui.safety.surveys.typed_numbers import typed_counts, typed_number, typed_time

if TYPE_CHECKING:
    from decimal import Decimal

    from au_desktop.domain.quantities import CountRate
    from au_desktop.domain.safety.surveys import Survey
    from au_desktop.services.safety.survey_forms import Meters, SurveyStart
    from au_desktop.services.safety.survey_take_over import TakenCount

_NUMBERS = ("efficiency", "area", "factor")


class WipeSetup(LabelledForm):
    """A form; `count(gross)` is None while a figure is missing, and `mda_line` says what the count can find."""

    def __init__(self, start: SurveyStart, nuclides: tuple[str, ...]) -> None:
        self.mda_line = text_label("", "hint", wrap=True)
        names = [(one, one) for one in nuclides]
        super().__init__(
            [
                Field("counter", "Counter", choice_field(meter_choices(start.counters))),
                Field("nuclide", "Nuclide", choice_field(names, empty="Choose the nuclide")),
                Field("background_counts", "Background", text_field("cpm, such as 42")),
                Field("background_time", "Counted for", text_field("min, background")),
                Field("sample_time", "Sample", text_field("min, each wipe")),
                Field("efficiency", "Efficiency", text_field("0.25 = 25 counts a 100 decays")),
                Field("area", "Area wiped", text_field("cm²")),
                Field("factor", "Wipe factor", text_field("1, or the part picked up")),
                Field("mda", "", self.mda_line),
            ],
            label_width=92,
        )
        prefill = start.counting
        self.set_values({"area": "100", "factor": "1"})
        if prefill is not None:
            count = prefill.count
            self.set_values({"counter": prefill.counter_id, "nuclide": prefill.nuclide_id})
            self._show(count.background, count.background_time, count.sample_time)
            self._show_numbers(count.efficiency, count.area_cm2, count.wipe_factor)

    def take(self, taken: TakenCount) -> None:
        """Fill what a checklist says of its wipe."""
        self.set_values({"counter": taken.counter_id, "nuclide": taken.nuclide})
        self._show(taken.background, taken.background_time, taken.sample_time)
        self._show_numbers(taken.efficiency, taken.area_cm2, taken.wipe_factor)

    def take_survey(self, survey: Survey) -> None:
        """Fill how the wipes of an earlier survey were counted."""
        for wipe in survey.wipes[:1]:
            count = wipe.count
            counter = None if survey.counter is None else survey.counter.id
            self.set_values({"counter": counter, "nuclide": wipe.nuclide})
            self._show(count.background, count.background_time, count.sample_time)
            self._show_numbers(count.efficiency, count.area_cm2, count.wipe_factor)

    def set_efficiency(self, efficiency: Decimal, note: str) -> None:
        """Fill the efficiency that the instrument's records know, and say where it comes from."""
        self._put("efficiency", plain_text(efficiency))
        self.field("efficiency").setToolTip(note)

    def count(self, gross: CountRate) -> WipeCount | None:
        """How a wipe of that gross count was counted; raises `QuantityError`."""
        background = typed_counts(self._text("background_counts"))
        sample = typed_time(self._text("sample_time"))
        blank = typed_time(self._text("background_time"))
        efficiency, area, factor = (typed_number(self._text(name)) for name in _NUMBERS)
        if background is None or sample is None or blank is None:
            return None
        if efficiency is None or area is None or factor is None:
            return None
        return WipeCount(gross, background, sample, blank, efficiency, area, factor)

    def missing(self) -> str:
        """What is still to be typed before a wipe can be reckoned, or nothing."""
        for name, words in _NEEDED:
            if self.value(name) in (None, ""):
                return words
        return ""

    def show_mda(self, highest: str) -> None:
        """Say what the count finds for sure, beside the lowest level of the form."""
        try:
            zero = typed_counts("0")
            count = None if zero is None else self.count(zero)
            words = "" if count is None else f"MDA {number(count.mda_dpm)} dpm/100 cm²{highest}"
        except DomainError as error:
            words = messages.reason_for(error)
        self.mda_line.setText(words)
        self.mda_line.setAccessibleName(words or "MDA")

    def _show(self, background: object, background_time: object, sample_time: object) -> None:
        self._put("background_counts", background)
        self._put("background_time", background_time)
        self._put("sample_time", sample_time)

    def _show_numbers(self, *values: Decimal | None) -> None:
        for name, value in zip(_NUMBERS, values, strict=True):
            self._put(name, None if value is None else plain_text(value))

    def _put(self, name: str, value: object) -> None:
        if value is not None:
            self.set_values({name: str(value)})

    def _text(self, name: str) -> str:
        widget = self.field(name)
        return widget.text() if isinstance(widget, QLineEdit) else ""


_NEEDED = (
    ("counter", "the counter"),
    ("nuclide", "the nuclide"),
    ("background_counts", "the background of the counter"),
    ("background_time", "how long the background was counted"),
    ("sample_time", "how long each wipe is counted"),
    ("efficiency", "the efficiency of the counter for the nuclide"),
    ("area", "the area wiped"),
    ("factor", "the wipe factor"),
)


def meter_choices(meters: Meters) -> list[tuple[object, str]]:
    """Instruments to choose from; those that may not be used say why, and are refused when chosen."""
    usable = [(one.id, one.name) for one, how in meters if how.usable]
    unfit = [(one.id, f"{one.name} ({how.value})") for one, how in meters if not how.usable]
    return [*usable, *unfit]
