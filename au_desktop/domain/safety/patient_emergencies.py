"""A medical emergency or the death of a patient after an administration: who was told and when (10 CFR 35.315(b))."""

from dataclasses import dataclass
from enum import StrEnum

from au_desktop.domain.quantities import Distance, DoseRate
from au_desktop.domain.safety.event_levels import Answer
from au_desktop.domain.safety.safety_records import MeterRef


class EmergencyKind(StrEnum):
    """What happened to the patient."""

    EMERGENCY = "medical emergency"
    DEATH = "death"


@dataclass(frozen=True, slots=True)
class EmergencyFacts:
    """What is kept. The rule asks for the calls for a patient who cannot be released; they are made for all."""

    kind: EmergencyKind = EmergencyKind.EMERGENCY
    not_releasable: Answer = Answer.OPEN
    told_team: str = ""
    taken_to: str = ""
    rate: DoseRate | None = None
    distance: Distance | None = None
    meter: MeterRef | None = None
    helpers: str = ""
    places: str = ""
    body: str = ""
