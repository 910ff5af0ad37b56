"""The waste of the worked example: containers in every state, one survey overdue, transfers, releases into the sewer."""

from functools import lru_cache

from au_desktop.domain.safety.sewer import SewerDisposal
from au_desktop.domain.safety.transfers import Transfer, confirmation_due
from au_desktop.domain.safety.waste import (
    Container,
    WasteState,
    reasons_against,
    suggested_survey,
)
from tests.waste_desk import WasteDesk
from tests.waste_page import play_example


@lru_cache
def played():
    center = WasteDesk()
    play_example(center)
    return center


def everything(kind):
    with played().center.unit_of_work() as uow:
        return uow.safety.all(kind)


def test_containers_stand_in_every_state():
    containers = everything(Container)
    assert len(containers) >= 12
    assert {container.state for container in containers} == set(WasteState)
    assert any(container.reopened for container in containers)
    assert any(survey.next_survey for one in containers for survey in one.surveys)


def test_a_survey_is_overdue_and_lu_177m_is_held():
    containers = everything(Container)
    now = played().now()
    stored = [one for one in containers if one.state is WasteState.STORED]
    assert any(suggested_survey(one).utc < now.utc for one in stored)
    held = [one for one in containers if one.state is WasteState.NOT_ELIGIBLE]
    assert {reason.nuclide for one in held for reason in reasons_against(one)} == {"Lu-177m"}


def test_a_transfer_waits_for_its_confirmation_and_the_sewer_is_within_limits():
    assert [confirmation_due(one) is None for one in everything(Transfer)] == [True, False]
    assert [one.summary.state for one in everything(SewerDisposal)] == ["within limits"] * 3
