"""Where a figure comes from, as of when, and whether somebody must still check it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Basis:
    """The source of one entry of the reference data.

    Args:
        citation: the document and the place in it.
        edition: which text of the document, such as an amendment or a version.
        as_of: the day on which the entry was taken from it.
        verify: true where the figure was not read in the primary text; it is shown with "check the source".
        note: what a reader should know about the figure.
    """

    citation: str
    edition: str
    as_of: date
    verify: bool
    note: str = ""
