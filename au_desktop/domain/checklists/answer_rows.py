"""Answers as flat rows for storage and as plain documents for signing; both keep every digit that was entered."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TypeAlias
from uuid import UUID

from au_desktop.domain.canonical import Document
from au_desktop.domain.checklists.answers import (
    DONE,
    NOT_DONE,
    Answer,
    AnswerValue,
    At,
    Chosen,
    Computed,
    Confirmed,
    Measured,
    Number,
    Override,
    PartTaken,
    Reference,
    Reply,
    Skipped,
    StepPart,
    Text,
    Timed,
    YesNo,
)
from au_desktop.domain.checklists.units import base_amount
from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import QuantityKind, quantity_of
from au_desktop.domain.roles import Role

_MEASURED = "measured "


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer, flat.

    `kind` says how to read the rest back. `number` is the decimal as entered; `base` is the same in the base unit of its
    kind (Bq, Sv, Sv/h, counts per second, m, s), rounded to binary, for queries only.
    """

    item: str
    kind: str
    by: UUID
    at: Moment
    text: str | None = None
    number: str | None = None
    base: float | None = None
    unit: str | None = None
    instant: Moment | None = None
    instant2: Moment | None = None
    ref_kind: str | None = None
    ref_id: UUID | None = None
    ref_key: str | None = None
    level: int | None = None
    skip_reason: str | None = None
    note: str = ""
    override_reason: str | None = None
    override_by: UUID | None = None
    override_role: str | None = None
    override_at: Moment | None = None


_Make: TypeAlias = Callable[..., AnswerRow]
"""Makes the row of one answer; takes what its value adds. A copy with changes would cost many times as much."""


def answer_to_row(answer: Answer) -> AnswerRow:
    """The row that keeps this answer."""
    make = partial(AnswerRow, answer.item, by=answer.by, at=answer.at, note=answer.note)
    override = answer.override
    if override is not None:
        make = partial(
            make,
            override_reason=override.reason,
            override_by=override.by,
            override_role=override.role.value,
            override_at=override.at,
        )
    return _value_row(make, answer.value)


def answer_from_row(row: AnswerRow) -> Answer:
    """Read back what `answer_to_row` wrote.

    Raises:
        ValueError: the row is not of a known kind or lacks what its kind needs.
    """
    if row.kind.startswith(_MEASURED):
        value: AnswerValue = _measured(row)
    elif row.kind in _READERS:
        value = _READERS[row.kind](row)
    else:
        message = f"unknown kind of answer {row.kind!r}"
        raise ValueError(message)
    return Answer(row.item, value, PersonId(row.by), row.at, row.note, _override(row))


