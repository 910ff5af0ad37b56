"""Turns errors into sentences: what happened, what was kept, what to do; the base errors have theirs here."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from au_desktop.domain import errors
from au_desktop.domain.errors import DomainError, OutsideError
from au_desktop.domain.roles import Role

E = TypeVar("E", bound=Exception)
NOTHING_CHANGED = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Message:
    """What a person reads when something did not work."""

    title: str
    what_happened: str
    what_was_kept: str = NOTHING_CHANGED
    what_to_do: str = ""

    @property
    def text(self) -> str:
        """The sentences after the title."""
        parts = (self.what_happened, self.what_was_kept, self.what_to_do)
        return " ".join(part for part in parts if part)


_SENTENCES: dict[type[Exception], Callable[[Any], Message]] = {}


def says(kind: type[E]) -> Callable[[Callable[[E], Message]], Callable[[E], Message]]:
    """Register the sentence for a kind of error; its subclasses use it until they have their own."""

    def keep(sentence: Callable[[E], Message]) -> Callable[[E], Message]:
        _SENTENCES[kind] = sentence
        return sentence

    return keep


def sentence_for(error: Exception) -> Message:
    """The message for an error: its own, its nearest base's, or one made from its name and facts."""
    for kind in type(error).__mro__:
        if kind in _SENTENCES:
            return _SENTENCES[kind](error)
    if isinstance(error, DomainError):
        return Message(_words_of(type(error)), as_sentence(str(error)))
    if isinstance(error, OutsideError):
        return Message(_words_of(type(error)), as_sentence(str(error)), what_to_do="Try again.")
    return Message(
        "Something went wrong in the program",
        "This is a fault of the program, not of what you did.",
        "What was saved before is safe; the last step may not have been saved.",
        "Look at the last step and repeat it if it is missing. The details are in the log file.",
    )


def reason_for(error: Exception) -> str:
    """The short reason to show under a field: the error's own, or what happened."""
    return str(getattr(error, "reason", "")) or sentence_for(error).what_happened


def _words_of(kind: type[Exception]) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", kind.__name__)
    return words[:1].upper() + words[1:].lower()


def as_sentence(text: str) -> str:
    """The text with a capital letter and a full stop."""
    cleaned = text.strip() or "A rule does not allow this"
    cleaned = cleaned[:1].upper() + cleaned[1:]
    return cleaned if cleaned.endswith((".", "!", "?")) else f"{cleaned}."


def role_said(role: str) -> str:
    """A role inside a sentence; an abbreviation keeps its capitals."""
    return _ROLES.get(role, role)


def roles_said(roles: Iterable[str]) -> str:
    """Several roles of which any will do, such as: trainee, preceptor or RSO."""
    *others, last = map(role_said, roles)
    return f"{', '.join(others)} or {last}" if others else last


_ROLES = {Role.RSO.value: "RSO", Role.STAFF.value: "nurse or technologist"}


@says(errors.NotAllowed)
def _not_allowed(error: errors.NotAllowed) -> Message:
    return Message(
        "Not for this role",
        f"A person signed in as {role_said(error.role)} may not {error.permission}.",
        what_to_do="Ask someone whose role allows it, or sign in with that role.",
    )


@says(errors.NotFound)
def _not_found(error: errors.NotFound) -> Message:
    return Message(
        "Not in this center",
        f"This {error.kind} is not in the center file any more, or never was.",
        what_to_do="Refresh the list and look again.",
    )


@says(errors.Invalid)
def _invalid(error: errors.Invalid) -> Message:
    return Message(
        "A value cannot be taken",
        as_sentence(f"{error.field.replace('_', ' ')}: {error.reason}"),
        "What you typed is still in the form.",
        "Correct it and try again.",
    )


@says(errors.ReasonRequired)
def _reason_required(error: errors.ReasonRequired) -> Message:
    return Message(
        "A reason is needed",
        f"To {error.what}, say why.",
        what_to_do="Type the reason; it becomes part of the record.",
    )


