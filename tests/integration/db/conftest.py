"""A blank center file made once, and copies of it: open and empty, or open and filled."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from au_desktop.persistence import schema
from tests.center_files import KEY, OpenCenter, copied, fill, opened


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("blank") / "center.db"
    schema.create(path, KEY)
    return path


@pytest.fixture
def center(blank: Path, tmp_path: Path) -> Iterator[OpenCenter]:
    with opened(copied(blank, tmp_path / "Lakeside.aucenter" / "center.db")) as one:
        yield one


@pytest.fixture
def filled(center: OpenCenter) -> OpenCenter:
    fill(center)
    return center


@pytest.fixture(scope="session")
def filled_file(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled center file that is closed; tests copy it."""
    path = copied(blank, tmp_path_factory.mktemp("filled") / "center.db")
    with opened(path) as one:
        fill(one)
    return path
