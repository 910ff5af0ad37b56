"""From receipt to inventory: what is prefilled, what is refused, which limits hold, and what the log says."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from au_desktop.domain.errors import Invalid, NotAllowed, NotFound, ReasonRequired
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.quantities import Duration, DurationUnit
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import InstrumentUnfit
from au_desktop.domain.safety.package_rules import PackageLabel, Weekday, WipeRow, WorkingHours
from au_desktop.domain.safety.packages import NoticeParty, NotMonitored, Package
from au_desktop.domain.safety.possession import NotOnLicense, PossessionExceeded
from au_desktop.domain.safety.safety_records import RecordMoved
from au_desktop.domain.safety.stock import Stock
from au_desktop.services.changes import Kind
from au_desktop.services.safety.package_receipt import (
    PackageHabits,
    PackageReceipt,
    long_lived_impurity,
)
from au_desktop.services.safety.possession_lines import Possession
from au_desktop.services.safety.site_settings import SiteLimits
from tests.builders import MemoryDesk, a_person, an_instrument, gbq, reference
from tests.package_examples import (
    COUNTER,
    HOT_LAB,
    METER,
    SOMEBODY,
    a_line,
    a_monitored,
    a_notice,
    a_wipe,
    after,
    an_item,
    mrem,
)

EARLIER = {"number": 0, "room": HOT_LAB}


class Receipt:
    """A center with two instruments and somebody at work; the clock stands at 15:00 of the package's Friday."""

    def __init__(self, role: Role = Role.STAFF) -> None:
        self.memory = MemoryDesk()
        self.desk = self.memory.desk(role)
        self.packages = PackageReceipt(self.desk)
        with self.memory.center.unit_of_work() as uow:
            for ref in (METER, COUNTER):
                uow.instruments.add(an_instrument(id=ref.id, name=ref.name))
            uow.commit()

    def keep(self, package: Package) -> SafetyId:
        return self.packages.keep(package).value

    def monitored(self, **changes: Any) -> Package:
        return a_monitored(**(EARLIER | changes))

    def opened(self, **changes: Any) -> SafetyId:
        opened = {"opened_at": after(hours=1), "opened_by": SOMEBODY} | changes
        return self.keep(self.monitored(**opened))

    def verbs(self) -> list[str]:
        return [entry.verb for entry in self.memory.center.state.log]


def test_a_first_package_is_blank_but_for_hours_and_person() -> None:
    receipt = Receipt()
    blank = receipt.packages.blank(after())
    assert blank.received_by is not None
    assert blank.received_by.name == "The staff"
    assert (blank.supplier, blank.hours, blank.number) == ("", WorkingHours(), 0)
    assert blank.limits is not None
    assert blank.limits.wipe.deciding == Decimal(240)


def test_the_next_package_takes_over_what_is_likely() -> None:
    receipt = Receipt()
    receipt.keep(receipt.monitored())
    blank = receipt.packages.blank(after(hours=2))
    assert (blank.supplier, blank.carrier) == ("Isotope house", "Swift Courier")
    assert (blank.meter, blank.counter, blank.room) == (METER, COUNTER, HOT_LAB)
    assert (blank.monitored_at, blank.surface, blank.wipes, blank.contents) == (None, None, (), ())


def test_the_contents_choose_the_row_of_the_wipe_table() -> None:
    packages = Receipt().packages
    assert packages.limits(["Ra-223"]).wipe_row is WipeRow.OTHER_ALPHA
    assert packages.limits(["Ra-223"]).wipe.deciding == Decimal(24)
    assert packages.limits(["Lu-177"]).wipe.deciding == Decimal(240)
    assert packages.limits(["not known"]).wipe_row is WipeRow.OTHER_ALPHA
    alpha = packages.judged(a_monitored(contents=(an_item(nuclide_id="Ac-225"),)))
    assert alpha.limits is not None
    assert alpha.limits.wipe_row is WipeRow.OTHER_ALPHA