@says(errors.SignedRecordIsFinal)
def _signed_record_is_final(error: errors.SignedRecordIsFinal) -> Message:
    return Message(
        "A signed record stays as it is",
        as_sentence(f"{error.record} is signed and cannot be changed"),
        what_to_do="Amend it: the old record stays readable and the new one refers to it.",
    )


@says(errors.ReadOnlyCenter)
def _read_only_center(error: errors.ReadOnlyCenter) -> Message:
    return Message("Open for reading only", as_sentence(error.why))


@says(errors.BackupNotMade)
def _backup_not_made(error: errors.BackupNotMade) -> Message:
    return Message(
        "No backup was made",
        as_sentence(f"the center is closed, but the backup after your work failed: {error.why}"),
        "Everything you did is in the center file.",
        "Make room or mend the folder, open the center and back it up on the page Center, Backups.",
    )


@says(errors.WrongPassphrase)
def _wrong_passphrase(error: errors.WrongPassphrase) -> Message:
    times = f" Failed attempts so far: {error.failures}." if error.failures > 1 else ""
    return Message(
        "The passphrase does not fit",
        f"The file is sound; this passphrase does not open it for {error.person}.{times}",
        what_to_do="Check Caps Lock and the keyboard layout. The recovery sheet opens the center too.",
    )


@says(errors.MistypedRecoveryCode)
def _mistyped_recovery_code(error: errors.MistypedRecoveryCode) -> Message:
    where = (
        f"Group {error.group} of {error.groups} does not fit its own check."
        if error.group
        else f"The code has {error.groups} groups on the sheet; another number was typed."
    )
    return Message(
        "The recovery code is mistyped",
        where,
        what_to_do="Compare it with the sheet group by group and correct it.",
    )


@says(errors.OpenElsewhere)
def _open_elsewhere(error: errors.OpenElsewhere) -> Message:
    return Message(
        "The center is open elsewhere",
        f"{error.holder} has it open on {error.computer} since {_to_the_minute(error.since)}.",
        what_to_do="Close it there, then try again here.",
    )


def _to_the_minute(instant: str) -> str:
    """The time where the other window was opened; what is not written as an instant stays as it is."""
    day, separator, time = instant.partition("T")
    return f"{day} {time[:5]}" if separator else instant


@says(errors.DamagedCenter)
def _damaged_center(error: errors.DamagedCenter) -> Message:
    backup = f"The newest good backup is {error.good_backup}." if error.good_backup else ""
    return Message(
        "The center file is damaged",
        as_sentence(error.what),
        as_sentence(f"still readable: {error.readable}") if error.readable else NOTHING_CHANGED,
        f"{backup} Restore a backup; keep the damaged file for examination.".strip(),
    )


@says(errors.NewerCenter)
def _newer_center(error: errors.NewerCenter) -> Message:
    return Message(
        "Made by a newer version",
        f"The file has layout {error.schema}; this program knows up to {error.newest_known}.",
        what_to_do="Install the newer version on this computer.",
    )


@says(errors.NotACenter)
def _not_a_center(error: errors.NotACenter) -> Message:
    return Message(
        "Not a center",
        as_sentence(f"{error.path} is not a center of this program: {error.what}"),
        what_to_do="Choose the folder that holds the center file.",
    )


@says(errors.UnreadableFile)
def _unreadable_file(error: errors.UnreadableFile) -> Message:
    return Message(
        "The file cannot be read",
        as_sentence(f"{error.path}: {error.why}"),
        what_to_do="Check the file, or save it again from the program it came from.",
    )


@says(errors.DiskProblem)
def _disk_problem(error: errors.DiskProblem) -> Message:
    return Message(
        "The disk refused",
        as_sentence(f"{error.path}: {error.why}"),
        "The old file is untouched.",
        "Make room or choose another place, then try again.",
    )


@says(errors.Cancelled)
def _cancelled(_error: errors.Cancelled) -> Message:
    return Message("Stopped", "The work was stopped as you asked.", "Nothing was left half done.")
