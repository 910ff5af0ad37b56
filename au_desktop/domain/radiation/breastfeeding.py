"""What each source says of breastfeeding after an agent, side by side, and what an activity asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.quantities import Activity
from au_desktop.domain.reference.breastfeeding_advice import BreastfeedingAdvice

# RG 8.39 Rev 0, section 2.2: for an agent that is not listed, half of what was given is taken to come with the milk.
UNLISTED_MILK_PART = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class BreastfeedingFindings:
    """All that is said of one agent.

    Args:
        agent: what was asked for.
        advice: the entries, by source.
        instructions_due: whether the activity is above a printed instruction column; None where none is printed.
        record_due: the same for the record column.
    """

    agent: str
    advice: tuple[BreastfeedingAdvice, ...]
    instructions_due: bool | None
    record_due: bool | None

    @property
    def disagree(self) -> bool:
        """Whether the sources give different interruptions."""
        return len({entry.interruption for entry in self.advice if entry.interruption}) > 1


def agent_key(text: str) -> str:
    """How names of agents are compared: letters and digits only, in lower case."""
    return "".join(c for c in text.casefold() if c.isalnum())


def advice_for(
    entries: Iterable[BreastfeedingAdvice],
    agent: str,
    nuclide_id: str = "",
    activity: Activity | None = None,
) -> BreastfeedingFindings:
    """What all sources say of an agent; with its nuclide also what they say of every agent of that nuclide.

    Rule: instructions above the activity of column 1, a record above that of column 2 (the strictest that is printed, in
    mCi or MBq: the guide rounds each on its own). Units: as given. Range: any activity.
    Source: NRC Regulatory Guide 8.39 Rev 0 (April 1997) and Rev 1 (April 2020), Table 3; labels as cited.
    """
    everything = tuple(entries)
    named = [entry for entry in everything if _names(entry, agent)]
    nuclides = {nuclide_id, *(_nuclide_of(entry) for entry in named)} - {""}
    wide = [e for e in everything if e not in named and not nuclides.isdisjoint(e.nuclides)]
    found = tuple(sorted((*named, *wide), key=_order))
    return BreastfeedingFindings(
        agent=agent,
        advice=found,
        instructions_due=_above(
            activity,
            [level for e in found for level in (e.instructions_above, e.instructions_above_si)],
        ),
        record_due=_above(
            activity, [level for e in found for level in (e.record_above, e.record_above_si)]
        ),
    )


def _names(entry: BreastfeedingAdvice, agent: str) -> bool:
    wanted = agent_key(agent)
    return wanted in {agent_key(name) for name in (entry.id, entry.agent, *entry.names)}


def _nuclide_of(entry: BreastfeedingAdvice) -> str:
    """The nuclide with which the name of the agent begins, such as Tc-99m."""
    return entry.agent.partition(" ")[0]


def _order(entry: BreastfeedingAdvice) -> str:
    order = list(type(entry.source))
    return f"{order.index(entry.source)} {entry.id}"


def _above(activity: Activity | None, levels: list[Activity | None]) -> bool | None:
    printed = [level for level in levels if level is not None]
    if activity is None or not printed:
        return None
    return activity > min(printed)
