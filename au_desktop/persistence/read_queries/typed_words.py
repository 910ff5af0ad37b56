"""What a person typed, made safe to ask the full-text index and LIKE with, whatever it is."""

import re

_MOST_WORDS = 12
_LONGEST_WORD = 64
_CODE = re.compile(r"([a-z])-?0*([0-9]{1,9})", re.IGNORECASE | re.ASCII)
_CODE_DIGITS = {"t": 3, "c": 6, "r": 6}


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
    digits = _CODE_DIGITS.get(found[1].lower()) if found else None
    return [f"{found[1]}-{int(found[2]):0{digits}d}"] if found and digits else []
