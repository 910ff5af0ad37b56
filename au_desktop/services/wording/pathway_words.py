"""Puts pathways and supervision into words: the one place for them, shared by screen, sheets, files and command line."""

from collections.abc import Callable
from datetime import date

from au_desktop.domain.reference.basis import Basis
from au_desktop.domain.training.pathways import Entrance, Path, PathFact, PathReason
from au_desktop.domain.training.supervisors import SupervisionFault, SupervisionFaultCode
from au_desktop.services.wording.gate_sentences import Facts, SayDay, with_days

_Words = str | Callable[[Facts], str]
_DAYS = frozenset({"issued", "until", "since", "on", "date", "named_by"})

ENTRANCE_TITLES = {
    Entrance.BOARD: "By board certificate",
    Entrance.TRAINING: "By training and experience",
    Entrance.NAMED: "By a license that names the physician",
    Entrance.GRANDFATHERED: "Named on or before the date of 35.57",
}
BODY_TITLES = {
    "RRC-ACGME": "Residency Review Committee, Accreditation Council for Graduate Medical Education",
    "RCPSC": "Royal College of Physicians and Surgeons of Canada",
    "COPT-AOA": "Council on Postdoctoral Training, American Osteopathic Association",
}
NOTHING_NEEDED = "nothing more"


def reason_sentence(reason: PathReason, say_day: SayDay = date.isoformat) -> str:
    """One reason as a sentence."""
    return _said(_REASONS[reason.fact], with_days(reason.facts, _DAYS, say_day))


def fault_sentence(fault: SupervisionFault, say_day: SayDay = date.isoformat) -> str:
    """Why somebody may not supervise or attest, as a sentence."""
    return _said(_FAULTS[fault.code], with_days(fault.facts, _DAYS, say_day))


def path_title(path: Path) -> str:
    """Such as "35.396(a)(3): Parenteral administrations", or "35.390 by 35.57(b)(1): All uses under 35.300"."""
    section, paragraph = path.route.section, path.paragraph
    way = paragraph if paragraph.startswith(section) else f"{section} by {paragraph}"
    return f"{way}: {path.route.title}"


def needs_words(path: Path) -> str:
    """What the way asks for besides what opens it, such as "80 h classroom, work experience, cases"."""
    route = path.route
    hours = f"{route.classroom_hours} h classroom and laboratory"
    if route.total_hours is not None:
        hours = f"{route.total_hours} h with {route.classroom_hours} h classroom and laboratory"
    asked = [
        words
        for words, needed in (
            (hours, path.needs_hours),
            ("work experience", path.needs_work),
            ("cases", path.needs_cases),
            ("written attestation", path.needs_attestation),
        )
        if needed
    ]
    return ", ".join(asked) or NOTHING_NEEDED


def start_words(path: Path) -> str:
    """When the physician may start as authorized user, in a few words."""
    if path.waits_for_amendment:
        return "After the license amendment"
    if path.notice_days is not None:
        return f"At once; notice within {path.notice_days} days"
    return "When the broad scope licensee approves"


def start_within(path: Path) -> str:
    """The same inside a sentence."""
    words = start_words(path)
    return words[0].lower() + words[1:]


def basis_words(basis: Basis | None) -> str:
    """Where it stands: citation and edition; nothing where no basis is known."""
    return f"{basis.citation} ({basis.edition})" if basis is not None else ""


def _said(words: _Words, facts: Facts) -> str:
    return words if isinstance(words, str) else words(facts)


def _certificate(facts: Facts, rest: str) -> str:
    of = f", certificate of {facts['issued']}" if facts["issued"] else ""
    return f"{facts['board']}{of}: {rest}"


def _not_recognized(facts: Facts) -> str:
    ended = f" Recognition ended on {facts['until']}." if facts["until"] else ""
    return _certificate(facts, f"not recognized on that day.{ended}")


def _license(facts: Facts, rest: str) -> str:
    sections = f" ({facts['sections']})" if facts["sections"] else ""
    return f"License {facts['license']}{sections} {rest}"


def _other_category(facts: Facts) -> str:
    missing = facts.get("categories", "")
    return _license(facts, f"does not cover {missing or 'what is requested'}.")


def _answer(facts: Facts, verdict: str) -> str:
    document = f" ({facts['document']})" if facts["document"] else ""
    return f"{verdict} {facts['who']}, {facts['on']}{document}: {facts['says']}"


