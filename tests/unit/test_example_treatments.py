"""The worked example can give every therapeutic drug: its usual answers leave nothing to look at."""

from dataclasses import replace

import pytest

from au_desktop.domain.checklists.verdicts import VerdictState, verdict
from au_desktop.domain.quantities import Activity
from au_desktop.services.example.example_answers import example_answers
from tests.checklist_examples import an_answer
from tests.shipped_checklists import SHIPPED, a_run_of, answered
from tests.unit.test_example import EVENT, a_scene

DOSAGES = {
    "i131_oral_up_to_33_administration": "29 mCi",
    "y90_ibritumomab_administration": "30 mCi",
    "ra223_dichloride_administration": "0.12 mCi",
    "sr89_chloride_administration": "4 mCi",
}
KINDS = {"administration", "written_directive", "time_out", "dosage_residual"}


@pytest.mark.parametrize(
    "template", [one for one in SHIPPED if one.kind in KINDS], ids=lambda one: one.id
)
def test_an_uneventful_day_is_complete(template):
    prescribed = Activity.parse(DOSAGES.get(template.id, "200 mCi"))
    given = example_answers(template, replace(a_scene(), prescribed=prescribed))
    answers = [an_answer(one.item, one.value) for one in given]
    run = answered(replace(a_run_of(template), event_time=EVENT), template, answers)

    found = verdict(template, run)

    assert (found.state, found.items) == (VerdictState.COMPLETE, ())
