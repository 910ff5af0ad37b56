"""A breast-fed child after a release: whether it was asked, what every source says, what was advised."""

from dataclasses import dataclass
from enum import StrEnum

from au_desktop.domain.quantities import Activity, Dose
from au_desktop.domain.radiation.patient_release import INFANT_RECORD_ABOVE
from au_desktop.domain.radiation.release_judgement import INSTRUCTIONS_LIMIT


class Asked(StrEnum):
    """What was found out about breast-feeding."""

    NOT_ASKED = "not asked yet"
    NOT_APPLICABLE = "not applicable"
    NO = "not breast-feeding"
    YES = "breast-feeding"


@dataclass(frozen=True, slots=True)
class ShownGuidance:
    """What one source says, as it was shown beside the others.

    Args:
        source: such as "RG 8.39 Rev 1" or "label".
        agent: the agent as the source names it.
        interruption: how long to interrupt; empty where nothing is printed.
        instructions_above: activity above which instructions are required, None where none is printed.
        record_above: activity above which a record is required.
        note: what a reader should know.
        verify: it was not read in the primary text.
    """

    source: str
    agent: str = ""
    interruption: str = ""
    instructions_above: Activity | None = None
    record_above: Activity | None = None
    note: str = ""
    verify: bool = False


@dataclass(frozen=True, slots=True)
class InfantAdvice:
    """What was asked, found and told.

    Args:
        asked: whether the patient breast-feeds.
        dose: likely dose to the child without interruption, where somebody calculated it.
        dose_basis: how.
        guidance: every source side by side, as shown.
        given: the guidance that was given, in words.
        consequences: it was explained what may follow if the guidance is not kept.
    """

    asked: Asked = Asked.NOT_ASKED
    dose: Dose | None = None
    dose_basis: str = ""
    guidance: tuple[ShownGuidance, ...] = ()
    given: str = ""
    consequences: bool = False

    @property
    def nursing(self) -> bool:
        """Whether a child is breast-fed."""
        return self.asked is Asked.YES


NOTHING_ASKED = InfantAdvice()


def guidance_due(advice: InfantAdvice, administered: Activity) -> bool | None:
    """Whether guidance on breast-feeding is due: the child could get more than 1 mSv. None where nothing tells.

    A calculated dose decides; else the lowest activity that a source prints. Source: 10 CFR 35.75(b); the guide, Table 3.
    """
    levels = [one.instructions_above for one in advice.guidance]
    return _above(advice, administered, INSTRUCTIONS_LIMIT, levels)


def infant_record_due(advice: InfantAdvice, administered: Activity) -> bool | None:
    """Whether a record of the breast-feeding instructions is due: the child could get more than 5 mSv. None: nothing tells.

    Source: 10 CFR 35.2075(b); the guide, Table 3, Column 2.
    """
    levels = [one.record_above for one in advice.guidance]
    return _above(advice, administered, INFANT_RECORD_ABOVE, levels)


def _above(
    advice: InfantAdvice, administered: Activity, limit: Dose, levels: list[Activity | None]
) -> bool | None:
    if not advice.nursing:
        return False
    if advice.dose is not None:
        return advice.dose > limit
    known = [level for level in levels if level is not None]
    return administered > min(known) if known else None
