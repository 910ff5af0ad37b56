"""Plausible answers to any template, as an uneventful day would give them: for the worked example and its tests."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from random import Random
from uuid import UUID

from au_desktop.domain.checklists.answers import (
    Answer,
    AnswerValue,
    At,
    Chosen,
    Confirmed,
    Measured,
    Number,
    PartTaken,
    Reference,
    Reply,
    StepPart,
    Text,
    Timed,
    YesNo,
)
from au_desktop.domain.checklists.applicability import visible_items
from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Actor
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    CountRate,
    CountRateUnit,
    DoseRate,
    DoseRateUnit,
    Duration,
    DurationUnit,
)
from au_desktop.domain.safety.instruments import Instrument, InstrumentKind
from au_desktop.domain.safety.rooms import Room
from au_desktop.domain.training.cases import Part
from au_desktop.services.checklists.checklist_work import Given


@dataclass(frozen=True, slots=True)
class Scene:
    """What the answers are about: who fills, when, with what; `special` answers are out of the ordinary, by item."""

    actor: Actor
    event: Moment
    instruments: Mapping[InstrumentKind, Instrument]
    room: Room
    prescribed: Activity
    part: Part
    patient_code: str
    drug: Reference
    random: Random
    special: tuple[tuple[str, AnswerValue], ...] = ()


def example_answers(template: Template, scene: Scene) -> tuple[Given, ...]:
    """An answer to every item that applies; computed items answer themselves."""
    special = dict(scene.special)
    return tuple(
        Given(item.key, special[item.key] if item.key in special else _value(item, scene))
        for item in _asked(template, scene.special)
    )


@lru_cache(maxsize=64)
def _asked(template: Template, special: tuple[tuple[str, AnswerValue], ...]) -> tuple[Item, ...]:
    """The items that apply, found by answering one after the other; the same for every run of a version."""
    known = dict(special)
    answers: dict[str, Answer] = {}
    asked: list[Item] = []
    now = Moment.from_iso("2026-01-02T10:00:00+00:00")
    nobody = PersonId(_NOBODY)
    while True:
        open_items = [item for item in visible_items(template, answers) if item.key not in answers]
        item = next((one for one in open_items if one.type is not ItemType.COMPUTED), None)
        if item is None:
            return tuple(asked)
        value = known.get(item.key) or _worded(item) or _least(item) or Text("-")
        answers[item.key] = Answer(item.key, value, nobody, now)
        asked.append(item)


def _worded(item: Item) -> AnswerValue | None:
    """Answers that conditions can hang on."""
    if item.type is ItemType.CONFIRM:
        return Confirmed(done=True)
    if item.type is ItemType.YES_NO:
        return YesNo(Reply(item.expected[0]) if item.expected else Reply.NO)
    if item.type in {ItemType.CHOICE, ItemType.CHOICES}:
        return Chosen(_choice(item))
    return PartTaken(StepPart.PERFORMED, 3) if item.type is ItemType.PART_TAKEN else None


_CHOICES = {
    "dose_to_others": ("to_5_msv",),
    "form": ("capsule",),
    "stay_planned": ("released",),
}


def _choice(item: Item) -> tuple[str, ...]:
    if item.key in _CHOICES:
        return _CHOICES[item.key]
    if item.expected:
        return item.expected if item.type is ItemType.CHOICES else item.expected[:1]
    calm = tuple(choice.key for choice in item.choices if not choice.attention)
    return (calm or (item.choices[0].key,))[:1]


def _value(item: Item, scene: Scene) -> AnswerValue:
    worded = _worded(item)
    if isinstance(worded, PartTaken):
        return PartTaken(StepPart(scene.part.value), scene.random.randint(2, 4))
    return worded if worded is not None else _BY_TYPE[item.type](item, scene)


def _quantity(item: Item, scene: Scene) -> AnswerValue:
    if item.quantity_kind == "activity":
        return Measured(_activity(item, scene))
    if item.quantity_kind == "dose rate":
        low, high = _RATES.get(item.key, (2, 14))
        amount = Decimal(scene.random.randint(low, high)) / 100
        return Measured(DoseRate(amount, DoseRateUnit.MR_H))
    return Measured(CountRate(Decimal(scene.random.randint(38, 60)), CountRateUnit.CPM))


_RATES = {
    "background": (1, 3),
    "rate_1m": (180, 420),
    "reading_waste": (20, 90),
    "reading_outside": (1, 9),
}


def _activity(item: Item, scene: Scene) -> Activity:
    if item.key.startswith("prescribed"):
        return scene.prescribed
    share = Decimal(scene.random.randint(970, 1030)) / 1000
    if item.key.startswith("residual"):
        share = Decimal(scene.random.randint(2, 12)) / 1000
    prescribed = scene.prescribed.to(ActivityUnit.MCI).amount
    finest = Decimal("0.1") if prescribed >= 1 else Decimal("0.0001")
    return Activity(max((prescribed * share).quantize(finest), finest), ActivityUnit.MCI)


_NUMBERS = {
    "creatinine_clearance": (62, 118),
    "flush_volume": (20, 30),
    "weight": (58, 96),
    "platelets": (160_000, 290_000),
    "platelets_first": (140, 290),
    "platelets_later": (90, 240),
    "anc": (1_900, 5_200),
    "anc_first": (2, 5),
    "anc_later": (2, 5),
    "hemoglobin_first": (11, 14),
    "wbc": (3_400, 7_800),
    "fluids": (500, 900),
}


def _least(item: Item) -> AnswerValue | None:
    """The least of the usual numbers, which is within the limits: conditions may hang on that."""
    if item.type is not ItemType.NUMBER:
        return None
    unit = item.units[0] if item.units else ""
    return Number(Decimal(_NUMBERS.get(item.key, (1, 4))[0]), unit)


def _number(item: Item, scene: Scene) -> AnswerValue:
    low, high = _NUMBERS.get(item.key, (1, 4))
    amount = Decimal(scene.random.randint(low, high))
    if item.key == "wipe_efficiency":
        amount = Decimal("0.25")
    if item.key == "wipe_area":
        amount = Decimal(100)
    return Number(amount, item.units[0] if item.units else "")


_MINUTES = {
    "labs_date": -3 * 24 * 60,
    "directive_signed_at": -95,
    "supplier_time": -180,
    "assay_time": -25,
    "residual_time": 40,
    "rate_time": 145,
    "directive_after_at": 60,
    "signed_at": -95,
    "assayed_time": -25,
}


def _at(item: Item, scene: Scene) -> AnswerValue:
    return At(_later(scene.event, _MINUTES.get(item.key, 0)))


_TIMERS = {
    "amino_acids": (-32, 210),
    "observation": (12, 134),
    "administration": (2, 9),
    "antiemetic": (-40, -4),
    "thawed": (-120, 2),
}


def _timer(item: Item, scene: Scene) -> AnswerValue:
    start, stop = _TIMERS.get(item.key, (0, 5))
    if item.limits is not None:
        stop = start + _within(stop - start, item.limits)
    return Timed(_later(scene.event, start), _later(scene.event, stop))


def _within(minutes: int, limits: Limits) -> int:
    """So many minutes, or as many as the limits let pass without attention."""
    length = Decimal(minutes)
    for limit, nearest in ((limits.low_attention, max), (limits.high_attention, min)):
        if limit is not None:
            allowed = Duration(limit, DurationUnit(limits.unit)).to(DurationUnit.MIN)
            length = nearest(length, allowed.amount)
    return int(length)


def _later(moment: Moment, minutes: int) -> Moment:
    return Moment(moment.utc + timedelta(minutes=minutes), moment.offset_minutes)


def _instrument(item: Item, scene: Scene) -> AnswerValue:
    kind = InstrumentKind.SURVEY_METER
    if item.key.startswith(("assay", "residual")):
        kind = InstrumentKind.DOSE_CALIBRATOR
    elif item.key.startswith("wipe"):
        kind = InstrumentKind.WIPE_COUNTER
    chosen = scene.instruments[kind]
    return Reference("instrument", chosen.name, chosen.id)


_TEXTS = {
    "action_taken": "chair cleaned twice, waste moved behind the shield; RSO told",
    "decision_reason": "AU revised the written directive to the dosage at hand before it was given",
    "lot": "LOT-{number}",
    "calibrator_setting": "setting 450, 20 mL vial",
    "instructed": "patient and one relative, in English",
    "debrief": "calm and in order; next time have the second meter ready",
}


def _text(item: Item, scene: Scene) -> AnswerValue:
    if item.key == "patient_code":
        return Text(scene.patient_code)
    text = _TEXTS.get(item.key, "as usual")
    return Text(text.format(number=scene.random.randint(10000, 99999)))


_NOBODY = UUID(int=0)
_BY_TYPE: Mapping[ItemType, Callable[[Item, Scene], AnswerValue]] = {
    ItemType.QUANTITY: _quantity,
    ItemType.NUMBER: _number,
    ItemType.DATE_TIME: _at,
    ItemType.TIMER: _timer,
    ItemType.INSTRUMENT: _instrument,
    ItemType.TEXT: _text,
    ItemType.PERSON: lambda _, scene: Reference("person", scene.actor.name, scene.actor.person_id),
    ItemType.ROOM: lambda _, scene: Reference("room", scene.room.name, scene.room.id),
    ItemType.DRUG: lambda _, scene: scene.drug,
}
