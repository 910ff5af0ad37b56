"""The packages of the worked example: weeks of receipts, one wipe above the limit, one monitored late, one still waiting."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

from au_desktop.domain.ids import SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    CountRate,
    CountRateUnit,
    DoseRate,
    DoseRateUnit,
)
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import Purpose
from au_desktop.domain.safety.package_rules import PackageLabel
from au_desktop.domain.safety.packages import (
    NoticeParty,
    Package,
    PackageItem,
    PackageNotice,
    PackageWipe,
)
from au_desktop.domain.safety.possession import PossessionLine
from au_desktop.domain.safety.rooms import RoomUse
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef, RoomRef
from au_desktop.domain.safety.stock import Movement, MovementKind, StockForm
from au_desktop.services.bundle import Services
from au_desktop.services.example.example_hand import Stage
from au_desktop.services.example.example_moves import Move, at

_LINES = (
    (("Lu-177",), "74", "Item 6.A"),
    (("I-131",), "37", "Item 6.B"),
    (("Ra-223", "Ac-225"), "0.37", "Item 6.C"),
    ((), "3.7", "Item 6.D"),
)
_FRIDAY = 4
_Keys = tuple[SafetyId, ...]
_BACKGROUND, _EFFICIENCY = "46", Decimal("0.24")


@dataclass(frozen=True, slots=True)
class _Delivery:
    """One package: what came how many days ago, its readings, and what became of the contents."""

    days_ago: int
    drug: str
    activity: str
    surface: str
    rate: str
    gross: str
    index: str = "0.6"
    label: PackageLabel = PackageLabel.YELLOW_II
    form: StockForm = StockForm.VIAL
    late: str = ""
    used: bool = True
    added: bool = False


_LU, _IODINE, _RADIUM = "lu-177-vipivotide-tetraxetan", "i-131-sodium-iodide", "ra-223-dichloride"
_DELIVERIES = (
    _Delivery(55, _LU, "7.6", "3.8", "0.52", "61"),
    _Delivery(48, _LU, "7.5", "3.9", "0.55", "58"),
    _Delivery(
        43, _IODINE, "3.7", "14", "1.2", "66", "1.3", PackageLabel.YELLOW_III, StockForm.CAPSULE
    ),
    _Delivery(41, _LU, "15", "6.1", "0.86", "70", "0.9"),
    _Delivery(34, _LU, "7.6", "4.0", "0.57", "55", late="the counter was in use for a spill"),
    _Delivery(29, _RADIUM, "0.0066", "0.3", "0.04", "49", "0.1", form=StockForm.DOSAGE),
    _Delivery(27, _LU, "7.4", "3.7", "0.51", "63"),
    _Delivery(20, _LU, "15", "6.3", "0.88", "57", "0.9", used=False, added=True),
    _Delivery(
        13, _IODINE, "5.5", "21", "1.6", "2240", "1.7", PackageLabel.YELLOW_III, StockForm.CAPSULE
    ),
    _Delivery(6, _LU, "7.6", "3.9", "0.54", "60", used=False),
    _Delivery(2, _LU, "15", "6.2", "0.87", "62", "0.9", used=False),
)


def example_packages(stage: Stage, today: date) -> Iterator[Move]:
    """The license first, then every package at its moment, then what is still to be monitored."""
    receipts = _Receipts(stage)
    yield _move(stage, today, 58, 9, receipts.enter_license)
    for delivery in _DELIVERIES:
        hour = 14 if delivery.late else 10
        yield _move(stage, today, delivery.days_ago, hour, partial(receipts.receive, delivery))
        if delivery.used:
            days_ago = delivery.days_ago - 1
            yield _move(stage, today, days_ago, 16, partial(receipts.use, delivery))
    yield _move(stage, today, 5, 16, receipts.take_stock)
    yield _move(stage, today, 1, 9, receipts.leave_waiting)


def _move(stage: Stage, today: date, days_ago: int, hour: int, play: Callable[[], object]) -> Move:
    day = today - timedelta(days=days_ago)
    while day.weekday() > _FRIDAY:
        day -= timedelta(days=1)
    return Move(at(stage, day, hour), play)


class _Receipts:
    """Receives, takes in and uses; what came before the center was founded is unknown to it."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._stock: dict[int, _Keys] = {}

    def enter_license(self) -> None:
        """The possession limits of an invented license."""
        possession = self._stage.as_role(Role.RSO).possession
        for nuclides, limit, item in _LINES:
            amount = Activity(Decimal(limit), ActivityUnit.GBQ)
            together = len(nuclides) > 1
            line = PossessionLine(UUID(int=0), nuclides, amount, "", together, item)
            possession.keep(line, "license of the worked example")

    def receive(self, delivery: _Delivery) -> None:
        """Received, monitored, opened, and taken into the inventory."""
        packages = self._staff.packages
        package = self._monitored(delivery, self._before(255 if delivery.late else 50))
        key = packages.keep(package).value
        room = package.room
        self._stock[delivery.days_ago] = packages.take_in(key, room).value

    def use(self, delivery: _Delivery) -> None:
        """All that was left of it went into a dosage."""
        for stock_id in self._stock.get(delivery.days_ago, ()):
            step = Movement(MovementKind.USED, self._now, to="dosage of the day")
            self._staff.inventory.move(stock_id, step)

    def take_stock(self) -> None:
        """A look at the shelves found everything."""
        lines = self._staff.inventory.expected_lines()
        if lines:
            self._staff.inventory.take_stock(lines, None, "weekly look")

    def leave_waiting(self) -> None:
        """Came in yesterday morning; nobody monitored it."""
        services = self._staff
        blank = services.packages.blank(self._now)
        item = self._item(_DELIVERIES[0], self._now)
        services.packages.keep(replace(blank, contents=(item,), label_index=Decimal("0.6")))

    def _monitored(self, delivery: _Delivery, received: Moment) -> Package:
        services = self._staff
        me = PersonRef(services.desk.actor.name, services.desk.actor.person_id)
        blank = services.packages.blank(received)
        package = replace(
            blank,
            supplier="Example Isotopes, Inc.",
            carrier="Swift Courier",
            carrier_phone="555 0142",
            waybill=f"SW-{4400 + delivery.days_ago}",
            room=self._room(),
            label=delivery.label,
            label_index=Decimal(delivery.index),
            meter=self._instrument(Purpose.DOSE_RATE),
            background=_rate("0.02"),
            surface=_rate(delivery.surface),
            at_1_m=_rate(delivery.rate),
            counter=self._instrument(Purpose.WIPES),
            wipes=(_wipe(delivery.gross),),
            monitored_at=self._before(15),
            monitored_by=me,
            late_reason=delivery.late,
            opened_at=self._before(5),
            opened_by=me,
            contents=(self._item(delivery, received),),
        )
        judged = services.packages.judged(package)
        if not judged.notify:
            return judged
        calls = ((NoticeParty.CARRIER, "555 0142"), (NoticeParty.AGENCY, "555 0100"))
        notices = tuple(PackageNotice(party, self._before(12), me, n) for party, n in calls)
        return replace(judged, notices=notices)

    def _item(self, delivery: _Delivery, received: Moment) -> PackageItem:
        drug = self._staff.desk.reference.drug(delivery.drug)
        calibrated = Moment(received.utc + timedelta(hours=28), received.offset_minutes)
        return PackageItem(
            nuclide_id=drug.nuclide_id,
            activity=Activity(Decimal(delivery.activity), ActivityUnit.GBQ),
            calibrated_at=calibrated,
            drug_id=drug.id,
            drug=drug.generic_name,
            form=delivery.form,
            lot=f"EX{2600 + delivery.days_ago}",
            carrier_added=delivery.added,
            impurity_percent=Decimal("0.02") if delivery.added else None,
        )

    def _room(self) -> RoomRef:
        rooms = self._staff.facilities.rooms()
        chosen = next((room for room in rooms if room.use is RoomUse.PREPARATION), rooms[0])
        return RoomRef(chosen.id, chosen.name)

    def _instrument(self, purpose: Purpose) -> MeterRef | None:
        services = self._staff
        offered = services.instruments.fit_for(purpose, services.desk.today())
        return next((each.ref for each in offered if each.usable), None)

    @property
    def _staff(self) -> Services:
        return self._stage.as_role(Role.STAFF)

    @property
    def _now(self) -> Moment:
        return self._staff.desk.clock.now()

    def _before(self, minutes: int) -> Moment:
        now = self._now
        return Moment(now.utc - timedelta(minutes=minutes), now.offset_minutes)


def _rate(amount: str) -> DoseRate:
    return DoseRate(Decimal(amount), DoseRateUnit.MREM_H)


def _wipe(gross: str) -> PackageWipe:
    return PackageWipe(
        "six sides",
        CountRate(Decimal(gross), CountRateUnit.CPM),
        CountRate(Decimal(_BACKGROUND), CountRateUnit.CPM),
        _EFFICIENCY,
    )
