"""How values stand in columns: ids as 16 bytes, instants as whole microseconds, decimals and short lists as exact text."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, LargeBinary, SmallInteger, Text
from sqlalchemy.engine import Dialect, RowMapping
from sqlalchemy.types import TypeDecorator

from au_desktop.domain.moments import Moment

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(instant: datetime) -> int:
    """Microseconds since 1970, UTC; exact, unlike a float timestamp."""
    return (instant - _EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """Read back what `to_micros` wrote."""
    return _EPOCH + timedelta(microseconds=micros)


def moment_from_row(micros: int, offset_minutes: int) -> Moment:
    """The moment of two columns as the driver gives them."""
    return Moment(from_micros(micros), offset_minutes)


class UuidBlob(TypeDecorator[UUID]):
    """A UUID as its 16 bytes: half the text's size, and in the order of the text."""

    impl = LargeBinary(16)
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy's signature
        """To bytes."""
        return None if value is None else value.bytes

    def process_result_value(self, value: Any | None, dialect: Dialect) -> UUID | None:  # noqa: ANN401, ARG002
        """From bytes."""
        return None if value is None else UUID(bytes=value)


class Instant(TypeDecorator[datetime]):
    """An aware instant as whole microseconds since 1970, UTC."""

    impl = BigInteger()
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """To microseconds; a naive time is a TypeError."""
        return None if value is None else to_micros(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401, ARG002
        """From microseconds."""
        return None if value is None else from_micros(value)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal as the text that was entered, with every digit."""

    impl = Text()
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To text."""
        return None if value is None else str(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:  # noqa: ANN401, ARG002
        """From text."""
        return None if value is None else Decimal(value)


class TextList(TypeDecorator[tuple[str, ...]]):
    """A short list of words as JSON text."""

    impl = Text()
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To JSON."""
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[str, ...] | None:  # noqa: ANN401, ARG002
        """From JSON."""
        return None if value is None else tuple(json.loads(value))


def moment_columns(name: str, *, nullable: bool = False) -> tuple[Column[Any], Column[Any]]:
    """The two columns of a moment: the instant, and the local offset in minutes beside it."""
    return (
        Column(name, Instant, nullable=nullable),
        Column(f"{name}_offset", SmallInteger, nullable=nullable),
    )


def moment_values(name: str, moment: Moment | None) -> dict[str, object]:
    """What the two columns of `moment_columns` take."""
    if moment is None:
        return {name: None, f"{name}_offset": None}
    return {name: moment.utc, f"{name}_offset": moment.offset_minutes}


def moment_row(name: str, moment: Moment | None) -> dict[str, int]:
    """The same as the driver takes it; nothing for no moment."""
    if moment is None:
        return {}
    return {name: to_micros(moment.utc), f"{name}_offset": moment.offset_minutes}


def id_row(key: UUID | None) -> bytes | None:
    """An id as the driver takes it."""
    return None if key is None else key.bytes


def moment_in(row: RowMapping, name: str) -> Moment:
    """The moment of two columns of a row that are never empty."""
    return Moment(row[name], row[f"{name}_offset"])


def moment_of(utc: datetime | None, offset_minutes: int | None) -> Moment | None:
    """The moment of two columns that may be empty."""
    return None if utc is None else Moment(utc, offset_minutes or 0)
