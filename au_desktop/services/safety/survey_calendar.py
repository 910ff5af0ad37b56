"""Which rooms were used for dosages that need a directive, and which of those days were surveyed (10 CFR 35.70)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from au_desktop.domain.checklists.templates import Need
from au_desktop.domain.ids import RoomId
from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.room_status import RoomStatus
from au_desktop.domain.safety.rooms import Room
from au_desktop.domain.safety.survey_days import RoomUsed, SurveyDay, survey_days
from au_desktop.domain.safety.surveys import Survey
from au_desktop.domain.training.cases import Case, CaseState
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.checklists.schedules import AREA_SURVEY, USING_A_ROOM
from au_desktop.services.desk import Desk
from au_desktop.services.ports import UnitOfWork

DAYS_LOOKED_BACK = timedelta(days=90)
ROOM_STATUS = "room status"
_MOST_RUNS = 400
_DONE_HERE: Mapping[str, str] = {
    "administration": "a dosage was given",
    "dosage_assay": "a dosage was assayed",
    "dosage_residual": "residuals were measured",
    "room_preparation": "the room was prepared for a treatment",
}


@dataclass(frozen=True, slots=True)
class SurveyCalendar:
    """Days of use, newest first. `unplaced` are cases given on days on which no room is known to have been used."""

    days: tuple[SurveyDay, ...]
    unplaced: tuple[str, ...] = ()

    def of_room(self, room_id: RoomId) -> tuple[SurveyDay, ...]:
        """The days of one room."""
        return tuple(day for day in self.days if day.room_id == room_id)


def survey_calendar(desk: Desk, back: timedelta = DAYS_LOOKED_BACK) -> SurveyCalendar:
    """The days of use of every room as far back as that, each beside its survey: a record here, or a submitted checklist."""
    today = desk.today()
    since = today - back
    with desk.reading() as uow:
        rooms = uow.rooms.all()
        given = _given(desk, uow, since, today)
        dosages = [
            dosage
            for dosage in uow.safety.between(Dosage, since, today)
            if dosage.voided is None and dosage.directive_needed and not dosage.not_used
        ]
        statuses = {one.id: one for one in uow.kept(RoomStatus, ROOM_STATUS).all()}
        surveyed = dict(_surveyed(desk, uow, rooms, since, _last_uses(dosages)))
    uses = [*_begun(desk, since), *_placed(given, rooms), *_determined(dosages, given, rooms)]

    def confined(room_id: RoomId, day: date) -> bool:
        status = statuses.get(room_id)
        return status is not None and status.confined_on(day)

    used = {use.day for use in uses}
    unplaced = tuple(case.code for case in given if case.on not in used)
    return SurveyCalendar(survey_days(uses, surveyed, confined, today), unplaced)


def _begun(desk: Desk, since: date) -> Iterator[RoomUsed]:
    """What checklists say."""
    for row in desk.queries.days_of_use(since):
        if row.about is Need.ROOM and row.kind in USING_A_ROOM:
            yield RoomUsed(RoomId(row.about_id), row.day, _DONE_HERE.get(row.kind, row.kind))


def _given(desk: Desk, uow: UnitOfWork, since: date, today: date) -> tuple[Case, ...]:
    """Cases given in these days; none of the drugs is given without a directive but sodium iodide up to 30 µCi, no case."""
    found = uow.cases.several(desk.queries.cases_between(since, today))
    return tuple(case for case in found if case.state is CaseState.GIVEN)


def _placed(cases: Iterable[Case], rooms: tuple[Room, ...]) -> Iterator[RoomUsed]:
    """What cases say, where their location names a room of the center."""
    for case in cases:
        room = room_named(case.location, rooms)
        if room is not None:
            yield RoomUsed(room.id, case.on, f"{case.code} was given")


def _determined(
    dosages: Iterable[Dosage], cases: Iterable[Case], rooms: tuple[Room, ...]
) -> Iterator[RoomUsed]:
    """What dosage records say: where it was determined and given, else the room of its case."""
    places = {case.id: case.location for case in cases}
    for dosage in dosages:
        given, day, why = dosage.administration, dosage.at.local.date(), f"dosage {dosage.code}"
        if dosage.room is not None:
            yield RoomUsed(dosage.room.id, day, f"{why} was determined")
        if given is not None and given.room is not None:
            yield RoomUsed(given.room.id, given.at.local.date(), f"{why} was given")
        named = dosage.room is not None or (given is not None and given.room is not None)
        if not named and dosage.case_id is not None:
            room = room_named(places.get(dosage.case_id, ""), rooms)
            if room is not None:
                yield RoomUsed(room.id, day, why)


def room_named(location: str, rooms: tuple[Room, ...]) -> Room | None:
    """The room that a location in words names; of two that fit the one with the longer name."""
    words = location.casefold()
    named = [room for room in rooms if room.name.strip().casefold() in words]
    return max(named, key=lambda room: len(room.name), default=None)


def _surveyed(
    desk: Desk,
    uow: UnitOfWork,
    rooms: tuple[Room, ...],
    since: date,
    last_uses: Mapping[tuple[RoomId, date], Moment],
) -> Iterator[tuple[tuple[RoomId, date], str]]:
    """The room and day of every survey; a record goes before the checklist that it was taken from.

    35.70(a) asks for the end of the day of use: a record made before the last dosage of the day does not count.
    """
    templates = {
        template.id
        for _, template in uow.templates.current(desk.today())
        if template.kind == AREA_SURVEY
    }
    for room in rooms:
        for template_id in sorted(templates):
            asked = (template_id, Need.ROOM, room.id, _MOST_RUNS)
            for run in desk.queries.done_runs(*asked):
                if run.day >= since:
                    yield (room.id, run.day), run_code(run.number)
    for survey in uow.safety.between(Survey, since, desk.today()):
        day = (survey.room.id, survey.at.local.date())
        early = day in last_uses and survey.at < last_uses[day]
        if survey.readings and survey.voided is None and not early:
            yield day, survey.code


def _last_uses(dosages: Iterable[Dosage]) -> dict[tuple[RoomId, date], Moment]:
    """When a dosage was last determined or given in a room on a day, as far as dosage records name the room."""
    last: dict[tuple[RoomId, date], Moment] = {}
    for dosage in dosages:
        given = dosage.administration
        used = [(dosage.room, dosage.at)]
        if given is not None:
            used.append((given.room, given.at))
        for room, at in used:
            if room is not None:
                day = (room.id, at.local.date())
                last[day] = max(at, last.get(day, at))
    return last
