"""One trainee's progress as a plain document with stable keys, and as lines of text."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from au_desktop.domain.training.counting.progress import CategoryProgress
from au_desktop.domain.training.hour_rules.hour_count import JudgedHours
from au_desktop.domain.training.pathways import Path
from au_desktop.domain.training.standings.standing import Gap, Requirement
from au_desktop.services.cases.judgements import JudgedCase
from au_desktop.services.standing.standings import TraineeStanding
from au_desktop.services.wording.gap_words import gap_words
from au_desktop.services.wording.gate_sentences import flag_sentence, reason_sentence
from au_desktop.services.wording.standing_words import (
    hour_sentence,
    requirement_sentence,
    requirement_title,
)

FORMAT = "au-desktop/progress/1"
DISCLAIMER = "Training record, not an authorization."

Report = dict[str, Any]


def progress_document(found: TraineeStanding, today: date) -> Report:
    """What is needed, counted, not counted with reasons, and missing; keys are never renamed within one format."""
    trainee, profile, standing = found.trainee, found.profile, found.standing
    return {
        "format": FORMAT,
        "as_of": today.isoformat(),
        "trainee": {
            "code": trainee.code,
            "name": trainee.display_name,
            "pathway": trainee.pathway.value,
            "requested": list(found.requested),
        },
        "profile": {
            "id": profile.id,
            "title": profile.title,
            "edition": profile.edition,
            "needs_checking": profile.verify,
        },
        "path": _path(standing.advice.chosen),
        "ready": standing.ready,
        "requirements": [_requirement(one) for one in standing.requirements],
        "hours": {
            "classroom": _number(found.hours.classroom),
            "work": _number(found.hours.work),
            "total": _number(found.hours.total),
            "entries": [_entry(one) for one in found.hours.judged],
        },
        "cases": {
            "categories": [_category(one) for one in standing.categories],
            "log": [_case(one) for one in found.progress.cases],
        },
        "missing": [_gap(one) for one in standing.gaps],
        "note": DISCLAIMER,
    }


def progress_lines(found: TraineeStanding) -> Iterator[str]:
    """The same for reading: requirements, cases and hours that do not count, and what is missing."""
    trainee, standing = found.trainee, found.standing
    yield f"trainee: {trainee.code} {trainee.display_name}"
    checked = " (needs checking)" if found.profile.verify else ""
    yield f"profile: {found.profile.title}{checked}"
    path = standing.advice.chosen
    yield f"path: {'undecided' if path is None else f'{path.paragraph}, {path.entrance.value}'}"
    yield f"ready: {'yes' if standing.ready else 'no'}"
    yield from _part(
        "requirements",
        (
            f"{'met' if one.met else 'open'}  {requirement_title(one)}: {requirement_sentence(one)}"
            for one in standing.requirements
        ),
    )
    yield from _part("cases that do not count", _idle_cases(found))
    yield from _part("hours that do not count", _idle_hours(found))
    yield from _part("missing", (_told(one) for one in standing.gaps))
    yield DISCLAIMER


def _part(title: str, lines: Iterator[str]) -> Iterator[str]:
    told = [f"  {line}" for line in lines]
    yield f"{title}:" if told else f"{title}: none"
    yield from told


def _idle_cases(found: TraineeStanding) -> Iterator[str]:
    for one in found.progress.cases:
        if not one.verdict.counts:
            why = " ".join(reason_sentence(reason) for reason in one.verdict.reasons)
            yield f"{one.case.code}  {one.case.on.isoformat()}: {why}"


def _idle_hours(found: TraineeStanding) -> Iterator[str]:
    for one in found.hours.judged:
        if one.reasons:
            why = " ".join(hour_sentence(note) for note in one.reasons)
            yield f"{one.entry.code}  {_number(one.entry.hours)} h: {why}"


def _told(gap: Gap) -> str:
    words = gap_words(gap)
    due = f" (due {gap.due.isoformat()})" if gap.due is not None else ""
    return " ".join(part for part in (f"{words.what}{due}.", words.why, words.todo) if part)


def _path(path: Path | None) -> Report | None:
    if path is None:
        return None
    needs = {
        "hours": path.needs_hours,
        "work": path.needs_work,
        "cases": path.needs_cases,
        "attestation": path.needs_attestation,
    }
    return {
        "section": path.route.section,
        "paragraph": path.paragraph,
        "entrance": path.entrance.value,
        "open": path.open,
        "needs": [name for name, asked in needs.items() if asked],
        "waits_for_amendment": path.waits_for_amendment,
    }


def _requirement(one: Requirement) -> Report:
    return {
        "kind": one.kind.value,
        "code": one.code,
        "title": one.title,
        "needed": None if one.needed is None else _number(one.needed),
        "counted": _number(one.counted),
        "not_counted_yet": _number(one.waiting),
        "met": one.met,
        "blocks": one.blocks,
    }


def _entry(one: JudgedHours) -> Report:
    return {
        "entry": one.entry.code,
        "ledger": one.entry.ledger.value,
        "first": one.entry.first.isoformat(),
        "last": one.entry.last.isoformat(),
        "hours": _number(one.entry.hours),
        "counted": _number(one.counted),
        "reasons": [_reason(note.code.value, hour_sentence(note)) for note in one.reasons],
    }


def _category(one: CategoryProgress) -> Report:
    return {
        "code": one.category.code,
        "title": one.category.title,
        "needed": one.needed,
        "counted": one.counted,
        "not_counted_yet": one.waiting,
        "satisfied_by": one.satisfied_by,
        "missing": one.missing,
    }


def _case(one: JudgedCase) -> Report:
    category = one.verdict.category
    return {
        "case": one.case.code,
        "date": one.case.on.isoformat(),
        "category": None if category is None else category.code,
        "counts": one.verdict.counts,
        "reasons": [
            _reason(reason.code.value, reason_sentence(reason)) for reason in one.verdict.reasons
        ],
        "flags": [_reason(flag.code.value, flag_sentence(flag)) for flag in one.verdict.flags],
    }


def _gap(gap: Gap) -> Report:
    words = gap_words(gap)
    return {
        "code": gap.code.value,
        "what": words.what,
        "why": words.why,
        "to_do": words.todo,
        "due": None if gap.due is None else gap.due.isoformat(),
        "blocks": gap.blocks,
    }


def _reason(code: str, sentence: str) -> Report:
    return {"code": code, "sentence": sentence}


def _number(value: Decimal) -> int | float:
    """Whole numbers as such: 80, not 80.0."""
    return int(value) if value == value.to_integral_value() else float(value)
