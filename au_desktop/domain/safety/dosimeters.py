"""Dosimeters: issued to a person for a period, returned, or lost."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from au_desktop.domain.errors import Invalid
from au_desktop.domain.safety.safety_records import PersonRef, RecordKind, SafetyRecord, Summary


class WornAt(StrEnum):
    """Where a dosimeter is worn."""

    WHOLE_BODY = "whole body"
    LENS = "lens of the eye"
    FINGER = "finger ring"
    WRIST = "wrist"
    ABDOMEN = "abdomen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dosimeter(SafetyRecord):
    """One dosimeter for one period; it lives on until it is returned or reported lost."""

    KIND: ClassVar[RecordKind] = RecordKind.DOSIMETER
    FINAL: ClassVar[bool] = False

    worn_by: PersonRef
    worn_at: WornAt = WornAt.WHOLE_BODY
    label: str
    first: date
    last: date
    processor: str = ""
    returned_on: date | None = None
    lost_reason: str = ""

    def __post_init__(self) -> None:
        """It has a label, and a period that does not end before it begins."""
        if not self.label.strip():
            raise Invalid("label", "is missing")
        if self.last < self.first:
            raise Invalid("last", "is before the first day")
        if self.returned_on is not None and self.returned_on < self.first:
            raise Invalid("returned_on", "is before the first day")

    @property
    def out(self) -> bool:
        """Whether it is with the person still."""
        return self.returned_on is None and not self.lost_reason

    @property
    def summary(self) -> Summary:
        """What lists ask of it."""
        state = "with the person" if self.out else ("lost" if self.lost_reason else "returned")
        return Summary(
            label=f"{self.worn_by.name}, {self.worn_at.value}",
            about=self.label,
            state=state,
            open=self.out,
            attention=bool(self.lost_reason),
            links=() if self.worn_by.id is None else (self.worn_by.id,),
            words=self.processor,
        )
