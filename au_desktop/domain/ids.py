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
HourEntryId = NewType("HourEntryId", UUID)
PaperId = NewType("PaperId", UUID)
StatementId = NewType("StatementId", UUID)
PlacementId = NewType("PlacementId", UUID)
HostId = NewType("HostId", UUID)
ProgramId = NewType("ProgramId", UUID)
CourseId = NewType("CourseId", UUID)
FollowUpId = NewType("FollowUpId", UUID)
ScheduleId = NewType("ScheduleId", UUID)
FormId = NewType("FormId", UUID)
TemplateDraftId = NewType("TemplateDraftId", UUID)
TemplateActId = NewType("TemplateActId", UUID)
SafetyId = NewType("SafetyId", UUID)
