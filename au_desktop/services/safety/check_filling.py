"""Turns what is typed into a check of an instrument into its points, row by row, with the reason where a row cannot be read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.number_text import plain_text, read_number, rounded
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.radiation.decay import decay_factor
from au_desktop.domain.radiation.exact import positive, product
from au_desktop.domain.radiation.instrument_checks import behind_sleeve, geometry_factor
from au_desktop.domain.safety.check_points import CheckPoint, elapsed_between, mean
from au_desktop.domain.safety.instrument_tests import (
    CheckKind,
    InstrumentCheck,
    LinearityMethod,
)
from au_desktop.domain.safety.sealed_sources import SealedSource
from au_desktop.services.sentences import sentence_for

NAME, SCALE, SOURCE, FACTOR, VOLUME, TIME, EXPECTED, READING = (
    "name",
    "scale",
    "source",
    "factor",
    "volume",
    "time",
    "expected",
    "reading",
)
T = TypeVar("T")

ACTIVITY_UNITS = ("µCi", "mCi", "kBq", "MBq", "GBq")
RATE_UNITS = ("mR/h", "mrem/h", "µSv/h", "mSv/h", "cpm", "cps")
COUNT_UNITS = ("cpm", "cps")
_SHOWN_DIGITS = 5
_TIME_FORM = "%Y-%m-%d %H:%M"


@dataclass(frozen=True, slots=True)
class RowForm:
    """Which cells a row of a check has, by their titles; `computed` says that the expected value is reckoned."""

    titles: Mapping[str, str]
    units: tuple[str, ...]
    computed: bool = False


_CONSTANCY = RowForm(
    {NAME: "Setting", SOURCE: "Source", FACTOR: "Response", READING: "Reading"},
    ACTIVITY_UNITS,
    computed=True,
)
_FORMS: dict[CheckKind, RowForm] = {
    CheckKind.DAILY: RowForm(
        {NAME: "Check source", EXPECTED: "At calibration", READING: "Reading"}, RATE_UNITS
    ),
    CheckKind.CONSTANCY: _CONSTANCY,
    CheckKind.ACCURACY: RowForm(
        {NAME: "Setting", SOURCE: "Source", READING: "Readings, parted by ;"},
        ACTIVITY_UNITS,
        computed=True,
    ),
    CheckKind.GEOMETRY: RowForm(
        {NAME: "Container", VOLUME: "Volume (mL)", EXPECTED: "Expected", READING: "Reading"},
        ACTIVITY_UNITS,
    ),
    CheckKind.COUNTER: RowForm(
        {NAME: "Check source", EXPECTED: "Expected rate", READING: "Rate now"}, COUNT_UNITS
    ),
    CheckKind.CALIBRATION: RowForm(
        {SCALE: "Scale", NAME: "Point", EXPECTED: "Calculated", READING: "Indicated"},
        (*RATE_UNITS, *ACTIVITY_UNITS),
    ),
}
_BY_DECAY = RowForm({TIME: "Time", READING: "Reading"}, ACTIVITY_UNITS, computed=True)
_BY_SLEEVES = RowForm(
    {NAME: "Sleeve", FACTOR: "Factor", READING: "Reading"}, ACTIVITY_UNITS, computed=True
)


def row_form(check: CheckKind, method: LinearityMethod | None = None) -> RowForm | None:
    """The cells of a row of a check; None where it has no rows."""
    if check is CheckKind.LINEARITY:
        return _BY_SLEEVES if method is LinearityMethod.SLEEVES else _BY_DECAY
    return _FORMS.get(check)


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row as it was typed."""

    name: str = ""
    scale: str = ""
    source: SafetyId | None = None
    factor: str = ""
    volume: str = ""
    time: str = ""
    expected: str = ""
    reading: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was read yet."""
        return not self.reading.strip()


@dataclass(frozen=True, slots=True)
class RowResult:
    """What a row says: its point, or why it has none (`cell` and `problem`); `expected` is shown as soon as it is known."""

    point: CheckPoint | None = None
    expected: str = ""
    cell: str = ""
    problem: str = ""


class _Unreadable(Exception):
    def __init__(self, cell: str, problem: str) -> None:
        super().__init__(problem)
        self.cell, self.problem = cell, problem


class RowReader:
    """Reads the rows of one check in one unit; rows of a linearity test are compared with the first of them."""

    def __init__(
        self, check: InstrumentCheck, unit: str, sources: Mapping[SafetyId, SealedSource]
    ) -> None:
        self._check, self._unit, self._sources = check, unit, sources
        self._first: tuple[Decimal, Moment] | None = None

    def read(self, rows: Sequence[TypedRow]) -> tuple[RowResult, ...]:
        """What each row says, in their order."""
        self._first = None
        return tuple(self._read(row) for row in rows)

    def _read(self, row: TypedRow) -> RowResult:
        expected: Decimal | None = None
        try:
            expected = self._expected(row)
            shown = "" if expected is None else expected_text(expected)
            if row.empty or expected is None:
                return RowResult(expected=shown)
            return RowResult(self._point(row, expected), shown)
        except _Unreadable as found:
            shown = "" if expected is None else expected_text(expected)
            return RowResult(expected=shown, cell=found.cell, problem=found.problem)

    def _point(self, row: TypedRow, expected: Decimal) -> CheckPoint:
        readings = tuple(_number(READING, text) for text in row.reading.split(";") if text.strip())
        if not readings:
            raise _Unreadable(READING, "Enter what was read.")
        measured = mean(readings)
        source = self._source(row)
        point = _positive(
            EXPECTED,
            lambda: CheckPoint(
                row.name.strip() or self._usual_name(row), expected, measured, self._unit
            ),
        )
        factor = _number(FACTOR, row.factor) if row.factor.strip() else None
        if self._check.check is CheckKind.GEOMETRY:
            factor = self._geometry_factor(expected, measured)
        return replace(
            point,
            scale=row.scale.strip(),
            at=self._time(row) if row.time.strip() else None,
            readings=readings if len(readings) > 1 else (),
            source=None if source is None else source.ref,
            factor=factor,
            volume_ml=_number(VOLUME, row.volume) if row.volume.strip() else None,
            certificate="" if source is None else source.certificate,
        )

    def _usual_name(self, row: TypedRow) -> str:
        return row.scale.strip() or row.time.strip() or "check source"

    def _geometry_factor(self, expected: Decimal, measured: Decimal) -> Decimal:
        unit = ActivityUnit(self._unit)
        return _positive(
            READING, lambda: geometry_factor(Activity(expected, unit), Activity(measured, unit))
        )

    def _expected(self, row: TypedRow) -> Decimal | None:
        if self._check.check is CheckKind.LINEARITY:
            return self._by_first(row)
        form = row_form(self._check.check)
        if form is not None and form.computed:
            return self._decayed(row)
        return _number(EXPECTED, row.expected) if row.expected.strip() else None

    def _decayed(self, row: TypedRow) -> Decimal | None:
        source = self._source(row)
        if source is None:
            return None
        left = source.activity_at(self._check.at).to(ActivityUnit(self._unit)).amount
        return product(left, _number(FACTOR, row.factor) if row.factor.strip() else Decimal(1))

    def _source(self, row: TypedRow) -> SealedSource | None:
        source = None if row.source is None else self._sources.get(row.source)
        if source is not None:
            try:
                source.require_usable()
            except DomainError as refused:
                raise _Unreadable(SOURCE, sentence_for(refused).what_happened) from refused
        return source

    def _by_first(self, row: TypedRow) -> Decimal | None:
        if self._check.method is LinearityMethod.SLEEVES:
            return self._behind(row)
        if not row.time.strip():
            return None
        at = self._time(row)
        if self._first is None:
            return self._begin(row, at)
        amount, since = self._first
        if self._check.half_life is None:
            raise _Unreadable(TIME, "Choose the radionuclide first.")
        return product(amount, decay_factor(self._check.half_life, elapsed_between(since, at)))

    def _behind(self, row: TypedRow) -> Decimal | None:
        """The row without a sleeve comes first; behind a sleeve its factor less is read."""
        if self._first is None:
            return self._begin(row, self._check.at)
        if not row.factor.strip():
            return None
        open_reading = Activity(self._first[0], ActivityUnit(self._unit))
        factor = _number(FACTOR, row.factor)
        return _positive(FACTOR, lambda: behind_sleeve(open_reading, factor)).amount

    def _begin(self, row: TypedRow, at: Moment) -> Decimal | None:
        if row.empty:
            return None
        reading = _number(READING, row.reading)
        self._first = (_positive(READING, lambda: positive("reading", reading)), at)
        return reading

    def _time(self, row: TypedRow) -> Moment:
        return _typed_moment(row.time, self._check.at.offset_minutes)


def _typed_moment(text: str, offset_minutes: int) -> Moment:
    try:
        return read_time(text, offset_minutes)
    except Invalid as refused:
        raise _Unreadable(TIME, f"{refused.reason}.") from refused


def read_time(text: str, offset_minutes: int) -> Moment:
    """A day and a time on the clock of the place, such as "2026-11-20 08:05"; raises `Invalid`."""
    try:
        typed = datetime.strptime(text.strip(), _TIME_FORM).replace(tzinfo=UTC)
    except ValueError:
        raise Invalid("time", "Write day and time as 2026-11-20 08:05") from None
    return Moment(typed - timedelta(minutes=offset_minutes), offset_minutes)


def time_text(at: Moment) -> str:
    """A moment as `read_time` reads it."""
    return at.local.strftime(_TIME_FORM)


def expected_text(expected: Decimal) -> str:
    """The expected value as it is shown beside the reading."""
    return plain_text(rounded(expected, _SHOWN_DIGITS))


def rows_of(check: InstrumentCheck) -> tuple[TypedRow, ...]:
    """What the next check of the kind begins with: the same rows without what was read."""
    kept = check.check is not CheckKind.LINEARITY or check.method is LinearityMethod.SLEEVES
    if not kept:
        return ()
    form = row_form(check.check, check.method)
    computed = form is not None and form.computed
    repeats_factor = check.check is not CheckKind.GEOMETRY
    return tuple(
        TypedRow(
            name=one.name,
            scale=one.scale,
            source=None if one.source is None else one.source.id,
            factor=plain_text(one.factor) if one.factor is not None and repeats_factor else "",
            volume="" if one.volume_ml is None else plain_text(one.volume_ml),
            expected="" if computed else plain_text(one.expected),
        )
        for one in check.points
    )


def _number(cell: str, text: str) -> Decimal:
    try:
        return read_number(text)
    except DomainError as refused:
        raise _Unreadable(cell, sentence_for(refused).what_happened) from refused


def _positive(cell: str, work: Callable[[], T]) -> T:
    try:
        return work()
    except Invalid as refused:
        raise _Unreadable(cell, sentence_for(refused).what_happened) from refused
