"""Whether a supervising AU may supervise and attest under each section on a day, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.domain.training.supervisors import (
    SupervisionFault,
    SupervisionFaultCode,
    preceptor_fault,
    supervision_fault,
)
from au_desktop.services.wording.pathway_words import fault_sentence
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.date_words import day_words

if TYPE_CHECKING:
    from datetime import date

    from au_desktop.domain.reference.profiles import JurisdictionProfile, TrainingRoute
    from au_desktop.domain.training.supervisors import SupervisingAU
    from au_desktop.settings import DateStyle

CONSERVATIVE = (
    "Experience in the same category is asked of everyone. The rule asks it of those who meet 35.390(b), and under 35.396 of "
    "those who meet 35.390 or 35.396: a license can record why it is not asked."
)


class EligibilityCard(Card):
    """One row a section; the day can be changed, for a case of the past."""

    def __init__(
        self,
        supervisor: SupervisingAU,
        profile: JurisdictionProfile,
        today: date,
        style: DateStyle,
    ) -> None:
        super().__init__("May supervise and attest")
        self._supervisor, self._profile, self._style = supervisor, profile, style
        self.day = named(DateEdit(), "On this day")
        self.day.set_value(today)
        self.add_content(self.day)
        self._show(today)
        self.add_note(f"{profile.title}. {CONSERVATIVE}")
        self.day.changed.connect(self._on_day_changed)

    def _on_day_changed(self, *_: object) -> None:
        day = self.day.value()
        if day is not None:
            self._show(day)

    def _show(self, day: date) -> None:
        self.clear_rows()
        for route in self._profile.routes:
            lines = [self._line(route, code, day) for code in route.category_codes]
            yes = sum(1 for _, may in lines if may)
            words = "yes" if yes == len(lines) else "in part" if yes else "no"
            detail = "\n".join(line for line, _ in lines)
            self.add_row(CardRow(f"{route.section}: {words}", detail).emphasize())

    def _line(self, route: TrainingRoute, code: str, day: date) -> tuple[str, bool]:
        category = self._profile.category(code)
        fault = supervision_fault(self._supervisor, route, category, day)
        attesting = preceptor_fault(self._supervisor, route, (category,), day)
        if fault is not None:
            return f"{category.title}: no. {self._why(fault)}", False
        if attesting is not None:
            return (
                f"{category.title}: may supervise, may not attest. {self._why(attesting)}",
                True,
            )
        return f"{category.title}: may supervise and attest.", True

    def _why(self, fault: SupervisionFault) -> str:
        if fault.code is SupervisionFaultCode.OTHER_CATEGORY:
            return f"License {fault.facts['license']} does not list it."
        return fault_sentence(fault, lambda day: day_words(day, self._style))
