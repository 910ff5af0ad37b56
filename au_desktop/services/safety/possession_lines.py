"""The possession limits of the license: kept by the center, and asked before anything comes in."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from au_desktop.domain.errors import Invalid, NotFound
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.possession import (
    Coming,
    PossessionCheck,
    PossessionLine,
    possession_checks,
    require_possession,
)
from au_desktop.domain.safety.sealed_sources import SealedSource
from au_desktop.domain.safety.stock import Stock
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.stock_keeping import (
    holdings_at,
    present_holdings,
    source_holding,
)

POSSESSION_LINE = "possession line"


class Possession:
    """Use cases about possession limits."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def lines(self) -> tuple[PossessionLine, ...]:
        """The lines of the license that hold."""
        with self._desk.reading() as uow:
            return standing_lines(uow)

    def keep(self, line: PossessionLine, reason: str = "") -> Outcome[UUID]:
        """Add a line of the license, or change one; its id is given here where it is new.

        Raises:
            NotFound: a nuclide that the reference data do not know.
            Invalid: where the license says so is missing.
        """
        for nuclide_id in line.nuclides:
            self._desk.reference.nuclide(nuclide_id)
        if not line.item.strip():
            raise Invalid("item", "is missing: the item of the license that says so")
        with self._desk.change(Permission.MANAGE_CENTER) as change:
            kept = change.uow.kept(PossessionLine, POSSESSION_LINE)
            before = kept.find(line.id)
            after = line if before is not None else replace(line, id=self._desk.ids.new())
            kept.put(after)
            verb = "add possession limit" if before is None else "change possession limit"
            _note(change, verb, (before, after), reason)
        back = replace(after, retired=True) if before is None else before
        undo = Undo(f"{after.title} kept", lambda: self._put_back(back))
        return Outcome(after.id, change.changes, undo)

    def retire(self, line_id: UUID, reason: str) -> Outcome[UUID]:
        """Take a line out, because the license does not say so any more."""
        with self._desk.reading() as uow:
            line = uow.kept(PossessionLine, POSSESSION_LINE).find(line_id)
        if line is None:
            raise NotFound(POSSESSION_LINE, str(line_id))
        return self.keep(replace(line, retired=True), reason)

    def standing(self, moment: Moment | None = None) -> tuple[PossessionCheck, ...]:
        """Every line against what is on hand."""
        at = moment or self._desk.clock.now()
        with self._desk.reading() as uow:
            return possession_checks(standing_lines(uow), present_holdings(uow, at))

    def foresee(self, stocks: Sequence[Stock]) -> tuple[PossessionCheck, ...]:
        """The lines that this stock would count to, now, whether or not they would be exceeded; nothing is written."""
        now = self._desk.clock.now()
        with self._desk.reading() as uow:
            coming = coming_of(stocks, now)
            checks = possession_checks(standing_lines(uow), present_holdings(uow, now), coming)
        return tuple(check for check in checks if check.coming.amount > 0)

    def _put_back(self, line: PossessionLine) -> Outcome[None]:
        with self._desk.change(Permission.MANAGE_CENTER) as change:
            kept = change.uow.kept(PossessionLine, POSSESSION_LINE)
            before = kept.get(line.id)
            kept.put(line)
            _note(change, "take back possession limit", (before, line), "")
        return Outcome(None, change.changes)


def _note(
    change: Change,
    verb: str,
    values: tuple[PossessionLine | None, PossessionLine],
    reason: str,
) -> None:
    before, after = values
    change.record(verb, Subject(Kind.CENTER, None, after.title), before, after, reason)
    change.kinds.add(Kind.SAFETY)


def standing_lines(uow: UnitOfWork) -> tuple[PossessionLine, ...]:
    """The lines that hold, in the order they were entered."""
    return tuple(
        line for line in uow.kept(PossessionLine, POSSESSION_LINE).all() if not line.retired
    )


def coming_of(stocks: Sequence[Stock], moment: Moment) -> tuple[Coming, ...]:
    """What stock brings at a moment, each with its decayed activity, and what is stated to come along with it."""
    return tuple(coming for stock in stocks for coming in _brought(stock, moment))


def _brought(stock: Stock, moment: Moment) -> Iterator[Coming]:
    form, companion = stock.form.possession, stock.companion
    yield Coming(stock.nuclide_id, form, stock.undiminished(moment))
    stated = stock.companion_remaining(moment)
    if companion is not None and stated is not None:
        yield Coming(companion.nuclide_id, form, stated, needs_line=False)


def require_room_on_license(
    uow: UnitOfWork, stocks: Sequence[Stock], now: Moment
) -> tuple[PossessionCheck, ...]:
    """Refuse stock for which the license has no room, at its receipt or now; gives the checks of the later moment.

    Raises:
        NotOnLicense: no line covers it.
        PossessionExceeded: what is on hand and what comes in are more than a line allows.
    """
    lines = standing_lines(uow)
    received = min(stock.at for stock in stocks)
    require_possession(lines, holdings_at(uow, received), coming_of(stocks, received))
    return require_possession(lines, present_holdings(uow, now), coming_of(stocks, now))


def require_form_on_license(uow: UnitOfWork, part: Stock, now: Moment) -> None:
    """Refuse a part that was just drawn off into another form for which the license has no room.

    Raises:
        NotOnLicense, PossessionExceeded: as for what comes in; the whole no longer counts what was drawn off.
    """
    others = tuple(held for held in present_holdings(uow, now) if held.record_id != part.id)
    require_possession(standing_lines(uow), others, coming_of((part,), now))


def require_room_for_source(uow: UnitOfWork, source: SealedSource, now: Moment) -> None:
    """Refuse a sealed source that would exceed a line of the license; one that no line names needs none.

    Calibration and reference sources may be held without a line of their own (10 CFR 35.65).

    Raises:
        PossessionExceeded: what is on hand and the source are more than a line allows.
    """
    held = source_holding(source, now)
    if held is None:
        return
    others = tuple(each for each in present_holdings(uow, now) if each.record_id != source.id)
    coming = Coming(held.nuclide_id, held.form, held.activity, needs_line=False)
    require_possession(standing_lines(uow), others, (coming,))
