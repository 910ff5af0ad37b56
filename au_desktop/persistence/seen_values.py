"""Values that a transaction has read already: nobody else writes while it is open, so they are not read again."""

from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

_MOST = 256


class SeenValues(Generic[Key, Value]):
    """A small memory of frozen values by key, for the length of one transaction; it forgets all when it is full."""

    def __init__(self) -> None:
        self._values: dict[Key, Value] = {}

    def get(self, key: Key) -> Value | None:
        """The value as it was last read, if it is still known."""
        return self._values.get(key)

    def keep(self, key: Key, value: Value) -> Value:
        """Remember a value, and hand it on."""
        if len(self._values) >= _MOST:
            self._values.clear()
        self._values[key] = value
        return value

    def forget(self, key: object) -> None:
        """The value was changed."""
        self._values.pop(key, None)  # type: ignore[arg-type]  # a key of another type is not there
