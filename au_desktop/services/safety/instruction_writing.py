"""What an instruction sheet is on paper: plain words under plain heads, a person to call, no name of a patient."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from au_desktop.domain.safety.instruction_sheets import SheetText

GUIDE_NOTE = "These instructions keep the radiation that other people get from you as low as is reasonably achievable."
_REPLACED = "≤≥→"
FOOT = "Instructions under 10 CFR 35.75(b). Not a substitute for what your physician tells you."


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """A sheet ready to be drawn.

    Args:
        title: as it is headed.
        center: whose it is.
        lead: the first sentence.
        lines: head and words of each topic.
        call: whom to call, in lines.
        code: the patient's code, or empty: then a line is left to write it on.
        version: version, language and day of the sheet, as a record names it.
        foot: the line below every page.
    """

    title: str
    center: str
    lead: str
    lines: tuple[tuple[str, str], ...]
    call: tuple[str, ...]
    code: str
    version: str
    foot: str = FOOT


def foreign_letters(sheet: PrintedSheet) -> str:
    """The letters that the PDF's own fonts lack; the window prints them, the PDF cannot."""
    words = (
        sheet.title,
        sheet.center,
        *sheet.call,
        *(part for line in sheet.lines for part in line),
    )
    return "".join(dict.fromkeys(sign for text in words for sign in text if _foreign(sign)))


def _foreign(sign: str) -> bool:
    return sign not in _REPLACED and not sign.encode("cp1252", errors="ignore")


class SheetWriter(Protocol):
    """Draws sheets."""

    def write_sheet(self, target: Path, sheet: PrintedSheet) -> str:
        """Put the PDF in its place in one step, and give the SHA-256 of its bytes in hex; raises `DiskProblem`."""
        ...


def printed_sheet(text: SheetText, center: str, code: str, version: str) -> PrintedSheet:
    """The sheet as it is drawn; topics of which nobody says anything are left out."""
    call = [f"{text.contact}: {text.phone}" if text.contact else text.phone]
    call.extend(line for line in (text.hours, text.emergency) if line.strip())
    return PrintedSheet(
        text.title,
        center,
        GUIDE_NOTE,
        tuple((line.topic.heading, line.printed) for line in text.said),
        tuple(line for line in call if line.strip()),
        code,
        version,
    )
