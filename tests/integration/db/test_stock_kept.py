"""Packages and stock in the encrypted file: received, taken in, used, and asked about any moment."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.package_rules import PackageLabel
from au_desktop.domain.safety.packages import NoticeParty
from au_desktop.domain.safety.possession import PossessionExceeded
from au_desktop.domain.safety.stock import Movement, MovementKind, Stock
from au_desktop.services.safety.inventory import TravelNote
from au_desktop.services.safety.package_receipt import PackageHabits
from tests.builders import gbq
from tests.centers import make_center
from tests.package_examples import a_line, a_notice, a_wipe, an_item, mrem


def before(services, **by):
    now = services.desk.clock.now()
    return Moment(now.utc - timedelta(**by), now.offset_minutes)


def received(services, **changes):
    """An unlabeled, opened package of two hours ago."""
    at = before(services, hours=2)
    opened = replace(
        services.packages.blank(at),
        label=PackageLabel.NONE,
        surface=mrem("3"),
        wipes=(a_wipe(),),
        opened_at=before(services, hours=1),
        contents=(
            an_item(calibrated_at=at, carrier_added=True, impurity_percent=Decimal("0.02")),
        ),
    )
    return services.packages.keep(replace(opened, **changes)).value


def test_a_package_comes_back_with_all_it_holds(tmp_path):
    with make_center(tmp_path / "Center.aucenter").opened(Role.RSO) as center:
        services = center.services
        services.packages.set_habits(PackageHabits(agency_phone="555 0199"))
        call = a_notice(NoticeParty.AGENCY, at=before(services, minutes=30))
        key = received(services, notices=(call,))
        package = services.packages.get(key)
        assert (package.code, package.state, package.notices) == ("PK-0001", "to take in", (call,))
        assert package.wipes == (a_wipe(),)
        assert services.packages.habits().agency_phone == "555 0199"
        assert services.packages.open_ones() == (package,)


def test_the_license_the_steps_and_the_moment_hold_in_the_file(tmp_path):
    with make_center(tmp_path / "Center.aucenter").opened(Role.RSO) as center:
        services = center.services
        services.possession.keep(a_line("Lu-177", limit="10"))
        (stock_id,) = services.packages.take_in(received(services), None).value
        with pytest.raises(PossessionExceeded):
            services.packages.take_in(received(services), None)
        known = services.desk.clock.now()
        step = Movement(MovementKind.USED, before(services, minutes=20), gbq("3"))
        services.inventory.move(stock_id, step)
        stock = services.inventory.get(stock_id)
        assert stock.movements[0].activity == gbq("3")
        assert [s.nuclide_id for s in services.inventory.now().by_nuclide] == ["Lu-177", "Lu-177m"]
        travel = services.inventory.travel(known)
        assert {row.note for row in travel.rows} == {TravelNote.AMOUNT}
        services.safety_book.void(Stock, stock_id, "entered twice")
        assert services.inventory.now().holdings == ()
        assert len(services.inventory.travel(known).known) == 2
