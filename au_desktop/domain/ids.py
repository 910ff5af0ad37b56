"""Typed ids: UUIDv7 values, so that records of two centers never collide and sort by time."""

from typing import NewType
from uuid import UUID

CenterId = NewType("CenterId", UUID)
PersonId = NewType("PersonId", UUID)
TraineeId = NewType("TraineeId", UUID)
SupervisorId = NewType("SupervisorId", UUID)
RoomId = NewType("RoomId", UUID)
InstrumentId = NewType("InstrumentId", UUID)
CaseId = NewType("CaseId", UUID)
RunId = NewType("RunId", UUID)
SignOffId = NewType("SignOffId", UUID)
ExportId = NewType("ExportId", UUID)
