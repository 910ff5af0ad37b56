"""A checklist template: sections of items, who must sign, what a run is about, and from when it applies."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from au_desktop.domain.checklists.conditions import Condition
from au_desktop.domain.checklists.items import Item, ItemBasis
from au_desktop.domain.roles import Role

MEANINGS = ("performed", "supervised", "reviewed", "witnessed", "countersigned")
"""What a sign-off may mean; the first step is done by whoever filled the checklist."""


class Recurrence(StrEnum):
    """How often the work of a template comes again for a room, an instrument or a person."""

    EACH_DAY_OF_USE = "each day of use"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"
    FIRST_USE = "before first use"
    AFTER_REPAIR = "after repair"


class Need(StrEnum):
    """What a run of a template must refer to before it can start."""

    CASE = "case"
    TRAINEE = "trainee"
    SUPERVISOR = "supervisor"
    ROOM = "room"
    INSTRUMENT = "instrument"
    DRUG = "drug"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Section:
    """A step of the work: its items in order; hidden as a whole while its condition does not hold."""

    key: str
    title: str
    items: tuple[Item, ...]
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class SignOffRule:
    """One signature the template asks for: what it means, who may give it, whether it is needed.

    `sections` names the part that the signer answers for, such as the nurse's; empty: the whole record. A part that was
    performed is signed by anyone of the roles, not only by whoever submitted the run.
    """

    meaning: str
    title: str
    roles: tuple[Role, ...]
    required: bool = True
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """One version of a checklist; a change makes a new version, runs keep theirs.

    Args:
        id: stays the same through all versions.
        version: rises by one with every change.
        title: what people call it.
        kind: the family of records a run belongs to: administration, area_survey, dosage_assay.
        sections: the steps in the order of the work.
        sign_offs: the signatures asked for, in order.
        basis: the rule or label the whole rests on.
        effective_from: the first day of use.
        needs: what a run must refer to.
        drugs: ids of the drugs it is for; empty: any.
        verify: some of its facts still wait for the center's check against the source.
        recurs: how often its work usually comes again; a schedule starts from it.
        note: one sentence that stands under the title wherever the template is chosen or printed.
        replaces: ids of templates of the program that this one takes the place of; they are offered no more.
    """

    id: str
    version: int
    title: str
    kind: str
    sections: tuple[Section, ...]
    sign_offs: tuple[SignOffRule, ...]
    basis: ItemBasis
    effective_from: date
    needs: tuple[Need, ...] = ()
    drugs: tuple[str, ...] = ()
    verify: bool = False
    recurs: tuple[Recurrence, ...] = ()
    note: str = ""
    replaces: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Id and version: equal templates have equal ones, and hashing every item each time would be slow."""
        return hash((self.id, self.version))

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in the order of the work."""
        return tuple(item for section in self.sections for item in section.items)

    def item(self, key: str) -> Item:
        """The item of that key; KeyError where there is none."""
        for item in self.items:
            if item.key == key:
                return item
        raise KeyError(key)

    def has_item(self, key: str) -> bool:
        """Whether the template has an item of that key."""
        return any(item.key == key for item in self.items)
