"""What a named calculation cannot take: the refusal names the input, the reason, and what there is instead."""

import pytest

from au_desktop.services.calculating.named_results import run_named
from au_desktop.services.checklists.calculations import ParameterError
from au_desktop.services.sentences import sentence_for
from tests.builders import reference

# calculation | inputs, with & between | the input that is named | words of the reason
REFUSALS = """
decay | color=red | color | is no input
decay | half-life=6 d & half_life=7 d | half_life | given already
decay | activity=7,4 GBq | activity | comma
decay | activity=1 & elapsed=1 | nuclide | give a nuclide, or half-life
decay | activity=1 & elapsed=1 & half-life=0 h | half-life | above zero
decay | activity=1 & elapsed=1 & half-life=1 & half-life-source=ensdf | half-life-source | no use
decay | activity=1 & elapsed=1 & nuclide=Lu-177 & half-life-source=guide | half-life-source | icrp107
decay | activity=1 & elapsed=-900 d & nuclide=Lu-177 | elapsed | looks back
decay | activity=1 & elapsed=1 & nuclide=Lu-999 | nuclide | there is: I-131
xofigo-volume | weight=80 lb & day=0 | weight | number in kg
effective-half-life | physical=6 d | biological | is missing
effective-half-life | rate1=1 & t1=1 & rate2=0.5 & t2=1 | t2 | later
effective-half-life | rate1=1 & t1=1 & rate2=2 & t2=3 | rate2 | below rate1
label-decay-factor | drug=Lutathera & day=0 | drug | no decay factor table
xofigo-volume | weight=80 & day=0 & dosage=50 | dosage | never mix
xofigo-volume | weight=0 & day=0 | weight | above zero
xofigo-volume | weight=80 & day=0 & dosage=-50 & concentration=1000 | dosage | above zero
xofigo-volume | weight=80 & day=0 & dosage=50 & concentration=0 | concentration | above zero
release-activity | nuclide=I-131 & activity=1 & gamma=-1 | gamma | below zero
internal-dose | activity=1 & dcf=-1 | dcf | below zero
mixture-decay | activity=1 & elapsed=1 | fraction | or the route
mixture-decay | activity=1 & elapsed=1 & route=magic | route | carrier-added
dosage-check | measured=1 | prescribed | is missing
dosage-check | measured=1 & low=1 | high | both ends
dosage-check | measured=1 & high=1 | low | both ends
net-administered | assay=1 & residual=2 | residual | more than was assayed
net-administered | assay=1 & residual=0.1@1 h | nuclide | is missing
net-administered | assay=1 & residual=0.1@2026-01-01T10:00 & half-life=1 | assay | time of day
net-administered | assay=1@2026-01-01T10:00 & residual=0.1@2026-01-01T11:00Z & half-life=1 | residual | zone
release-activity | nuclide=Xx-1 & activity=1 | nuclide | is not known
release-activity | nuclide=Ir-192-implant & activity=1 & half-life-source=ensdf | half-life-source | guide alone
release-activity | nuclide=Ir-192-implant & activity=1 & gamma-source=guide | gamma-source | guide alone
release-activity | nuclide=Lu-177 & activity=1 & gamma-source=guide | gamma-source | smith-stabin
release-activity | nuclide=Lu-177 & activity=1 & half-life-source=guide | half-life-source | ensdf
release-iodine | activity=1 | condition | is missing
release-iodine | activity=1 & F1=0.5 & T1=1 & F2=0.5 | T2 | is missing
release-iodine | activity=1 & F1=0.6 & T1=1 & F2=0.5 & T2=1 | F2 | more than 1
release-iodine | activity=1 & F1=0.6 & condition=hyperthyroid | F1 | no use
release-measured | rate=1 | nuclide | give a nuclide, or half-life
breastfeeding | agent=water | agent | half of the activity
wipe | gross=1 & background=1 & efficiency=0 | efficiency | above 0
wipe | gross=1 & background=1 & efficiency=0.5 & area=0 | area | above zero
dis | nuclide=Lu-177 & route=magic | route | no carrier added
dis | nuclide=I-131 & route=magic | route | none for these
dis | nuclide=Lu-177 & half-life-source=guide | half-life-source | ensdf
sewer | nuclide=I-131,Tc-99m & activity=1 & volume=1 | activity | 1 values for 2
sewer | nuclide=I-131,I-131 & activity=1;1 & volume=1 | nuclide | twice
sewer | nuclide=I-131 & activity=1 & volume=0 | volume | above zero
inverse-square | rate=1 & distance=0 & to=1 | distance | above zero
"""


def rows() -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in REFUSALS.strip().splitlines()]


@pytest.mark.parametrize(("name", "typed", "parameter", "reason"), rows())
def test_a_refusal_names_the_input(name: str, typed: str, parameter: str, reason: str) -> None:
    given = dict(pair.strip().split("=", 1) for pair in typed.split("&"))
    with pytest.raises(ParameterError) as refused:
        run_named(name, given, reference())
    assert refused.value.parameter == parameter
    assert reason in refused.value.reason
    message = sentence_for(refused.value)
    assert parameter in message.what_happened
    assert reason in message.what_happened
