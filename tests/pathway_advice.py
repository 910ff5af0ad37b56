"""The advice on a made-up trainee, and one way of it by its paragraph."""

from typing import Any

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.training.pathway_rules import advise
from au_desktop.domain.training.pathways import Path, PathwayAdvice
from au_desktop.domain.training.qualification import Qualification
from au_desktop.domain.training.trainees import Pathway
from tests.builders import DAY, NOBODY, a_trainee, reference

NRC = "nrc-2019"


def advice(
    *requested: str, pathway: Pathway = Pathway.UNDECIDED, by: str = NRC, **brought: Any
) -> PathwayAdvice:
    trainee = a_trainee(requested=requested, pathway=pathway)
    return advise(
        trainee, Qualification(TraineeId(NOBODY), **brought), reference().profile(by), DAY
    )


def way(found: PathwayAdvice, paragraph: str, section: str = "") -> Path:
    return next(
        path
        for path in found.paths
        if path.paragraph == paragraph and section in ("", path.route.section)
    )
