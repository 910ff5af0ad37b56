"""Use cases about surveys of rooms: what to measure and with what, entering a survey, surveying again, and rounds."""

from dataclasses import replace

from au_desktop.domain.ids import RoomId, SafetyId
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.safety_records import RoomRef
from au_desktop.domain.safety.survey_levels import SurveyLevels
from au_desktop.domain.safety.surveys import (
    Reading,
    Survey,
    SurveyReason,
    Wipe,
    counted_wipe,
    measured_at,
    next_round,
    require_sound,
    require_whole_room,
)
from au_desktop.services.desk import Desk
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.room_plan_keeping import current_plans
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.site_settings import SiteLimits
from au_desktop.services.safety.survey_forms import (
    SurveyEntry,
    SurveyStart,
    judged_area,
)
from au_desktop.services.safety.survey_limits import fit_meter, survey_levels
from au_desktop.services.safety.survey_starting import Asked, amendment_start, survey_start


class AreaSurveys:
    """Use cases about surveys."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._book = SafetyBook(desk)
        self._limits = SiteLimits(desk)

    def levels(self) -> SurveyLevels:
        """Every level as it holds at the site today."""
        with self._desk.reading() as uow:
            return survey_levels(uow, self._limits, self._desk.reference)

    def start(
        self, room_id: RoomId, reason: SurveyReason, follows: SafetyId | None = None
    ) -> SurveyStart:
        """What a new survey begins with; of a re-survey the reason is that of the round before."""
        with self._desk.reading() as uow:
            levels = survey_levels(uow, self._limits, self._desk.reference)
            asked = Asked(room_id, reason, follows)
            return survey_start(uow, asked, levels, self._desk.today())

    def start_amendment(self, survey_id: SafetyId) -> SurveyStart:
        """What the amendment of a survey begins with; raises `NotFound`."""
        with self._desk.reading() as uow:
            levels = survey_levels(uow, self._limits, self._desk.reference)
            survey = uow.safety.get(Survey, survey_id)
            return amendment_start(uow, survey, levels, self._desk.today())

    def enter(self, entry: SurveyEntry) -> Outcome[SafetyId]:
        """Enter a survey.

        Raises:
            Invalid, MeterCheckFailed, CountTooWeak, PointsMissing: it does not hold what its kind must hold.
            InstrumentUnfit: the meter or the counter may not be used on that day.
        """
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            entered = self._book.enter(change, self._survey(change.uow, entry))
        return Outcome(entered.id, change.changes)

    def amend(self, survey_id: SafetyId, entry: SurveyEntry, reason: str) -> Outcome[SafetyId]:
        """Enter a corrected survey in the place of one that was entered wrong; it stays in its round.

        Raises:
            ReasonRequired, RecordVoid: as any amendment.
        """
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            before = change.uow.safety.get(Survey, survey_id)
            given = entry
            if before.again is not None:
                done = entry.done_before or before.again.done_before
                given = replace(entry, follows=before.again.follows, done_before=done)
            after = self._book.amend(change, before, self._survey(change.uow, given), reason)
        return Outcome(after.id, change.changes)

    def of_room(self, room_id: RoomId) -> tuple[Survey, ...]:
        """The surveys of a room, newest first; neither void nor amended."""
        return tuple(
            survey for survey in self._book.linked(Survey, room_id) if survey.room.id == room_id
        )

    def rounds(self, survey: Survey) -> tuple[Survey, ...]:
        """Every round of the loop that a survey belongs to, the first one first."""
        first = survey.again.first if survey.again else survey.id
        with self._desk.reading() as uow:
            began = uow.safety.find(Survey, first)
            later = uow.safety.linked(Survey, first)
        known = {one.id: one for one in (*later, *((began,) if began else ()))}
        return tuple(sorted(known.values(), key=lambda one: (one.round_number, one.at.utc)))

    def _survey(self, uow: UnitOfWork, entry: SurveyEntry) -> Survey:
        before = None if entry.follows is None else uow.safety.get(Survey, entry.follows)
        reason = entry.reason if before is None else before.reason
        room = uow.rooms.get(entry.room_id)
        plan = current_plans(uow).get(entry.room_id)
        levels = survey_levels(uow, self._limits, self._desk.reference)
        day = entry.at.local.date()
        survey = Survey(
            **self._book.head(entry.at, entry.run_id),
            room=RoomRef(room.id, room.name),
            reason=reason,
            surveyed_by=entry.surveyed_by,
            plan_id=None if plan is None else plan.id,
            plan_version=0 if plan is None else plan.version,
            meter=fit_meter(uow, entry.meter_id, day) if entry.readings else None,
            check=entry.check,
            readings=_readings(entry, reason, levels),
            counter=fit_meter(uow, entry.counter_id, day) if entry.wipes else None,
            wipes=_wipes(entry, reason, levels),
            about=entry.about.strip(),
            notes=entry.notes.strip(),
        )
        require_sound(survey)
        if before is not None:
            link = next_round(before, measured_at(survey), entry.done_before)
            return replace(survey, again=link)
        if reason is SurveyReason.ROOM_RELEASE and plan is not None:
            require_whole_room(survey, plan)
        return survey


def _readings(
    entry: SurveyEntry, reason: SurveyReason, levels: SurveyLevels
) -> tuple[Reading, ...]:
    return tuple(
        Reading(one.point, one.rate, levels.rate(judged_area(reason, one.point)), one.note)
        for one in entry.readings
    )


def _wipes(entry: SurveyEntry, reason: SurveyReason, levels: SurveyLevels) -> tuple[Wipe, ...]:
    nuclide = entry.nuclide_id
    return tuple(
        counted_wipe(
            one.point,
            nuclide,
            one.count,
            levels.wipe(judged_area(reason, one.point), nuclide),
            one.note,
        )
        for one in entry.wipes
    )
