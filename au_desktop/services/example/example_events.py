"""The events of the worked example: a closed spill, an open extravasation, a screen that is possible with a late notice."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from au_desktop.domain.ids import SafetyId
from au_desktop.domain.quantities import Activity, Dose, DoseRate
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.event_levels import Answer
from au_desktop.domain.safety.event_screen import MedicalScreen
from au_desktop.domain.safety.events import EventKind
from au_desktop.domain.safety.extravasations import ExtravasationFacts, Images, SiteReading
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef
from au_desktop.domain.safety.spills import Remains, SpillFacts, SpillPerson, SpillReading
from au_desktop.services.bundle import Services
from au_desktop.services.example.example_hand import Stage
from au_desktop.services.example.example_moves import Move, at
from au_desktop.services.safety.event_log import ClockAnswer, NewEvent
from au_desktop.services.safety.event_screening import suggested

_SPILL_AGO, _EXTRAVASATION_AGO, _SCREEN_AGO = 24, 4, 2


def example_events(stage: Stage, today: date) -> Iterator[Move]:
    """Every step of the three events at its moment."""
    events = _Events(stage, today)
    yield events.move(_SPILL_AGO + 1, 9, events.accept_level)
    yield events.move(_SPILL_AGO, 11, events.spill)
    yield events.move(_SPILL_AGO - 1, 16, events.close_spill)
    yield events.move(_EXTRAVASATION_AGO, 10, events.extravasate)
    yield events.move(_SCREEN_AGO, 15, events.screen)
    yield events.move(_SCREEN_AGO, 17, events.call)
    yield events.move(_SCREEN_AGO - 1, 18, events.tell_late)


class _Events:
    """Takes the events through their steps; their ids are known once they were started."""

    _spill: SafetyId | None = None
    _screen: SafetyId | None = None

    def __init__(self, stage: Stage, today: date) -> None:
        self._stage, self._today = stage, today

    def move(self, days_ago: int, hour: int, play: Callable[[], object]) -> Move:
        """A step at an hour of a day."""
        moment = at(self._stage, self._today - timedelta(days=days_ago), hour)
        return Move(moment, play)

    def accept_level(self) -> None:
        """The RSO accepts the published level for Lu-177."""
        screening = self._rso().event_screening
        published = screening.spill_advice("Lu-177").published[0]
        screening.accept_divide("Lu-177", suggested(published))

    def spill(self) -> None:
        """A syringe drips while it is taken out of its shield; cleaned at once."""
        services = self._rso()
        now = services.desk.clock.now()
        level = services.event_screening.spill_advice("Lu-177").accepted
        meter = _meter(services)
        room = services.facilities.rooms()[0]
        person = PersonRef(services.desk.actor.name, services.desk.actor.person_id)
        spill = SpillFacts(
            activity=Activity.parse("0.9 mCi"),
            level=level,
            weighs=Answer.NO,
            people=(SpillPerson(person, "right glove", "3,200 cpm", "background, glove off"),),
            readings=(
                SpillReading(
                    "Work tray",
                    DoseRate.parse("1.8 mrem/h"),
                    DoseRate.parse("0.03 mrem/h"),
                    meter,
                    Decimal(46200),
                    Decimal(310),
                ),
                SpillReading("Floor before the hood", None, DoseRate.parse("0.02 mrem/h"), meter),
            ),
            actions="Covered, wiped from the edge inwards, paper and gloves into a labeled bag.",
            rso_told_at=now,
        )
        new = NewEvent(EventKind.SPILL, now, now, "Syringe dripped on the tray", room.id)
        facts = {"nuclide": "Lu-177", "form": "vipivotide tetraxetan", "spill": spill}
        self._spill = services.event_log.start(new, facts).value.id
        for step in services.event_log.get(self._spill).steps:
            services.event_log.tick(self._spill, step.key, done=True)

    def close_spill(self) -> None:
        """The RSO writes the cause and closes it."""
        if self._spill is None:
            return
        log = self._rso().event_log
        event = log.get(self._spill)
        log.save(
            replace(
                event,
                story="A drop fell from the needle when the syringe left its shield.",
                cause="The needle had not been drawn back over air.",
                prevention="Step added to the dosage checklist; shown at the next staff meeting.",
                spill=replace(event.spill or SpillFacts(), remains=Remains.NOTHING),
            )
        )
        log.close(self._spill, "Wipes below the center's level; no intake possible.")

    def extravasate(self) -> None:
        """Swelling at the cannula in the last third of an infusion."""
        services = self._rso()
        now = services.desk.clock.now()
        meter = _meter(services)
        facts = ExtravasationFacts(
            site="left forearm, cannula in the cephalic vein",
            signs="slight swelling, no pain",
            given=Activity.parse("198 mCi"),
            infiltrated=Activity.parse("4 mCi"),
            volume_ml=Decimal("0.6"),
            images=Images.TAKEN,
            readings=(
                SiteReading(now, DoseRate.parse("38 mR/h"), DoseRate.parse("14 mR/h"), meter),
            ),
            mitigation="Infusion stopped, arm raised, warm compress, by order of the AU.",
            au_told_at=now,
            rso_told_at=now,
            follow_up="AU looks at the arm after 24 h and after one week.",
        )
        new = NewEvent(EventKind.EXTRAVASATION, now, now, "Swelling at the cannula")
        services.event_log.start(
            new,
            {
                "nuclide": "Lu-177",
                "form": "dotatate",
                "patient_code": "LR-7110",
                "extravasation": facts,
                "story": "Swelling was seen when 5 mL were left; the rest went in on the other side.",
            },
        )

    def screen(self) -> None:
        """A dosage far below the prescribed one was found when the residual was measured."""
        log = self._rso().event_log
        now = log.now()
        screen = MedicalScreen(
            intervention=Answer.NO,
            prescribed=Activity.parse("200 mCi"),
            delivered=Activity.parse("148 mCi"),
            organ_off=Dose.parse("55 rem"),
            dose_off=Answer.YES,
            wrong_drug=Answer.NO,
            wrong_route=Answer.NO,
            wrong_individual=Answer.NO,
            wrong_mode=Answer.NO,
            leaking_source=Answer.NO,
        )
        new = NewEvent(EventKind.MEDICAL, now, now, "Residual of a quarter in the line")
        event = log.start(
            new,
            {
                "nuclide": "Lu-177",
                "form": "vipivotide tetraxetan",
                "patient_code": "LR-7109",
                "screen": screen,
                "story": "The residual of vial and line was 52 mCi; the line had occluded.",
            },
        ).value
        self._screen = event.id

    def call(self) -> None:
        """The agency is called the same day; the referring physician will tell the individual."""
        self._answer("me-phone", "Duty officer of the agency", "telephone")
        if self._screen is not None:
            log = self._rso().event_log
            why = "The referring physician said that she will tell the individual herself."
            log.answer_clock(self._screen, "me-individual", ClockAnswer(log.now(), excused=why))

    def tell_late(self) -> None:
        """The referring physician is reached three hours late."""
        self._answer("me-physician", "Referring physician", "telephone")

    def _answer(self, clock: str, whom: str, how: str) -> None:
        if self._screen is not None:
            log = self._rso().event_log
            log.answer_clock(self._screen, clock, ClockAnswer(log.now(), whom, how))

    def _rso(self) -> Services:
        return self._stage.as_role(Role.RSO)


def _meter(services: Services) -> MeterRef | None:
    """The first survey meter of the center."""
    meters = (
        one for one in services.facilities.instruments() if one.kind is InstrumentKind.SURVEY_METER
    )
    first = next(meters, None)
    return None if first is None else MeterRef.of(first)
