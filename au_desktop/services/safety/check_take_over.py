"""Takes a submitted checklist about an instrument over as a check, so that nothing is typed twice."""

from dataclasses import dataclass, replace
from datetime import timedelta

from au_desktop.domain.checklists.answers import (
    AnswerValue,
    Computed,
    Confirmed,
    Measured,
    Reference,
    Reply,
    Text,
    YesNo,
)
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.checklists.templates import Need
from au_desktop.domain.ids import InstrumentId, PersonId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import quantity_of
from au_desktop.domain.safety.check_points import CheckPoint
from au_desktop.domain.safety.instrument_tests import CheckKind, InstrumentCheck
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.desk import Desk
from au_desktop.services.safety.instrument_book import Instruments

KINDS = {"meter_check": CheckKind.DAILY, "calibrator_constancy": CheckKind.CONSTANCY}
"""The kinds of checklist that are taken over, and the check that they are."""
PAIRS = (
    ("rate_at_calibration", "rate_reading"),
    ("count_at_calibration", "count_reading"),
    ("expected_activity", "reading"),
)
"""The items of what should be read and of what was read."""
BACK = timedelta(days=31)
_MOST = 20


@dataclass(frozen=True, slots=True)
class CheckOffer:
    """A submitted checklist about an instrument that no check was taken from yet."""

    run_id: RunId
    code: str
    title: str
    at: Moment


class CheckTakeOver:
    """Use cases about checklists of instruments that were submitted."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._instruments = desk, Instruments(desk)

    def offers(self, instrument_id: InstrumentId) -> tuple[CheckOffer, ...]:
        """Checklists of the last month about an instrument that no check was taken from, newest first."""
        today, found = self._desk.today(), []
        with self._desk.reading() as uow:
            checks = uow.safety.between(InstrumentCheck, today - BACK, today)
            taken = {check.run_id for check in checks if check.voided is None}
            for _, template in uow.templates.current(today):
                if template.kind not in KINDS:
                    continue
                asked = (template.id, Need.INSTRUMENT, instrument_id, _MOST)
                for done in self._desk.queries.done_runs(*asked):
                    if done.day >= today - BACK and done.run_id not in taken:
                        run = uow.runs.get(done.run_id)
                        code = run_code(run.number)
                        found.append(CheckOffer(run.id, code, template.title, run.event_time))
        return tuple(sorted(found, key=lambda one: one.at.utc, reverse=True))

    def read(self, instrument_id: InstrumentId, run_id: RunId) -> InstrumentCheck:
        """A check with the answers of one checklist, to be looked at and kept; raises `NotFound`."""
        with self._desk.reading() as uow:
            run = uow.runs.get(run_id)
            kind = KINDS[uow.templates.get(run.template_digest).kind]
        draft = self._instruments.prepare(instrument_id, kind, run.event_time)
        filled = replace(
            draft,
            run_id=run.id,
            points=_points(run),
            undamaged=_good(run, "no_damage"),
            action=_text(run, "action_taken"),
            by=_person(run) or draft.by,
        )
        return (
            replace(filled, battery=_good(run, "battery")) if kind is CheckKind.DAILY else filled
        )


def _value(run: Run, item: str) -> AnswerValue | None:
    answer = run.answer(item)
    return None if answer is None else answer.value


def _points(run: Run) -> tuple[CheckPoint, ...]:
    """What should be read may have been typed, or computed by the checklist."""
    found = []
    for expected_item, reading_item in PAIRS:
        expected, reading = _value(run, expected_item), _value(run, reading_item)
        if not isinstance(reading, Measured):
            continue
        shown = reading.quantity
        if isinstance(expected, Computed):
            shown = quantity_of(shown.KIND, expected.amount, expected.unit)
        elif isinstance(expected, Measured):
            shown = expected.quantity
        else:
            continue
        read = reading.quantity.ratio_to(shown) * shown.amount  # type: ignore[arg-type] # both of one kind
        found.append(CheckPoint("check source", shown.amount, read, shown.unit.value))
    return tuple(found)


def _good(run: Run, item: str) -> bool | None:
    """What a yes or no, or a tick, says; None where it was not answered."""
    value = _value(run, item)
    if not isinstance(value, YesNo | Confirmed):
        return None
    return value in (YesNo(Reply.YES), Confirmed(done=True))


def _text(run: Run, item: str) -> str:
    value = _value(run, item)
    return value.text if isinstance(value, Text) else ""


def _person(run: Run) -> PersonRef | None:
    named = _value(run, "checked_by") or _value(run, "calibrated_by")
    if not isinstance(named, Reference):
        return None
    return PersonRef(named.label, None if named.id is None else PersonId(named.id))
