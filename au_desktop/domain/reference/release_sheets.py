"""What labels say to patients who go home, by agent and topic, and the further methods and factors of a release."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.quantities import Activity, DoseRate
from au_desktop.domain.reference.basis import Basis


class Topic(StrEnum):
    """What an instruction is about, in the order in which a sheet has them."""

    DISTANCE = "distance"
    SLEEP = "sleep"
    CHILDREN = "children"
    PUBLIC = "public"
    TOILET = "toilet"
    LAUNDRY = "laundry"
    FLUIDS = "fluids"
    INTIMACY = "intimacy"
    CONTRACEPTION = "contraception"
    BREASTFEEDING = "breastfeeding"
    WORK = "work"
    CARD = "card"

    @property
    def heading(self) -> str:
        """The topic as the sheet heads it."""
        return _TITLES[self]


_TITLES = {
    Topic.DISTANCE: "Distance to other people",
    Topic.SLEEP: "Sleeping",
    Topic.CHILDREN: "Children and pregnant persons",
    Topic.PUBLIC: "Public places and travel",
    Topic.TOILET: "Toilet",
    Topic.LAUNDRY: "Laundry and body fluids",
    Topic.FLUIDS: "Eating and drinking",
    Topic.INTIMACY: "Sexual activity",
    Topic.CONTRACEPTION: "Birth control",
    Topic.BREASTFEEDING: "Breast-feeding",
    Topic.WORK: "Hygiene and work",
    Topic.CARD: "Treatment card",
}


@dataclass(frozen=True, slots=True)
class LabelLine:
    """What a label says about one topic."""

    topic: Topic
    text: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class ShippedSheet:
    """The sheet of one agent as it is shipped: only what its label says."""

    id: str
    title: str
    drug_ids: tuple[str, ...]
    lines: tuple[LabelLine, ...]
    basis: Basis

    def line(self, topic: Topic) -> LabelLine | None:
        """What the label says about a topic, or None."""
        return next((one for one in self.lines if one.topic is topic), None)


@dataclass(frozen=True, slots=True)
class ShippedMethod:
    """A further method of release that some States have; shown beside the federal one."""

    id: str
    title: str
    nuclide_id: str
    activity: Activity | None
    rate: DoseRate | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class ShippedIntake:
    """Rem to another person for each millicurie taken in; the id is the nuclide."""

    id: str
    rem_per_millicurie: Decimal
    pathway: str
    basis: Basis
