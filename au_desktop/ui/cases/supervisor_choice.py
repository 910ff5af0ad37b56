"""The choice of a supervising AU for a case: who is listed for its category on its day, and by which license."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QComboBox

from au_desktop.domain.reference.profiles import DosageCategory
from au_desktop.domain.training.supervisors import SupervisingAU
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.labelled_form import LabelledForm


@dataclass(frozen=True, slots=True)
class CaseSituation:
    """What decides who may supervise: the category and the day, as far as they are typed."""

    category: DosageCategory | None
    day: date | None


class SupervisorChoice:
    """Keeps the field of the supervising AU and the license number in step with the case."""

    def __init__(
        self, form: LabelledForm, supervisors: Sequence[SupervisingAU], style: DateStyle
    ) -> None:
        self._form, self._supervisors, self._style = form, tuple(supervisors), style
        self.filled = ""

    def offer(self, now: CaseSituation) -> None:
        """Mark who is listed; the others can be chosen too, and the choice stays."""
        combo = self._form.field("supervisor_id")
        if not isinstance(combo, QComboBox):
            return
        kept = self._form.value("supervisor_id")
        combo.blockSignals(True)  # only the words change
        combo.clear()
        combo.addItem("Not chosen yet", None)
        for one in self._supervisors:
            combo.addItem(_words(one, now), one.id)
        self._form.set_values({"supervisor_id": kept})
        combo.blockSignals(False)

    def warning(self, now: CaseSituation) -> str:
        """That the chosen one is not listed, or nothing."""
        chosen = self._chosen()
        if chosen is None or now.category is None or now.day is None:
            return ""
        if chosen.authorized_for(now.category.code, now.day):
            return ""
        day = day_words(now.day, self._style)
        return (
            f"No license lists {chosen.name} for this category on {day}: the case will not count."
        )

    def fill_license(self, now: CaseSituation) -> None:
        """Take the license number from the listing, unless somebody typed another."""
        chosen, typed = self._chosen(), str(self._form.value("license_number") or "")
        if chosen is None or now.day is None or typed not in ("", self.filled):
            return
        code = now.category.code if now.category else ""
        listings = chosen.listings_on(now.day)
        fitting = [one for one in listings if not code or code in one.categories] or listings
        if fitting:
            self.filled = fitting[0].license_number
            self._form.set_values({"license_number": self.filled})

    def _chosen(self) -> SupervisingAU | None:
        wanted = self._form.value("supervisor_id")
        return next((one for one in self._supervisors if one.id == wanted), None)


def _words(supervisor: SupervisingAU, now: CaseSituation) -> str:
    if now.category is None or now.day is None:
        return supervisor.name
    listed = supervisor.authorized_for(now.category.code, now.day)
    code = now.category.code
    return f"{supervisor.name} · " + (
        f"listed for {code}" if listed else f"not listed for {code} that day"
    )
