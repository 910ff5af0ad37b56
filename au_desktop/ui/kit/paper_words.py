"""The words for kept papers: size, short hash, owner and one line of facts."""

from datetime import date, timedelta

from au_desktop.domain.training.papers import Paper, PaperOwner
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.tokens import State

OWNER_WORDS = {
    PaperOwner.TRAINEE: "trainee",
    PaperOwner.SUPERVISOR: "supervising AU",
    PaperOwner.CENTER: "center",
    PaperOwner.RUN: "checklist",
}
_SHORT = 8
SOON = timedelta(days=30)
"""How long before its last day a paper is marked."""


def size_words(size_bytes: int) -> str:
    """Such as "312 kB"."""
    amount, unit = float(size_bytes), "bytes"
    for larger in ("kB", "MB", "GB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, larger
    return f"{amount:.0f} {unit}" if unit == "bytes" or amount >= 100 else f"{amount:.1f} {unit}"


def short_hash(digest: bytes) -> str:
    """The first eight digits of a hash, enough to tell two papers apart."""
    return digest.hex()[:_SHORT]


def paper_chip(paper: Paper, today: date, style: DateStyle) -> tuple[str, State]:
    """Whether a paper is in use, and until when it is good."""
    if paper.voided is not None:
        return "out of use", State.NEUTRAL
    if paper.expires is None:
        return "kept", State.OK
    day = day_words(paper.expires, style)
    if paper.expires < today:
        return f"expired {day}", State.PROBLEM
    soon = paper.expires <= today + SOON
    return f"until {day}", State.ATTENTION if soon else State.OK


def paper_line(paper: Paper, style: DateStyle) -> str:
    """File, size, day of adding, hash, and when it expires."""
    parts = [
        paper.file_name,
        size_words(paper.size),
        f"added {day_words(paper.added_at.local.date(), style)}",
        f"SHA-256 {short_hash(paper.digest)}…",
    ]
    if paper.expires is not None:
        parts.append(f"expires {day_words(paper.expires, style)}")
    if paper.voided is not None:
        parts.append("out of use")
    return " · ".join(parts)
