"""What an authorized user directed in place of the rule's first answer: who, when and why."""

from dataclasses import dataclass

from au_desktop.domain.errors import Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.safety_records import PersonRef


@dataclass(frozen=True, slots=True)
class AuDirection:
    """A direction, such as to use a dosage that is off by more than 20 percent (10 CFR 35.63(d))."""

    by: PersonRef
    at: Moment
    reason: str

    def __post_init__(self) -> None:
        """A direction without a reason explains nothing to whoever reads it later."""
        if not self.by.name.strip():
            raise Invalid("directed by", "is empty")
        if not self.reason.strip():
            raise Invalid("reason", "say why the authorized user directed it")
