"""Which administration checklists fit a case, by its drug and its prescribed dosage."""

import pytest

from au_desktop.domain.training.cases import Prescribed
from au_desktop.services.checklists.administration_choice import fitting_administrations
from tests.builders import a_case, gbq, mci
from tests.checklist_examples import a_template
from tests.shipped_checklists import SHIPPED

UP_TO, ABOVE = "i131_oral_up_to_33_administration", "i131_oral_above_33_administration"
IODIDE = "i-131-sodium-iodide"


def fitting(drug_id, prescribed):
    case = a_case(drug_id=drug_id, prescribed=prescribed)
    return {template.id for template in fitting_administrations(SHIPPED, case)}


@pytest.mark.parametrize(
    ("prescribed", "wanted"),
    [
        (Prescribed(mci("33")), {UP_TO}),
        (Prescribed(gbq("1.221")), {UP_TO}),
        (Prescribed(mci("33.01")), {ABOVE}),
        (Prescribed(mci("10"), mci("33")), {UP_TO}),
        (Prescribed(mci("30"), mci("40")), {ABOVE}),
        (None, {UP_TO, ABOVE}),
    ],
)
def test_the_dosage_of_oral_iodide_decides(prescribed, wanted):
    assert fitting(IODIDE, prescribed) == wanted


def test_a_dosage_beyond_the_only_checklist_still_gets_it():
    assert fitting("y-90-ibritumomab-tiuxetan", Prescribed(mci("40"))) == {
        "y90_ibritumomab_administration"
    }


def test_a_checklist_without_limits_fits_by_its_drug_alone():
    lutetium = Prescribed(gbq("7.4"))
    assert fitting("lu-177-dotatate", lutetium) == {"lu177_dotatate_administration"}
    own = a_template(kind="administration", drugs=("lu-177-dotatate",))
    case = a_case(drug_id="lu-177-dotatate", prescribed=lutetium)
    assert fitting_administrations([own, a_template()], case) == (own,)


def test_every_drug_that_is_known_has_one_checklist():
    drugs = {drug for template in SHIPPED for drug in template.drugs}
    for drug in drugs - {IODIDE}:
        assert len(fitting(drug, None)) == 1, drug
