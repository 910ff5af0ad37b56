"""The sentences for what the rules of events refuse."""

from au_desktop.domain.safety.event_reports import ReportNamesPatient
from au_desktop.domain.safety.events import EventIsClosed, EventNotReady
from au_desktop.services.sentences import Message, says
from au_desktop.services.wording.event_words import open_point_words


def register() -> None:
    """Importing this module registers its sentences; calling this says so where it is needed."""


@says(EventIsClosed)
def _closed(error: EventIsClosed) -> Message:
    return Message(
        "The event is closed",
        f"{error.code} was closed by the RSO.",
        what_to_do="The RSO can open it again, with a reason.",
    )


@says(EventNotReady)
def _not_ready(error: EventNotReady) -> Message:
    words = " ".join(open_point_words(point) for point in error.points)
    running = f" Running: {'; '.join(error.clocks)}." if error.clocks else ""
    return Message(
        "The event cannot be closed yet",
        f"{words}{running}",
        "The event stays open.",
    )


@says(ReportNamesPatient)
def _names(error: ReportNamesPatient) -> Message:
    return Message(
        "The draft was not made",
        f"“{error.title}” holds “{error.found}”, which looks like a name or number of a person. The report may not "
        "contain anything that could lead to identification (35.3045(d)(2), 35.3047(d)(2)).",
        "Nothing was written.",
        "Change the text on the event's page.",
    )
