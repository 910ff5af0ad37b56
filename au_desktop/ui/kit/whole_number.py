"""Reads a whole number that a person may leave out."""

from au_desktop.domain.errors import Invalid


def whole_or_none(text: str, field: str) -> int | None:
    """The number, None for nothing typed.

    Raises:
        Invalid: it is not a whole number of at least 1.
    """
    cleaned = text.strip()
    if not cleaned:
        return None
    if not cleaned.isdecimal() or int(cleaned) < 1:
        raise Invalid(field, "is a whole number of at least 1")
    return int(cleaned)
