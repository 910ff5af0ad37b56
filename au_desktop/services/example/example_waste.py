"""The waste of the worked example: containers in every state of their life, transfers, and releases into the sewer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from au_desktop.domain.ids import SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.domain.safety.rooms import RoomUse
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.transfers import (
    LicenseCheck,
    Purpose,
    RecipientLicense,
    TransferredMaterial,
    Verification,
)
from au_desktop.domain.safety.waste_contents import Production
from au_desktop.domain.safety.waste_steps import WasteType, Way
from au_desktop.domain.safety.waste_surveys import (
    MeterUnit,
    Side,
    SideReading,
    SurveyCondition,
)
from au_desktop.services.bundle import Services
from au_desktop.services.example.example_hand import Stage
from au_desktop.services.example.example_moves import Move, at
from au_desktop.services.safety.sewer_log import NewRelease
from au_desktop.services.safety.waste_rules import NewContent, SurveyEntry
from au_desktop.services.safety.waste_storage import NewContainer
from au_desktop.services.safety.waste_transfers import NewTransfer

_PURE, _CARRIER = Production.NO_CARRIER_ADDED, Production.CARRIER_ADDED
_SIDES = ("0.02", "0.02", "0.019", "0.018", "0.02", "0.019")
_HOT = ("0.05", "0.04", "0.06", "0.03", "0.03", "0.04")
_ASKED = {"Ra-223": "Ac-227"}


@dataclass(frozen=True, slots=True)
class _Bag:
    """One container: what is in it, and how many days ago each step was taken; None was not taken yet."""

    kind: WasteType
    shelf: str
    place: str
    contents: tuple[tuple[str, str, Production], ...]
    opened: int
    sealed: int | None = None
    failed: int | None = None
    passed: int | None = None
    defaced: int | None = None
    gone: int | None = None
    way: Way = Way.REGULAR
    certificate: str = ""
    reopened: int | None = None


_UNKNOWN = Production.UNKNOWN
_BAGS = (
    _Bag(WasteType.DRY, "A1", "room 1", (("I-131", "180", _UNKNOWN),), 170, 165, None, 70, 70, 69),
    _Bag(
        WasteType.LINEN,
        "A1",
        "room 2",
        (("I-131", "96", _UNKNOWN),),
        150,
        149,
        60,
        40,
        40,
        39,
        Way.BIOMEDICAL,
    ),
    _Bag(
        WasteType.SHARPS,
        "B1",
        "room 3",
        (("Lu-177", "22", _PURE),),
        120,
        112,
        None,
        30,
        30,
        29,
        Way.BIOMEDICAL,
    ),
    _Bag(
        WasteType.DRY, "B2", "room 3", (("Lu-177", "220", _PURE), ("Lu-177", "74", _PURE)), 96, 84
    ),
    _Bag(WasteType.SHARPS, "B2", "room 3", (("Lu-177", "35", _PURE),), 70, 61),
    _Bag(WasteType.VIALS, "C1", "hot lab", (("Lu-177", "310", _CARRIER),), 64, 58),
    _Bag(WasteType.LINEN, "A1", "room 1", (("I-131", "140", _UNKNOWN),), 21, 19),
    _Bag(
        WasteType.DRY,
        "B1",
        "room 4",
        (("Ra-223", "1.2", _UNKNOWN),),
        44,
        40,
        certificate="supplier statement RA-26-118",
    ),
    _Bag(WasteType.VIALS, "C2", "hot lab", (("Ac-225", "0.6", _UNKNOWN),), 16, 12),
    _Bag(WasteType.VIALS, "C2", "angio suite", (("Y-90", "90", Production.GLASS),), 34, 33),
    _Bag(WasteType.DRY, "B1", "room 2", (("Lu-177", "150", _PURE),), 101, 90, 9),
    _Bag(WasteType.DRY, "A2", "hot lab", (("Tc-99m", "400", _UNKNOWN),), 9, 7, None, 2),
    _Bag(WasteType.DRY, "A2", "room 1", (("I-131", "64", _UNKNOWN),), 103, 99, None, 5, 4),
    _Bag(WasteType.BIOMEDICAL, "A3", "room 2", (("I-131", "20", _UNKNOWN),), 40, 36, reopened=3),
    _Bag(WasteType.DRY, "A3", "room 4", (("Ra-223", "0.4", _UNKNOWN),), 6),
    _Bag(WasteType.DRY, "B3", "room 3", (("Lu-177", "48", _PURE), ("I-131", "12", _UNKNOWN)), 12),
)
_RETURNED = _Bag(WasteType.VIALS, "C1", "hot lab", (("Lu-177", "520", _CARRIER),), 88, 80)
_RELEASES = ((62, "4.4"), (34, "6.1"), (8, "3.7"))
_WATER = Decimal(900)


def example_waste(stage: Stage, today: date) -> Iterator[Move]:
    """Every step of every container at its moment, then what left by a transfer or the sewer."""
    for number, bag in enumerate(_BAGS):
        yield from _Life(stage, today, number).moves(bag)
    life = _Life(stage, today, len(_BAGS))
    yield from life.moves(_RETURNED)
    yield life.at(26, 15, life.returned)
    yield life.at(6, 11, life.sent_check_source)
    for days_ago, activity in _RELEASES:
        yield life.at(days_ago, 16, partial(life.poured, activity))


class _Life:
    """Takes one container through its steps; its id is known once it was opened."""

    def __init__(self, stage: Stage, today: date, number: int) -> None:
        self._stage, self._today = stage, today
        self._minute = (number * 7) % 60
        self._key = SafetyId(stage.as_role(Role.RSO).desk.actor.person_id)

    def at(self, days_ago: int, hour: int, play: Callable[[], object]) -> Move:
        """Something so many days ago."""
        day = self._today - timedelta(days=days_ago)
        return Move(at(self._stage, day, hour, self._minute), play)

    def moves(self, bag: _Bag) -> Iterator[Move]:
        """The steps that were taken."""
        yield self.at(bag.opened, 8, partial(self._open, bag))
        for offset, content in enumerate(bag.contents):
            yield self.at(bag.opened - offset, 10, partial(self._fill, *content))
        steps: tuple[tuple[int | None, int, Callable[[], object]], ...] = (
            (bag.sealed, 16, self._seal),
            (bag.sealed if bag.certificate else None, 17, partial(self._certify, bag)),
            (bag.reopened, 9, self._reopen),
            (bag.failed, 11, self._fail),
            (bag.passed, 12, self._pass),
            (bag.defaced, 13, self._deface),
            (bag.gone, 14, partial(self._dispose, bag.way)),
        )
        for days_ago, hour, play in steps:
            if days_ago is not None:
                yield self.at(days_ago, hour, play)

    def returned(self) -> None:
        """The carrier-added vials go back to the supplier, whose license was read before."""
        self._rso.waste_transfers.enter(
            self._transfer(
                Purpose.RETURN,
                ("Example Isotopes, Inc.", "20-98765-02", "NRC"),
                LicenseCheck(
                    Verification.COPY,
                    self._before(2),
                    self._me,
                    "license copy, amendment 31, line 6.B",
                    covers=True,
                ),
                containers=(self._key,),
            )
        )

    def sent_check_source(self) -> None:
        """An old check source leaves in a hurry: the license was certified by telephone."""
        source = TransferredMaterial(
            "Co-57", Activity(Decimal("3.7"), ActivityUnit.MBQ), self._now, "sealed source"
        )
        self._rso.waste_transfers.enter(
            self._transfer(
                Purpose.LICENSEE,
                ("Riverbend Calibration Service", "RML-4410", "State of Wisconsin"),
                LicenseCheck(
                    Verification.ORAL,
                    self._before(1),
                    self._me,
                    "telephone, their RSO",
                    covers=True,
                ),
                materials=(source,),
            )
        )

    def poured(self, activity: str) -> None:
        """Rinse water of the hot lab."""
        self._rso.sewer_log.enter(
            NewRelease(
                at=self._now,
                materials=(("I-131", Activity(Decimal(activity), ActivityUnit.MBQ)),),
                water_m3=_WATER,
                water_basis="water bills of the last year",
                where="hot lab sink",
                soluble=True,
                public_sewer=True,
            )
        )

    @property
    def _rso(self) -> Services:
        return self._stage.as_role(Role.RSO)

    @property
    def _me(self) -> PersonRef:
        actor = self._rso.desk.actor
        return PersonRef(actor.name, actor.person_id)

    @property
    def _now(self) -> Moment:
        return self._rso.desk.clock.now()

    def _before(self, hours: int) -> Moment:
        now = self._now
        return Moment(now.utc - timedelta(hours=hours), now.offset_minutes)

    def _open(self, bag: _Bag) -> None:
        rooms = self._rso.facilities.rooms()
        room = next((one for one in rooms if one.use is RoomUse.STORAGE), rooms[0])
        new = NewContainer(self._now, bag.kind, room.id, bag.shelf, bag.place)
        self._key = self._rso.waste_storage.open_container(new).value

    def _fill(self, nuclide: str, amount: str, production: Production) -> None:
        activity = Activity(Decimal(amount), ActivityUnit.MBQ)
        self._rso.waste_storage.put_in(
            self._key, NewContent(nuclide, activity, self._now, production)
        )

    def _seal(self) -> None:
        self._rso.waste_storage.seal(self._key, self._now, self._me, tagged=True)

    def _certify(self, bag: _Bag) -> None:
        impurity = _ASKED[bag.contents[0][0]]
        self._rso.waste_storage.rule_out(self._key, impurity, bag.certificate)

    def _reopen(self) -> None:
        self._rso.waste_storage.reopen(self._key, "gauze of the same patient still to be put in")

    def _survey(self, readings: tuple[str, ...], *, passes: bool) -> None:
        meters = (
            one
            for one in self._rso.facilities.instruments()
            if one.kind is InstrumentKind.SURVEY_METER
        )
        again = self._now.local.date() + timedelta(days=14)
        sides = tuple(
            SideReading(side, Decimal(value)) for side, value in zip(Side, readings, strict=True)
        )
        entry = SurveyEntry(
            at=self._now,
            by=self._me,
            instrument_id=next(meters).id,
            unit=MeterUnit.MR_H,
            background=Decimal("0.02"),
            readings=sides,
            conditions=tuple(SurveyCondition),
            indistinguishable=passes,
            next_survey=None if passes else again,
        )
        self._rso.waste_storage.survey(self._key, entry)

    def _fail(self) -> None:
        self._survey(_HOT, passes=False)

    def _pass(self) -> None:
        self._survey(_SIDES, passes=True)

    def _deface(self) -> None:
        self._rso.waste_storage.deface(self._key, self._me)

    def _dispose(self, way: Way) -> None:
        self._rso.waste_storage.dispose(self._key, way, self._now, self._me)

    def _transfer(
        self,
        purpose: Purpose,
        recipient: tuple[str, str, str],
        check: LicenseCheck,
        *,
        materials: tuple[TransferredMaterial, ...] = (),
        containers: tuple[SafetyId, ...] = (),
    ) -> NewTransfer:
        name, number, agency = recipient
        ends = date(self._today.year + 2, 6, 30)
        return NewTransfer(
            at=self._now,
            purpose=purpose,
            recipient=name,
            license=RecipientLicense(number, agency, ends),
            check=check,
            materials=materials,
            container_ids=containers,
            packages="1 package, excepted, no label",
            carrier="the recipient's driver",
        )
