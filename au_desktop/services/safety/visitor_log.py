"""Use cases about visits to patients who cannot be released."""

from dataclasses import replace
from datetime import date, timedelta

from au_desktop.domain.quantities import Dose, DoseRate, Duration
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.visits import (
    Visit,
    VisitNotAllowed,
    earlier_dose,
    longest_stay,
    visit_bar,
)
from au_desktop.services.desk import Desk
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.safety_book import SafetyBook

_STAY_LOOKED_BACK = timedelta(days=60)


class VisitorLog:
    """Visits, each against what the visitor received before in the same stay."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._book = SafetyBook(desk)

    def book(self) -> SafetyBook:
        """The book that gives heads of new records."""
        return self._book

    def earlier(self, patient_code: str, visitor: str) -> Dose:
        """What earlier visits of the stay gave the same visitor."""
        with self._desk.reading() as uow:
            return self._earlier(uow, patient_code, visitor)

    def longest(self, rate: DoseRate, earlier: Dose, *, determined: bool) -> Duration | None:
        """How long the visitor may stay at that rate; None where the rate is zero."""
        return longest_stay(rate, earlier, determined=determined)

    def enter(self, visit: Visit) -> Outcome[Visit]:
        """Keep a visit; earlier ones of the stay are added by what the file holds.

        Raises:
            VisitNotAllowed: beyond what the rule lets a visitor receive.
        """
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            found = self._earlier(change.uow, visit.patient_code, visit.visitor)
            whole = _with_earlier(visit, found)
            bar = visit_bar(whole)
            if bar is not None:
                raise VisitNotAllowed(bar, whole.total)
            entered = self._book.enter(change, whole)
        return Outcome(entered, change.changes)

    def _earlier(self, uow: UnitOfWork, patient_code: str, visitor: str) -> Dose:
        today: date = self._desk.today()
        visits = uow.safety.between(Visit, today - _STAY_LOOKED_BACK, today)
        standing = (one for one in visits if uow.safety.amendment_of(one.id) is None)
        return earlier_dose(standing, patient_code, visitor)


def _with_earlier(visit: Visit, earlier: Dose) -> Visit:
    return replace(visit, earlier=earlier)
