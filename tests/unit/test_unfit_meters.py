"""A meter that failed a check surveys no waste, however long its calibration holds, and is offered with the reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import Blocked, Fitness, InstrumentUnfit
from au_desktop.services.safety.patient_releases import PatientReleases
from tests.waste_desk import METER_ID, WasteDesk


def _failed(desk: WasteDesk) -> None:
    since = desk.at_desk.today() - timedelta(days=1)
    with desk.center.unit_of_work() as uow:
        meter = uow.instruments.get(METER_ID)
        uow.instruments.replace(
            replace(meter, blocked=Blocked(Fitness.CHECK_FAILED, since, "IC-0004"))
        )
        uow.commit()


def test_a_meter_that_failed_its_check_surveys_no_waste() -> None:
    desk = WasteDesk()
    key = desk.sealed()
    desk.clock.move(days=81)
    _failed(desk)
    with pytest.raises(InstrumentUnfit) as refused:
        desk.waste.survey(key, desk.survey_entry())
    assert refused.value.note == "IC-0004"
    assert desk.container(key).surveys == ()


def test_an_unfit_meter_is_offered_for_a_release_with_its_reason() -> None:
    desk = WasteDesk()
    _failed(desk)
    (offered,) = PatientReleases(desk.desk(Role.RSO)).tools().meters
    assert not offered.usable
    assert "IC-0004" in offered.reason
