"""What a signature would cover, as a page: the meaning in words, the part, the three times, every answer, the case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from au_desktop.domain.people import Actor
from au_desktop.domain.signing.sign_offs import Meaning, SignOff, signed_case
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.checklists.run_sheets import RunSheet
from au_desktop.settings import Settings
from au_desktop.ui.kit.item_editors.finding_words import VERDICT_WORDS
from au_desktop.ui.kit.item_editors.run_report import (
    about_facts,
    answers_html,
    beside_html,
    facts_html,
    time_facts,
)
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.signature_words import short_digest, signs_for

MEANING_WORDS = {
    "performed": "I performed or recorded this work as shown.",
    "supervised": "I supervised this work as the authorized user, as shown.",
    "reviewed": "I reviewed this record as shown.",
    "witnessed": "I watched this work and it was done as shown. I did not do it myself.",
    "countersigned": "I looked at this record after it was signed, and agree with it as shown.",
}


@dataclass(frozen=True, slots=True)
class ToSign:
    """What is about to be signed: the sheet, the statement, who signs, and the signatures before."""

    sheet: RunSheet
    statement: Mapping[str, Any]
    signer: Actor
    earlier: tuple[SignOff, ...] = ()

    @property
    def part(self) -> tuple[str, ...]:
        """The titles of the sections that the signer answers for; none: the whole record."""
        return tuple(one["title"] for one in self.statement.get("part", ()))


def to_sign_html(shown: ToSign, settings: Settings) -> str:
    """Exactly what the signature rests on; the signer's own part stands first."""
    sheet = shown.sheet
    attention = len(sheet.verdict.attention)
    warned = f"<p><b>Items that need attention: {attention}</b></p>" if attention else ""
    return (
        f"<h3>{escape(sheet.template.title)}</h3>{_said_html(shown)}{warned}"
        f"{_case_html(shown)}{_parts_html(shown, settings)}"
        f"{beside_html(sheet, settings)}"
    )


def _said_html(shown: ToSign) -> str:
    sheet, meaning = shown.sheet, str(shown.statement["meaning"])
    word, _ = VERDICT_WORDS[sheet.verdict.state]
    amends = (("Amends", sheet.run.amend_reason),) if sheet.run.amends is not None else ()
    facts = (
        ("You sign for", signs_for(shown.part)),
        ("Meaning", f"{meaning}: {MEANING_WORDS.get(meaning, '')}"),
        ("Signed by", f"{shown.signer.name}, {role_words(shown.signer.role)}"),
        ("Record", f"{run_code(sheet.run.number)}, {word.lower()}"),
        ("Template", f"{sheet.template.title}, version {sheet.template.version}"),
        *amends,
        *about_facts(sheet.about),
        *time_facts(sheet),
        ("Time of the signature", "when you press Sign"),
        ("Digest of the record", short_digest(str(shown.statement["record_digest"]))),
    )
    return facts_html(facts)


def _parts_html(shown: ToSign, settings: Settings) -> str:
    """All sections; a part of them first, under a heading of its own."""
    sheet = shown.sheet
    mine = {one["key"] for one in shown.statement.get("part", ())}
    if not mine:
        return answers_html(sheet, settings)
    own = tuple(entry for entry in sheet.sections if entry[0].key in mine)
    rest = tuple(entry for entry in sheet.sections if entry[0].key not in mine)
    first = answers_html(replace(sheet, sections=own), settings)
    others = answers_html(replace(sheet, sections=rest), settings)
    return f"<h4>Your part</h4>{first}<h4>The rest of the record</h4>{others}"


def _case_html(shown: ToSign) -> str:
    """What changed in the case since the last signature as supervised; a part that is to be rated unseen is left out."""
    statement, case = shown.statement, shown.sheet.about.case
    if statement["meaning"] != Meaning.SUPERVISED or not statement["case"]:
        return ""
    before = [signed_case(one) for one in shown.earlier if one.meaning is Meaning.SUPERVISED]
    if not before or before[-1] is None:
        return ""
    facts = dict(statement["case"]["facts"])
    if case is not None and case.part is None:
        facts.pop("part", None)
    lines = changed_facts(before[-1], facts)
    if not lines:
        return ""
    told = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<p><b>Changed in the case since it was signed</b></p><ul>{told}</ul>"


_BESIDE = frozenset({"revision", "id", "number", "trainee_id", "supervisor_id"})


def changed_facts(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """The facts of a case that read otherwise now, each with both values."""
    names = [name for name in now if name not in _BESIDE and before.get(name) != now[name]]
    lines = [
        f"{name.replace('_', ' ').capitalize()}: {_words(before.get(name))} \u2192 {_words(now[name])}"
        for name in names
    ]
    if before.get("supervisor_id") != now.get("supervisor_id"):
        lines.append("Supervising AU: another one")
    return tuple(lines)


def _words(value: Any) -> str:  # noqa: ANN401 - a document holds every plain type
    if isinstance(value, Mapping):
        words = " ".join(_inner(value.values()))
    elif isinstance(value, list):
        words = "; ".join(_inner(value))
    else:
        words = "" if value is None else str(value)
    return words or "nothing"


def _inner(values: Iterable[Any]) -> list[str]:
    return [_words(one) for one in values if one is not None]
