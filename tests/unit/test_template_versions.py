"""Tests of which version is in use: the center's own before the program's, each from its first day."""

from dataclasses import replace
from datetime import date, timedelta

from au_desktop.domain.checklists.template_versions import (
    Origin,
    VersionHead,
    coming_head,
    current_head,
    latest_head,
    update_head,
)
from tests.checklist_examples import NOON, later

DAY = date(2026, 11, 20)


def program(version: int, days: int = 0, minutes: int | None = None) -> VersionHead:
    taken = None if minutes is None else later(minutes)
    first = DAY + timedelta(days=days)
    return VersionHead(f"p{version}", "x", version, "X", first, taken_at=taken)


def center(version: int, days: int = 0) -> VersionHead:
    first = DAY + timedelta(days=days)
    return VersionHead(f"c{version}", "x", version, "X", first, published_at=NOON)


def test_the_origin_is_whose_signature_it_has() -> None:
    assert program(1).origin is Origin.PROGRAM
    assert center(1).origin is Origin.CENTER


def test_nothing_is_in_use_where_there_is_nothing() -> None:
    assert current_head((), DAY) is None
    assert latest_head(()) is None
    assert coming_head((), DAY) is None
    assert update_head(()) is None


def test_the_newest_of_the_program_is_in_use() -> None:
    assert current_head((program(1), program(2)), DAY) == program(2)


def test_the_center_stands_in_front_of_the_program() -> None:
    heads = (program(1), center(2), program(3))
    assert current_head(heads, DAY) == center(2)
    assert latest_head(heads) == center(2)


def test_a_version_waits_for_its_first_day() -> None:
    heads = (program(1), center(2), center(3, days=5))
    assert current_head(heads, DAY) == center(2)
    assert coming_head(heads, DAY) == center(3, days=5)
    assert current_head(heads, DAY + timedelta(days=5)) == center(3, days=5)
    assert coming_head(heads, DAY + timedelta(days=5)) is None
    assert current_head((program(1), center(2, days=1)), DAY) == program(1)


def test_what_the_program_dates_ahead_waits_unless_it_is_all_there_is() -> None:
    assert current_head((program(1), program(2, days=3)), DAY) == program(1)
    assert current_head((program(1, days=3), program(2, days=4)), DAY) == program(2, days=4)
    assert current_head((center(1, days=3),), DAY) is None


def test_a_later_version_that_was_overtaken_never_comes() -> None:
    heads = (center(1, days=9), center(2))
    assert current_head(heads, DAY) == center(2)
    assert coming_head(heads, DAY) is None
    assert latest_head(heads) == center(2)


def test_of_two_that_come_the_first_day_comes_first() -> None:
    heads = (program(1), center(2, days=9), center(3, days=4))
    assert coming_head(heads, DAY) == center(3, days=4)


def test_an_update_came_in_after_the_center_had_published() -> None:
    assert update_head((program(1, minutes=-5), center(2))) is None
    newer = program(2, minutes=5)
    assert update_head((program(1, minutes=-5), center(2), newer)) == newer
    assert update_head((program(1), center(2))) is None
    assert update_head((program(1, minutes=-5), program(2, minutes=5))) is None
    # A number as high as the center's own is the program's all the same.
    assert update_head((center(2), replace(newer, version=2))) == newer