def _ask(facts: Facts) -> str:
    note = f" {facts['note']}" if facts["note"] else ""
    return f"Needs checking: ask the agency, and record its answer.{note}"


_REASONS: dict[PathFact, _Words] = {
    PathFact.BOARD_RECOGNIZED: lambda facts: _certificate(facts, "recognized on that day."),
    PathFact.BOARD_NOT_RECOGNIZED: _not_recognized,
    PathFact.BOARD_OTHER_SECTIONS: lambda facts: _certificate(
        facts, "recognized, but not under the sections of this way."
    ),
    PathFact.BOARD_UNKNOWN: lambda facts: _certificate(
        facts, "not on the profile's list of boards."
    ),
    PathFact.BOARD_DATE_MISSING: lambda facts: _certificate(
        facts, "the date of the original certificate is missing."
    ),
    PathFact.CERTIFICATE_AHEAD: lambda facts: _certificate(facts, "dated in the future."),
    PathFact.BOARD_STILL_NEEDS_CASES: "The cases are needed besides the certificate.",
    PathFact.BOARD_NEEDS_EVERYTHING: (
        "Hours, work experience, cases and an attestation are needed besides the certificate."
    ),
    PathFact.NAMED_FOR_SECTION: lambda facts: _license(facts, "names the physician for this."),
    PathFact.NAMED_ADDS_CATEGORY: lambda facts: _license(
        facts, f"names the physician; {facts['categories']} is to be added."
    ),
    PathFact.NAMED_ENTERS_SECTION: lambda facts: _license(facts, "opens this section."),
    PathFact.NAMED_FOR_OTHER_CATEGORY: _other_category,
    PathFact.LICENSE_AHEAD: lambda facts: _license(
        facts, f"names the physician only from {facts['since']} on."
    ),
    PathFact.GRANDFATHERED_SAME_USES: lambda facts: _license(
        facts, f"named the physician by {facts['until']}; for the same uses nothing more is asked."
    ),
    PathFact.NAMED_AFTER_DATE: lambda facts: _license(
        facts, f"named the physician on {facts['since']}, after {facts['until']}."
    ),
    PathFact.NAMED_DATE_MISSING: lambda facts: _license(
        facts, "does not say on record since when it names the physician."
    ),
    PathFact.NOTHING_SHOWN: "Nothing on record opens this way.",
    PathFact.OPEN_TO_EVERY_PHYSICIAN: "Open to every physician.",
    PathFact.COVERS_PART: lambda facts: f"Does not cover {facts['categories']}.",
    PathFact.ATTESTATION_NEEDED: "A written attestation is needed.",
    PathFact.ATTESTATION_NOT_NEEDED: "No attestation is needed.",
    PathFact.WAITS_FOR_AMENDMENT: (
        "The physician may not act as authorized user until the license amendment is issued."
    ),
    PathFact.NOTICE_WITHIN_DAYS: lambda facts: (
        f"The physician may start first; the licensee sends the documents within {facts['days']} days."
    ),
    PathFact.BROAD_SCOPE: (
        "Under a Type A license of broad scope neither amendment nor notice is needed for the physician."
    ),
    PathFact.ASK_REGULATOR: _ask,
    PathFact.REGULATOR_CONFIRMED: lambda facts: _answer(facts, "Confirmed by"),
    PathFact.REGULATOR_REFUSED: lambda facts: _answer(facts, "Refused by"),
    PathFact.REGULATOR_ANSWERED: lambda facts: _answer(facts, "Answered by"),
}
_FAULTS: dict[SupervisionFaultCode, _Words] = {
    SupervisionFaultCode.NOT_LISTED: lambda facts: (
        f"No license lists {facts['supervisor']} on {facts['date']}."
    ),
    SupervisionFaultCode.OTHER_SECTION: lambda facts: (
        f"License {facts['license']} names none of {facts['sections']}."
    ),
    SupervisionFaultCode.FIRST_NAMED_UNKNOWN: lambda facts: (
        f"License {facts['license']}: the day by which a license first named them is missing (35.57)."
    ),
    SupervisionFaultCode.NAMED_TOO_LATE: lambda facts: (
        f"License {facts['license']}: named on {facts['named_by']}, after {facts['until']} (35.57)."
    ),
    SupervisionFaultCode.OTHER_CATEGORY: lambda facts: (
        f"License {facts['license']} does not list: {facts['category']}."
    ),
}
