"""Paper forms: checklists that were printed to be filled by hand, each with a number, a code, and what became of it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.errors import DomainError
from au_desktop.domain.ids import FormId, PersonId, RunId
from au_desktop.domain.moments import Moment

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and letters that are not mistaken for one another in handwriting; I, L, O and U are left out."""

_MEANT = str.maketrans("ILO", "110")
_NUMBER_SIGNS, _VERSION_SIGNS = 4, 4
_CODE_SIGNS = _NUMBER_SIGNS + _VERSION_SIGNS + 1
_BITS = 5
_FIELD = 0b100101
"""The polynomial of the field of 32 elements that the check is reckoned in."""

MOST_FORMS = 1 << (_NUMBER_SIGNS * _BITS)


class FormCodeWrong(DomainError):
    """What was typed is no form code: a sign is missing or wrong."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text} is not the code of a form")
        self.text = text


class FormSettled(DomainError):
    """A form was to be typed in or taken out of use that is not outstanding any more."""

    def __init__(self, code: str, state: "FormState") -> None:
        super().__init__(f"{code} is {state.value}")
        self.code = code
        self.state = state


class FormState(StrEnum):
    """What became of a form."""

    OUT = "out"
    TYPED_IN = "typed in"
    SPOILED = "spoiled"


@dataclass(frozen=True, slots=True)
class Spoiled:
    """Why a form will not be typed in, who said so, and when."""

    reason: str
    by: PersonId
    at: Moment


@dataclass(frozen=True, slots=True)
class PaperForm:
    """One printed form.

    Args:
        number: gap-free, so that a form that never came back is seen.
        template_digest: the template version that was printed, which is the one it is typed in with.
        title: the template's title then.
        version: the template's version.
        subject: what it is about, as far as that was known when it was printed.
        half_filled: the draft whose answers were printed on it; None for a blank form.
        typed_in: the run that it became; while that run stands, the form is not outstanding.
    """

    id: FormId
    number: int
    template_digest: str
    title: str
    version: int
    subject: Subject
    printed_at: Moment
    printed_by: PersonId
    half_filled: RunId | None = None
    typed_in: RunId | None = None
    spoiled: Spoiled | None = None

    @property
    def code(self) -> str:
        """What is printed on it."""
        return form_code(self.number, self.template_digest)

    @property
    def state(self) -> FormState:
        """Where it stands."""
        if self.spoiled is not None:
            return FormState.SPOILED
        return FormState.OUT if self.typed_in is None else FormState.TYPED_IN


def form_code(number: int, template_digest: str) -> str:
    """Such as F-0007-K3MD-4: the form's number, the beginning of the template's digest, and a sign that checks both."""
    version = int(template_digest[: _VERSION_SIGNS * _BITS // 4], 16)
    signs = _written(number % MOST_FORMS, _NUMBER_SIGNS) + _written(version, _VERSION_SIGNS)
    return f"F-{signs[:_NUMBER_SIGNS]}-{signs[_NUMBER_SIGNS:]}-{_check(signs)}"


def read_code(text: str) -> str:
    """The code as it is printed, from what somebody typed or scanned: case, spaces and dashes do not matter.

    Raises:
        FormCodeWrong: a sign is missing, wrong or in another place.
    """
    signs = re.sub(r"[\s\u2010-\u2015-]", "", text.upper())
    signs = signs.removeprefix("F") if len(signs) == _CODE_SIGNS + 1 else signs
    signs = signs.translate(_MEANT)
    known = len(signs) == _CODE_SIGNS and all(sign in _SIGNS for sign in signs)
    if not known or _check(signs[:-1]) != signs[-1]:
        raise FormCodeWrong(text.strip())
    return f"F-{signs[:_NUMBER_SIGNS]}-{signs[_NUMBER_SIGNS:-1]}-{signs[-1]}"


def _written(value: int, signs: int) -> str:
    return "".join(
        _SIGNS[value >> (_BITS * place) & (len(_SIGNS) - 1)] for place in reversed(range(signs))
    )


def _check(signs: str) -> str:
    """Any one wrong sign, and any two that changed places, give another one: each place has a factor of its own."""
    value = 0
    for sign in signs:
        value = _doubled(value ^ _SIGNS.index(sign))
    return _SIGNS[value]


def _doubled(value: int) -> int:
    """Times two in the field of 32 elements."""
    return value << 1 if value < len(_SIGNS) // 2 else value << 1 ^ _FIELD