def test_a_limit_of_the_site_stands_beside_the_federal_one() -> None:
    receipt = Receipt(Role.RSO)
    site = SiteLimits(receipt.desk)
    site.set("package-wipe-beta-gamma", "22 dpm/cm²", "procedure 7")
    site.set("package-surface-rate", "1 mSv/h", "procedure 7")
    limits = receipt.packages.limits(["Lu-177"])
    assert (limits.wipe.value, limits.wipe.federal) == (Decimal(22), Decimal(240))
    assert (limits.wipe.deciding, limits.wipe.deciding_basis) == (Decimal(22), "procedure 7")
    assert (limits.surface.value, limits.surface.unit) == (Decimal(100), "mrem/h")


def test_a_package_goes_step_by_step_and_the_log_says_so() -> None:
    receipt = Receipt()
    package = receipt.monitored(monitored_at=None, wipes=())
    key = receipt.keep(package)
    kept = receipt.packages.get(key)
    assert (kept.code, kept.state) == ("PK-0001", "to monitor")
    receipt.keep(replace(kept, waybill="17"))
    receipt.keep(replace(kept, monitored_at=after(minutes=40), wipes=(a_wipe(),), revision=2))
    monitored = receipt.packages.get(key)
    receipt.keep(replace(monitored, opened_at=after(hours=1)))
    assert receipt.packages.get(key).revision == 4
    assert receipt.verbs() == [
        "enter package",
        "change package",
        "monitor package",
        "open package",
    ]


def test_after_hours_the_next_day_begins_on_the_clock_of_that_day() -> None:
    receipt = Receipt()
    evening = receipt.monitored(at=after(hours=-24 * 7 + 10), monitored_at=None, wipes=())
    plain = PackageReceipt(receipt.desk, lambda _: 0).judged(evening)
    assert plain.day_begins is None
    shifted = PackageReceipt(receipt.desk, lambda _: 60).judged(evening)
    assert shifted.day_begins is not None
    assert f"{shifted.day_begins.local:%A %H:%M}" == "Monday 08:00"
    assert shifted.clock.due.utc == plain.clock.due.utc - timedelta(hours=1)
    again = PackageReceipt(receipt.desk, lambda _: 120).judged(shifted)
    assert again.day_begins == shifted.day_begins


def test_open_packages_and_the_last_wipe_can_be_asked_for() -> None:
    receipt = Receipt()
    assert (receipt.packages.open_ones(), receipt.packages.last_wipe()) == ((), None)
    key = receipt.keep(receipt.monitored())
    assert [package.id for package in receipt.packages.open_ones()] == [key]
    assert receipt.packages.last_wipe() == a_wipe()


def test_a_call_is_noted_with_the_limits_it_was_about() -> None:
    receipt = Receipt(Role.RSO)
    key = receipt.keep(receipt.monitored(surface=mrem("250")))
    hot = receipt.packages.get(key)
    assert hot.state == "notify now"
    SiteLimits(receipt.desk).set("package-surface-rate", "100 mrem/h", "procedure 7")
    calls = (a_notice(NoticeParty.CARRIER), a_notice(NoticeParty.AGENCY))
    receipt.keep(replace(hot, notices=calls))
    told = receipt.packages.get(key)
    assert told.not_yet_told == ()
    assert told.limits is not None
    assert told.limits.surface.value == Decimal(200)
    assert receipt.verbs()[-1] == "note call about package"


def test_monitored_means_with_the_required_results() -> None:
    receipt = Receipt()
    with pytest.raises(NotMonitored) as refused:
        receipt.keep(receipt.monitored(wipes=()))
    assert refused.value.missing == ("wipe",)
    key = receipt.keep(receipt.monitored())
    with pytest.raises(NotMonitored) as again:
        receipt.keep(replace(receipt.packages.get(key), wipes=()))
    assert again.value.code == "PK-0001"


