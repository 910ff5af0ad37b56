"""What a confirmation of a case stands for: its facts, without notes, bookkeeping and the history of how it came about."""

from au_desktop.domain.canonical import Document, as_document
from au_desktop.domain.training.cases import Case

_HISTORY = ("entered_at", "late_reason", "moves", "lost_reason")
_BESIDE_THE_FACTS = ("notes", "revision", "voided", *_HISTORY)


def signed_document(case: Case) -> Document:
    """The case as a signed statement names it: in the same form whether or not the file already kept its history."""
    document: Document = as_document(case)
    return {name: value for name, value in document.items() if name not in _HISTORY}


def same_facts(case: Case, other: Case) -> bool:
    """Whether a signature on the one stands for the other as well."""
    return _facts(case) == _facts(other)


def _facts(case: Case) -> Document:
    document: Document = as_document(case)
    return {name: value for name, value in document.items() if name not in _BESIDE_THE_FACTS}
