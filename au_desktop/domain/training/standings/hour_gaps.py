"""What is missing in the hours: sums that fall short, empty topics and elements, and each entry that does not count."""

from collections.abc import Iterator

from au_desktop.domain.training.hour_rules.hour_count import HourNote, HourReason, JudgedHours
from au_desktop.domain.training.hours import Ledger
from au_desktop.domain.training.standings.standing import (
    Gap,
    GapCode,
    Requirement,
    RequirementKind,
)
from au_desktop.domain.training.standings.standing_evidence import StandingEvidence
from au_desktop.domain.training.standings.standing_requirements import old_cases

_SHORT = {
    RequirementKind.CLASSROOM_HOURS: GapCode.CLASSROOM_SHORT,
    RequirementKind.TOTAL_HOURS: GapCode.TOTAL_SHORT,
    RequirementKind.TOPIC: GapCode.TOPIC_EMPTY,
    RequirementKind.ELEMENT: GapCode.ELEMENT_EMPTY,
}
_UNSIGNED = frozenset(
    {
        HourReason.NOT_VERIFIED,
        HourReason.NOT_CONFIRMED,
        HourReason.CHANGED_SINCE,
        HourReason.SIGNED_BEFORE_END,
        HourReason.SIGNATURE_BROKEN,
    }
)
_CODES = {
    HourReason.OVERLAPS: GapCode.HOURS_COUNT_TWICE,
    HourReason.DUPLICATE: GapCode.HOURS_COUNT_TWICE,
    HourReason.NO_SECTION: GapCode.HOURS_OTHER_SECTION,
    HourReason.OTHER_SECTION: GapCode.HOURS_OTHER_SECTION,
    HourReason.OTHER_SUBJECT: GapCode.HOURS_OFF_TOPIC,
    HourReason.NO_SUPERVISOR: GapCode.WORK_SUPERVISOR,
    HourReason.SUPERVISOR_NOT_ELIGIBLE: GapCode.WORK_SUPERVISOR,
    HourReason.NO_PLACE: GapCode.WORK_INCOMPLETE,
    HourReason.NO_LICENSE_NUMBER: GapCode.WORK_INCOMPLETE,
    HourReason.TOO_OLD: GapCode.HOURS_TOO_OLD,
    HourReason.NO_CERTIFICATE: GapCode.CERTIFICATE_COPY_MISSING,
}


def hour_gaps(
    evidence: StandingEvidence, requirements: tuple[Requirement, ...]
) -> tuple[Gap, ...]:
    """Short sums and empty topics, then entries by number, classroom before work; nothing where no hours are asked."""
    path = evidence.path
    if path is not None and not (path.needs_hours or path.needs_work or path.needs_cases):
        return ()
    classroom = [one for one in evidence.hours.judged if one.entry.ledger is not Ledger.WORK]
    work = [one for one in evidence.hours.judged if one.entry.ledger is Ledger.WORK]
    asked = path is None or path.needs_hours or path.needs_work
    return (
        *_short(requirements, *(kind for kind in _SHORT if kind is not RequirementKind.ELEMENT)),
        *(_entries(classroom) if asked else ()),
        *_short(requirements, RequirementKind.ELEMENT),
        *(_entries(work) if asked else ()),
        *_old_cases(evidence),
    )


def _short(requirements: tuple[Requirement, ...], *kinds: RequirementKind) -> Iterator[Gap]:
    for entry in requirements:
        if entry.kind not in kinds or entry.met:
            continue
        facts = {
            "code": entry.code,
            "title": entry.title,
            "counted": format(entry.counted, "f"),
            "waiting": format(entry.waiting, "f"),
        }
        if entry.needed is not None:
            facts |= {
                "needed": format(entry.needed, "f"),
                "missing": format(entry.needed - entry.counted, "f"),
            }
        yield Gap(_SHORT[entry.kind], facts, blocks=entry.blocks)


def _entries(judged: list[JudgedHours]) -> Iterator[Gap]:
    for one in judged:
        grouped: dict[GapCode, list[HourNote]] = {}
        for note in (*one.reasons, *one.remarks):
            code = _code(note.code, one.entry.ledger)
            if code is not None:
                grouped.setdefault(code, []).append(note)
        for code, notes in grouped.items():
            facts = {
                "entry": one.entry.code,
                "hours": format(one.entry.hours, "f"),
                "ledger": one.entry.ledger.value,
                "title": one.entry.course.title,
                "last": one.entry.last.isoformat(),
            }
            yield Gap(code, facts, record_id=one.entry.id, blocks=False, notes=tuple(notes))


def _code(reason: HourReason, ledger: Ledger) -> GapCode | None:
    """The gap that a reason opens; void entries and those still to come open none."""
    if reason in _UNSIGNED:
        return GapCode.WORK_NOT_CONFIRMED if ledger is Ledger.WORK else GapCode.HOURS_NOT_VERIFIED
    return _CODES.get(reason)


def _old_cases(evidence: StandingEvidence) -> Iterator[Gap]:
    for case in old_cases(evidence):
        facts = {"entry": case.code, "last": case.on.isoformat()}
        yield Gap(GapCode.HOURS_TOO_OLD, facts, record_id=case.id)