def test_nothing_is_opened_before_it_was_monitored() -> None:
    receipt = Receipt()
    unmonitored = receipt.monitored(monitored_at=None)
    with pytest.raises(NotMonitored, match="monitoring"):
        receipt.keep(replace(unmonitored, opened_at=after(hours=1)))
    key = receipt.keep(unmonitored)
    with pytest.raises(NotMonitored, match="PK-0001"):
        receipt.keep(replace(receipt.packages.get(key), opened_at=after(hours=1)))
    plain = replace(unmonitored, id=SafetyId(UUID(int=777)), label=PackageLabel.NONE)
    receipt.keep(replace(plain, opened_at=after(minutes=5)))


def test_late_monitoring_asks_why() -> None:
    receipt = Receipt()
    late = receipt.monitored(monitored_at=after(hours=3, minutes=1))
    with pytest.raises(ReasonRequired):
        receipt.keep(late)
    receipt.keep(replace(late, late_reason="the counter was in repair"))
    unasked = replace(
        late, id=SafetyId(UUID(int=778)), label=PackageLabel.NONE, meter=None, counter=None
    )
    receipt.keep(unasked)


def test_times_follow_one_another() -> None:
    receipt = Receipt()
    with pytest.raises(Invalid, match="before the receipt"):
        receipt.keep(receipt.monitored(monitored_at=after(minutes=-1)))
    with pytest.raises(Invalid, match="future"):
        receipt.keep(receipt.monitored(opened_at=after(hours=7)))
    late_call = a_notice(NoticeParty.AGENCY, at=after(hours=8))
    with pytest.raises(Invalid, match="future"):
        receipt.keep(receipt.monitored(notices=(late_call,)))


def test_an_instrument_that_is_not_fit_is_refused() -> None:
    receipt = Receipt()
    with receipt.memory.center.unit_of_work() as uow:
        old = an_instrument(id=METER.id, name=METER.name, calibrated_on=date(2024, 1, 5))
        uow.instruments.replace(old)
        uow.commit()
    with pytest.raises(InstrumentUnfit):
        receipt.keep(receipt.monitored())


def test_a_nuclide_that_is_not_known_is_refused() -> None:
    receipt = Receipt()
    with pytest.raises(NotFound):
        receipt.keep(receipt.monitored(contents=(an_item(nuclide_id="Un-1"),)))


def test_what_was_opened_comes_into_the_inventory_with_its_receipt() -> None:
    receipt = Receipt()
    key = receipt.opened(contents=(an_item(), an_item(lot="B2")))
    taken = receipt.packages.take_in(key, HOT_LAB)
    package = receipt.packages.get(key)
    assert (package.state, len(taken.value)) == ("done", 2)
    assert [item.stock_code for item in package.contents] == ["RM-0001", "RM-0002"]
    assert taken.changes.touches(Kind.SAFETY)
    with receipt.memory.center.unit_of_work() as uow:
        stock = uow.safety.get(Stock, taken.value[0])
    assert (stock.at, stock.reference_at) == (package.at, after(hours=24))
    assert (stock.package, stock.lot, stock.room) == ("PK-0001", "A1234", HOT_LAB)
    assert stock.remaining(package.at) > gbq("7.4")
    with pytest.raises(Invalid, match="inventory"):
        receipt.packages.take_in(key, HOT_LAB)


def test_only_what_is_new_is_taken_in() -> None:
    receipt = Receipt()
    key = receipt.opened()
    receipt.packages.take_in(key, HOT_LAB)
    package = receipt.packages.get(key)
    receipt.keep(replace(package, contents=(*package.contents, an_item(lot="forgotten"))))
    assert len(receipt.packages.take_in(key, HOT_LAB).value) == 2
    with receipt.memory.center.unit_of_work() as uow:
        assert [stock.lot for stock in uow.safety.all(Stock)] == ["A1234", "forgotten"]


