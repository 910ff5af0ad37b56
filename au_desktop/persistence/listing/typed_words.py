"""What a person typed, made safe to ask the full-text index and LIKE with, whatever it is."""

import re

_MOST_WORDS = 12
_LONGEST_WORD = 64
_CODE = re.compile(r"([a-z])-?0*([0-9]{1,9})", re.IGNORECASE | re.ASCII)
_CODES = {"t": ("trainee", 3), "c": ("case", 6), "r": ("run", 6)}


def words_of(typed: str) -> tuple[str, ...]:
    """The words that can be looked for: those with a letter or a digit; the first dozen, none longer than the index knows."""
    text = typed.encode("utf-8", "ignore").decode("utf-8").replace("\0", " ")
    words = (word[:_LONGEST_WORD] for word in text.split())
    return tuple(word for word in words if any(sign.isalnum() for sign in word))[:_MOST_WORDS]


def every_word_begun(typed: str) -> str | None:
    """The full-text query for lists: every word must begin a word of the record; None where nothing was typed."""
    return " AND ".join(word_begun(word) for word in words_of(typed)) or None


def last_word_begun(typed: str) -> str | None:
    """The full-text query for the search box: all words must be there, the last may be unfinished; None for no words."""
    *whole, last = words_of(typed) or ("",)
    return " AND ".join([*(_whole(word) for word in whole), word_begun(last)]) if last else None


def like_anywhere(word: str) -> str:
    """The LIKE pattern for a word anywhere in a text; the escape sign is a backslash."""
    escaped = re.sub(r"([\\%_])", r"\\\1", word)
    return f"%{escaped}%"


def word_begun(word: str) -> str:
    """The full-text query for one word that may be unfinished."""
    forms = [f"{_quoted(word)}*", *(_quoted(code) for code in _full_codes(word))]
    return f"({' OR '.join(forms)})"


def _whole(word: str) -> str:
    forms = [_quoted(word), *(_quoted(code) for code in _full_codes(word))]
    return f"({' OR '.join(forms)})"


def _quoted(word: str) -> str:
    doubled = word.replace('"', '""')
    return f'"{doubled}"'


def _full_codes(word: str) -> list[str]:
    """C-12 stands for C-000012: people leave the zeros out."""
    found = _CODE.fullmatch(word)
    if found is None or found[1].lower() not in _CODES:
        return []
    _, digits = _CODES[found[1].lower()]
    return [f"{found[1]}-{int(found[2]):0{digits}d}"]


def record_of_code(typed: str) -> tuple[str, int] | None:
    """Kind and number, where nothing but a record's code was typed."""
    found = _CODE.fullmatch(typed.strip())
    if found is None or found[1].lower() not in _CODES:
        return None
    kind, _ = _CODES[found[1].lower()]
    return kind, int(found[2])