def answer_document(answer: Answer) -> Document:
    """The answer as a plain document for the signed bytes: decimals as text, moments in ISO form, only what is set."""
    row = answer_to_row(answer)
    fields = {
        "item": row.item,
        "kind": row.kind,
        "text": row.text,
        "number": row.number,
        "unit": row.unit,
        "instant": _iso(row.instant),
        "instant2": _iso(row.instant2),
        "ref_kind": row.ref_kind,
        "ref_id": _id_text(row.ref_id),
        "ref_key": row.ref_key,
        "level": row.level,
        "skip_reason": row.skip_reason,
        "note": row.note or None,
        "by": str(row.by),
        "at": row.at.iso(),
        "override_reason": row.override_reason,
        "override_by": _id_text(row.override_by),
        "override_role": row.override_role,
        "override_at": _iso(row.override_at),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _iso(moment: Moment | None) -> str | None:
    return None if moment is None else moment.iso()


def _id_text(key: UUID | None) -> str | None:
    return None if key is None else str(key)


def _value_row(make: _Make, value: AnswerValue) -> AnswerRow:
    if isinstance(value, Number | Measured | Computed):
        return _amount_row(make, value)
    if isinstance(value, At | Timed):
        return _time_row(make, value)
    if isinstance(value, Reference):
        return make(
            kind="reference",
            ref_kind=value.kind,
            ref_id=value.id,
            text=value.label,
            ref_key=value.drug_id or None,
        )
    return _word_row(make, value)


def _word_row(
    make: _Make, value: Confirmed | YesNo | Chosen | Text | PartTaken | Skipped
) -> AnswerRow:
    match value:
        case Confirmed(done):
            made = make(kind="confirmed", text=DONE if done else NOT_DONE)
        case YesNo(reply):
            made = make(kind="yes_no", text=reply.value)
        case Chosen(keys):
            made = make(kind="chosen", text=" ".join(keys))
        case Text(text):
            made = make(kind="text", text=text)
        case PartTaken(part, level):
            made = make(kind="part", text=part.value, level=level)
        case _:
            made = make(kind="skipped", skip_reason=value.reason)
    return made


def _amount_row(make: _Make, value: Number | Measured | Computed) -> AnswerRow:
    if isinstance(value, Measured):
        quantity = value.quantity
        return make(
            kind=_MEASURED + quantity.KIND.value,
            number=str(quantity.amount),
            unit=quantity.unit.value,
            base=float(quantity.base),
        )
    formula = value.formula if isinstance(value, Computed) else None
    return make(
        kind="number" if formula is None else "computed",
        number=str(value.amount),
        unit=value.unit,
        base=base_amount(value.amount, value.unit),
        text=formula,
    )


def _time_row(make: _Make, value: At | Timed) -> AnswerRow:
    if isinstance(value, At):
        return make(kind="at", instant=value.moment)
    elapsed = value.elapsed
    return make(
        kind="timed",
        text=_interruptions_text(value),
        instant=value.started,
        instant2=value.stopped,
        base=None if elapsed is None else float(elapsed.base),
    )


def _interruptions_text(value: Timed) -> str | None:
    """Pairs of moments; an interruption that is still open ends with the stroke."""
    pairs = (f"{off.iso()}/{'' if on is None else on.iso()}" for off, on in value.interruptions)
    return " ".join(pairs) or None


def _timed(row: AnswerRow) -> Timed:
    pairs = (pair.partition("/") for pair in (row.text or "").split())
    interruptions = tuple(
        (Moment.from_iso(off), Moment.from_iso(on) if on else None) for off, _, on in pairs
    )
    return Timed(row.instant, row.instant2, interruptions)


def _measured(row: AnswerRow) -> Measured:
    kind = QuantityKind(row.kind.removeprefix(_MEASURED))
    return Measured(quantity_of(kind, Decimal(_text(row.number)), _text(row.unit)))


def _at(row: AnswerRow) -> At:
    if row.instant is None:
        message = f"answer to {row.item} lost its time"
        raise ValueError(message)
    return At(row.instant)


def _text(text: str | None) -> str:
    if text is None:
        message = "an answer row lacks what its kind needs"
        raise ValueError(message)
    return text


_READERS: dict[str, Callable[[AnswerRow], AnswerValue]] = {
    "confirmed": lambda row: Confirmed(_text(row.text) == DONE),
    "yes_no": lambda row: YesNo(Reply(_text(row.text))),
    "chosen": lambda row: Chosen(tuple(_text(row.text).split())),
    "text": lambda row: Text(_text(row.text)),
    "number": lambda row: Number(Decimal(_text(row.number)), _text(row.unit)),
    "computed": lambda row: Computed(Decimal(_text(row.number)), _text(row.unit), _text(row.text)),
    "at": _at,
    "timed": _timed,
    "reference": lambda row: Reference(
        _text(row.ref_kind), _text(row.text), row.ref_id, row.ref_key or ""
    ),
    "part": lambda row: PartTaken(StepPart(_text(row.text)), row.level),
    "skipped": lambda row: Skipped(_text(row.skip_reason)),
}


def _override(row: AnswerRow) -> Override | None:
    if row.override_by is None or row.override_at is None:
        return None
    return Override(
        reason=_text(row.override_reason),
        by=PersonId(row.override_by),
        role=Role(_text(row.override_role)),
        at=row.override_at,
    )