def test_an_unopened_package_is_not_taken_in() -> None:
    receipt = Receipt()
    with pytest.raises(NotMonitored, match="opening"):
        receipt.packages.take_in(receipt.keep(receipt.monitored()), HOT_LAB)


def test_the_possession_limit_stops_it_and_the_package_stays() -> None:
    receipt = Receipt()
    Possession(receipt.memory.desk(Role.RSO)).keep(a_line("Lu-177", limit="10"))
    first, second = receipt.opened(), None
    receipt.packages.take_in(first, HOT_LAB)
    second = receipt.opened(id=SafetyId(UUID(int=999)))
    with pytest.raises(PossessionExceeded) as refused:
        receipt.packages.take_in(second, HOT_LAB)
    check = refused.value.check
    assert check.on_hand > gbq("7.4")
    assert check.total > gbq("10")
    assert receipt.packages.get(second).state == "to take in"


def test_what_the_license_does_not_name_is_stopped() -> None:
    receipt = Receipt()
    Possession(receipt.memory.desk(Role.RSO)).keep(a_line("I-131"))
    with pytest.raises(NotOnLicense):
        receipt.packages.take_in(receipt.opened(), HOT_LAB)


def test_carrier_added_material_brings_its_long_lived_companion() -> None:
    receipt = Receipt()
    stated = an_item(carrier_added=True, impurity_percent=Decimal("0.02"))
    unstated = an_item(carrier_added=True)
    key = receipt.opened(contents=(stated, unstated))
    with_amount, without = receipt.packages.take_in(key, HOT_LAB).value
    with receipt.memory.center.unit_of_work() as uow:
        known, unknown = uow.safety.several(Stock, (with_amount, without))
    assert known.companion is not None
    assert (known.companion.nuclide_id, known.companion.activity) == ("Lu-177m", gbq("0.00148"))
    assert known.companion.half_life == Duration(Decimal("160.4"), DurationUnit.D)
    assert unknown.companion is not None
    assert unknown.companion.activity is None


def test_carrier_added_says_nothing_where_no_companion_is_known() -> None:
    receipt = Receipt()
    assert long_lived_impurity(reference().nuclides["I-131"]) is None
    key = receipt.opened(contents=(an_item(nuclide_id="I-131", carrier_added=True),))
    with pytest.raises(NotFound, match="impurity"):
        receipt.packages.take_in(key, HOT_LAB)


def test_habits_are_set_and_taken_back() -> None:
    receipt = Receipt(Role.RSO)
    early = WorkingHours(time(6), time(14), tuple(Weekday)[:6])
    outcome = receipt.packages.set_habits(PackageHabits(early, "555 0199", Decimal("0.2")))
    assert receipt.packages.habits().hours_set
    assert receipt.packages.blank(after()).hours == early
    assert outcome.undo is not None
    outcome.undo.run()
    assert receipt.packages.habits().hours == WorkingHours()
    with pytest.raises(Invalid, match="at most 1"):
        receipt.packages.set_habits(PackageHabits(wipe_efficiency=Decimal(2)))


def test_a_trainee_keeps_no_packages() -> None:
    receipt = Receipt(Role.TRAINEE)
    assert a_person(Role.TRAINEE).role is Role.TRAINEE
    with pytest.raises(NotAllowed):
        receipt.keep(receipt.monitored())


def test_two_workstations_do_not_overwrite_each_others_package() -> None:
    """Else what was taken in could be taken in again, and the license would be asked about half of it."""
    receipt = Receipt()
    package_id = receipt.opened(contents=(an_item(),))
    seen = receipt.packages.get(package_id)
    receipt.packages.take_in(package_id, HOT_LAB)
    with pytest.raises(RecordMoved):
        receipt.keep(replace(seen, notes="seen twice"))
    kept = receipt.packages.get(package_id)
    assert (kept.notes, kept.waiting_items) == ("", ())
