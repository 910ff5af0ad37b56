"""Puts the verdict on a file into words: a headline, what was found, and what to do."""

from dataclasses import dataclass

from au_desktop.services.workbook.workbook_checks import FileVerdict, VerificationReport
from au_desktop.ui.kit.date_words import exact_words

_HEADLINES = {
    FileVerdict.GENUINE: ("Genuine", "ok"),
    FileVerdict.GENUINE_BUT_OLDER: ("Genuine, newer records exist", "info"),
    FileVerdict.ALTERED: ("Altered", "problem"),
    FileVerdict.NOT_FROM_THIS_CENTER: ("Not from this center", "attention"),
    FileVerdict.LOG_CUT: ("Genuine, but this center's log was cut", "problem"),
    FileVerdict.LOG_REWRITTEN: ("Genuine, but this center's log was rewritten", "problem"),
    FileVerdict.CANNOT_TELL: ("Cannot tell", "attention"),
}


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """What the verdict card shows."""

    headline: str
    state: str
    summary: str
    text: str
    facts: tuple[tuple[str, str], ...]


def verdict_words(report: VerificationReport) -> VerdictWords:
    """The words of a verification."""
    headline, state = _HEADLINES[report.verdict]
    text = summary = _text(report)
    if report.verdict is FileVerdict.ALTERED:
        places = len(report.faults) + report.more_faults
        summary = f"Places that are not as they were exported and signed: {places:,}."
    return VerdictWords(headline, state, summary, text, tuple(_facts(report)))


_TEXTS = {
    FileVerdict.GENUINE: "Every cell is as it was exported and signed here, and no record was added since.",
    FileVerdict.GENUINE_BUT_OLDER: "Every cell is as it was exported. Entries in the log since then: {newer}. "
    "Export again for the newest state.",
    FileVerdict.NOT_FROM_THIS_CENTER: "The file is whole, but it was signed in another center, or by a key unknown here.",
    FileVerdict.LOG_CUT: "The file is whole and remembers more of the log than this center holds. "
    "Entries were removed: ask for a check.",
    FileVerdict.LOG_REWRITTEN: "The file is whole, but the log it remembers differs from this center's. "
    "Entries were changed: ask for a check.",
    FileVerdict.CANNOT_TELL: "This file cannot be judged: {reason}.",
}


_PACKET_TEXTS = {
    **_TEXTS,
    FileVerdict.GENUINE: "Every file and every record is as it was made and signed here; none of the trainee's records is "
    "missing, and none was added or changed since.",
    FileVerdict.GENUINE_BUT_OLDER: "Every file and every record is as it was made; none of the trainee's records of that time "
    "is missing. Records of the trainee that are new or were changed since: {newer}. Make a new packet for the newest state.",
}


def _text(report: VerificationReport) -> str:
    if report.verdict is FileVerdict.ALTERED:
        return _alterations(report)
    texts = _PACKET_TEXTS if report.packet else _TEXTS
    return texts[report.verdict].format(newer=f"{report.newer:,}", reason=report.reason)


def _alterations(report: VerificationReport) -> str:
    places = [
        f"{fault.sheet} {fault.place}: {fault.kind.value}".replace("  ", " ")
        for fault in report.faults
    ]
    if report.more_faults:
        places.append(f"and {report.more_faults} more")
    return "\n".join(places)


def _facts(report: VerificationReport) -> list[tuple[str, str]]:
    if report.manifest is None:
        return []
    facts = report.manifest.facts
    return [
        ("Center", f"{facts.center}, license {facts.license_number or 'not entered'}"),
        ("Packet of", report.packet) if report.packet else ("Period", facts.period),
        ("Made by", facts.made_by),
        ("Made at", exact_words(facts.made_at)),
        ("Log length then", f"{facts.log.length:,}"),
    ]
