"""What a page asks the checklists page for beside an existing run: a new one, filled as far as is known."""

from dataclasses import dataclass

from au_desktop.domain.ids import CaseId, InstrumentId, PersonId, RoomId, TraineeId


@dataclass(frozen=True, slots=True)
class NewRun:
    """Open the dialog for a new run about this case, room, instrument, person or trainee."""

    template_id: str = ""
    case_id: CaseId | None = None
    room_id: RoomId | None = None
    trainee_id: TraineeId | None = None
    instrument_id: InstrumentId | None = None
    person_id: PersonId | None = None
