"""The answers of a submitted checklist by the type that a safety record takes, None where one is missing or of another type."""

from typing import TypeVar

from au_desktop.domain.checklists.answers import (
    AnswerValue,
    At,
    Chosen,
    Confirmed,
    Measured,
    Reference,
    Text,
    Timed,
)
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.ids import InstrumentId, PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity
from au_desktop.domain.radiation.dosage import PrescribedDosage
from au_desktop.domain.safety.safety_records import PersonRef

A = TypeVar("A", bound=AnswerValue)


class RunAnswers:
    """Reads one run."""

    def __init__(self, run: Run) -> None:
        self.run = run

    def activity(self, item: str) -> Activity | None:
        """A measured activity."""
        value = self._value(item, Measured)
        quantity = None if value is None else value.quantity
        return quantity if isinstance(quantity, Activity) else None

    def moment(self, item: str) -> Moment | None:
        """A date and time, or when a timer was started."""
        timed = self._value(item, Timed)
        if timed is not None:
            return timed.started
        at = self._value(item, At)
        return None if at is None else at.moment

    def text(self, item: str) -> str:
        """Free text, or the name of what was chosen."""
        text, named = self._value(item, Text), self._value(item, Reference)
        if text is not None:
            return text.text
        return "" if named is None else named.label

    def choice(self, item: str) -> str:
        """The key of the first choice."""
        chosen = self._value(item, Chosen)
        return "" if chosen is None or not chosen.keys else chosen.keys[0]

    def done(self, item: str) -> bool:
        """Whether it was confirmed as done."""
        confirmed = self._value(item, Confirmed)
        return confirmed is not None and confirmed.done

    def person(self, item: str) -> PersonRef | None:
        """A person by name, and by account where they have one."""
        named = self._value(item, Reference)
        if named is None:
            return None
        return PersonRef(named.label, None if named.id is None else PersonId(named.id))

    def instrument_id(self, item: str) -> InstrumentId | None:
        """An instrument of the center's list."""
        named = self._value(item, Reference)
        return None if named is None or named.id is None else InstrumentId(named.id)

    def drug_id(self) -> str:
        """The drug that the run is about, or that was answered."""
        named = self._value("drug", Reference)
        return self.run.subject.drug_id or ("" if named is None else named.drug_id)

    def prescribed(self) -> PrescribedDosage | None:
        """The prescribed dosage, one activity or a range."""
        low = self.activity("prescribed")
        if low is not None:
            return PrescribedDosage(low)
        low, high = self.activity("prescribed_low"), self.activity("prescribed_high")
        return None if low is None or high is None else PrescribedDosage(low, high)

    def _value(self, item: str, kind: type[A]) -> A | None:
        answer = self.run.answer(item)
        value = None if answer is None else answer.value
        return value if isinstance(value, kind) else None
