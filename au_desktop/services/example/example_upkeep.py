"""How the example keeps house: recurring checks in its last days, a checklist of its own, a nurse's part, a return."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeAlias

from au_desktop.domain.checklists.answers import AnswerValue, At, Chosen, Measured, Skipped
from au_desktop.domain.checklists.recurring_work import Schedule
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.checklists.templates import Recurrence, Template
from au_desktop.domain.ids import InstrumentId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, ActivityUnit, DoseRate, DoseRateUnit
from au_desktop.domain.roles import Role
from au_desktop.services.bundle import Services
from au_desktop.services.example.example_answers import Scene
from au_desktop.services.example.example_hand import ExampleHand, Stage
from au_desktop.services.rows import PageRequest, RunFilter, RunState

_OFTEN = frozenset({Recurrence.DAILY, Recurrence.EACH_DAY_OF_USE})
_DAYS_AHEAD = {Recurrence.WEEKLY: -2, Recurrence.MONTHLY: 4, Recurrence.QUARTERLY: 6}
_LATER_DAYS_AHEAD = 12
_OWN, _OWN_DRAFT = "room_preparation", "wipe_test"
_OWN_NOTE = "Our rooms 1 to 4: the spill kit hangs inside the door."
_RETURN = "The reading at the door is missing; please add it."
_SEEN = 200
_IN_USE = frozenset({"DC-1", "SM-1", "SM-3"})
_Special: TypeAlias = tuple[tuple[str, AnswerValue], ...]


def _rate(text: str) -> AnswerValue:
    return Measured(DoseRate(Decimal(text), DoseRateUnit.MR_H))


def _microcuries(amount: Decimal) -> AnswerValue:
    return Measured(Activity(amount, ActivityUnit.UCI))


def _meter(scene: Scene) -> _Special:
    reading = Decimal(scene.random.randint(114, 126)) / 100
    return (
        ("rate_background", _rate("0.02")),
        ("rate_at_calibration", _rate("1.2")),
        ("rate_reading", _rate(str(reading))),
    )


def _calibrator(scene: Scene) -> _Special:
    """A Cs-137 source of 200 µCi, five years old: 178 µCi expected."""
    certified = Moment(scene.event.utc - timedelta(days=1826), scene.event.offset_minutes)
    reading = Decimal(scene.random.randint(1760, 1805)) / 10
    return (
        ("background", _microcuries(Decimal("0.1"))),
        ("source_nuclide", Chosen(("cs_137",))),
        ("source_certified", _microcuries(Decimal(200))),
        ("source_certified_at", At(certified)),
        ("read_at", At(scene.event)),
        ("reading", _microcuries(reading)),
        ("settings_used", Skipped("the source's own setting only")),
    )


_READINGS: dict[str, Callable[[Scene], _Special]] = {
    "calibrator_constancy": _calibrator,
    "meter_check": _meter,
}


class ExampleUpkeep:
    """Plays the RSO's and the nurse's side of the last days."""

    def __init__(self, stage: Stage, hand: ExampleHand) -> None:
        self._stage, self._hand = stage, hand
        self._scheduled = False

    def morning(self, day: date, today: date, scene: Scene) -> None:
        """Schedule what usually comes again on the first of these days, then check the instruments; one day is forgotten."""
        rso = self._stage.as_role(Role.RSO)
        if not self._scheduled:
            self._scheduled = True
            offers = rso.schedules.offers()
            rso.schedules.add_all(tuple(_begins(one.schedule, day, today) for one in offers))
        if day == today - timedelta(days=3):
            return
        for template_id in _READINGS:
            self._check(rso, template_id, scene)

    def close(self, today: date) -> None:
        """A nurse signs a part, the RSO sends a survey back, one checklist is the center's own and another is being edited."""
        self._sign_part()
        self._return_one()
        self._publish(today)

    def _check(self, rso: Services, template_id: str, scene: Scene) -> None:
        for work in rso.schedules.all():
            schedule = work.schedule
            if schedule.template_id == template_id and work.about in _IN_USE:
                subject = Subject(instrument_id=InstrumentId(schedule.about_id or scene.room.id))
                told = replace(scene, special=_READINGS[template_id](scene))
                run_id = self._hand.fill(Role.RSO, template_id, subject, told)
                self._hand.submit(Role.RSO, run_id, "performed")

    def _sign_part(self) -> None:
        staff = self._stage.as_role(Role.STAFF)
        done = staff.checklist_work.runs(RunFilter(state=RunState.DONE), PageRequest(_SEEN))
        keys = (RunId(row.run_id) for row in done.rows)
        parts = [key for key in keys if any(one.rule.sections for one in staff.signing.slots(key))]
        for run_id in parts[:1]:
            self._hand.sign_part(Role.STAFF, run_id)

    def _return_one(self) -> None:
        rso = self._stage.as_role(Role.RSO)
        waiting = rso.checklist_work.runs(RunFilter(state=RunState.WAITING), PageRequest(_SEEN))
        sheets = [rso.run_sheets.sheet(RunId(row.run_id)) for row in waiting.rows]
        unsigned = [sheet.run for sheet in sheets if not sheet.sealed]
        fitting = [
            run for run in unsigned if rso.run_returns.may_return(run, rso.signing.slots(run.id))
        ]
        for run in fitting[:1]:
            rso.run_returns.send_back(run.id, _RETURN)

    def _publish(self, today: date) -> None:
        editing = self._stage.as_role(Role.RSO).template_editing
        digests = {entry.template.id: entry.digest for entry in editing.library()}
        drafts = [editing.begin(digests[key]).value for key in (_OWN, _OWN_DRAFT)]
        for draft in drafts:
            editing.save(draft, _noted(editing.draft(draft).template))
        editing.publish(drafts[0], today, self._stage.passphrase(Role.RSO))


def _noted(template: Template) -> Template:
    return replace(template, note=_OWN_NOTE)


def _begins(schedule: Schedule, day: date, today: date) -> Schedule:
    """What is daily begins at once; weekly work is a little overdue today, the rest comes due in the days ahead."""
    if schedule.recurrence in _OFTEN:
        return replace(schedule, first_due=day)
    ahead = _DAYS_AHEAD.get(schedule.recurrence, _LATER_DAYS_AHEAD)
    return replace(schedule, first_due=today + timedelta(days=ahead))
