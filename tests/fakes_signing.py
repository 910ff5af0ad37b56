"""Chance that a test decides."""


class Chance:
    """Draws the places it was given, in order; then always the first."""

    def __init__(self, *places: int) -> None:
        self.places = list(places)

    def __call__(self, count: int) -> int:
        place = self.places.pop(0) if self.places else 0
        assert 0 <= place < count
        return place
