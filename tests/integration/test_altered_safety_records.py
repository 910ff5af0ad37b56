"""Safety records altered with the key in hand: the check says which."""

from contextlib import closing
from pathlib import Path

import pytest

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.record_signatures import RecordMeaning
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.domain.safety.waste import Container
from au_desktop.domain.safety.waste_steps import WasteType
from au_desktop.persistence.engine import connect
from au_desktop.services.safety.record_signing import ShownRecord
from au_desktop.services.safety.waste_storage import NewContainer
from tests.centers import PASSPHRASES, CenterFolder, database_key, make_center


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> CenterFolder:
    """A signed container that was moved, and one that is void."""
    center = make_center(tmp_path_factory.mktemp("altered") / "Own.aucenter")
    with center.opened(Role.RSO) as opened:
        services = opened.services
        waste = services.waste_storage
        keys = []
        for shelf in ("A 1", "A 2"):
            at = services.desk.clock.now()
            keys.append(waste.open_container(NewContainer(at, WasteType.DRY, shelf=shelf)).value)
        waste.move(keys[0], None, "B 7")
        shown = ShownRecord(RecordKind.CONTAINER, keys[0], 2)
        services.record_signing.sign((shown,), RecordMeaning.REVIEWED, PASSPHRASES[Role.RSO])
        services.safety_book.void(Container, keys[1], "opened twice")
    return center


@pytest.fixture
def folder(made: CenterFolder, tmp_path: Path) -> CenterFolder:
    return made.copy_to(tmp_path / "Own.aucenter")


def alter(folder: CenterFolder, *statements: str) -> None:
    with closing(connect(folder.database, database_key(folder))) as file:
        names = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            file.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            file.execute(statement)


def test_what_nobody_altered_is_sound(folder: CenterFolder) -> None:
    with folder.opened() as center:
        report = center.services.integrity.check()
    assert (report.sound, report.record_signatures, report.altered_records) == (True, 1, ())


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE safety_revisions SET content = replace(content, 'B 7', 'B 8')", "WC-0001"),
        ("UPDATE safety_records SET content = replace(content, 'A 2', 'A 3')", "WC-0002"),
        ("UPDATE safety_revisions SET content = replace(content, 'A 2', 'A 3')", "WC-0002"),
        ("DELETE FROM safety_revisions WHERE revision = 2", "WC-0001"),
        ("DELETE FROM safety_revisions WHERE revision = 1", "WC-0001"),
        ("UPDATE safety_revisions SET written_at = written_at - 1000000", "WC-0001"),
        ("DELETE FROM safety_voids", "WC-0002"),
        ("UPDATE safety_voids SET reason = 'another'", "WC-0002"),
        ("UPDATE safety_voids SET voided_at = voided_at - 1000000", "WC-0002"),
        ("UPDATE safety_records SET retired = 1 WHERE number = 1", "WC-0001"),
        ("UPDATE safety_records SET at = at - 1000000", "WC-0001"),
        ("UPDATE safety_records SET final = 1", "WC-0001"),
        ("UPDATE safety_records SET revision = 7 WHERE number = 2", "WC-0002"),
        ("UPDATE safety_records SET amends = id WHERE number = 2", "WC-0002"),
        ("UPDATE safety_revisions SET kind = 'package'", "WC-0001"),
    ],
)  # fmt: skip
def test_what_was_altered_is_named(folder: CenterFolder, statement: str, said: str) -> None:
    alter(folder, statement)
    with folder.opened() as center:
        report = center.services.integrity.check()
    assert not report.sound
    assert any(said in line for line in report.altered_records), report.altered_records


def test_a_record_without_a_trace_is_missed(folder: CenterFolder) -> None:
    alter(
        folder,
        "DELETE FROM safety_revisions WHERE revision = 1 AND instr(content, 'A 2')",
        "DELETE FROM safety_voids",
        "DELETE FROM safety_links",
        "DELETE FROM safety_records WHERE number = 2",
    )
    with folder.opened() as center:
        report = center.services.integrity.check()
    assert report.altered_records == ("WC-0002: gone, though the log tells of it",)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM safety_signatures",
        "UPDATE safety_signatures SET meaning = 'performed'",
        "UPDATE safety_signatures SET signer = 'Sam Roe'",
        "UPDATE safety_signatures SET signer_id = (SELECT max(id) FROM people)",
        "UPDATE safety_signatures SET role = 'preceptor'",
        "UPDATE safety_signatures SET revision = 1",
        "UPDATE safety_signatures SET number = 9",
        "UPDATE safety_signatures SET signed_at = signed_at - 1000000",
        "UPDATE safety_signatures SET content = replace(content, 'B 7', 'B 8')",
        "UPDATE safety_signatures SET record_id = (SELECT id FROM safety_records WHERE number = 2)",
    ],
)
def test_a_signature_that_is_gone_or_altered_is_told(folder: CenterFolder, statement: str) -> None:
    alter(folder, statement)
    with folder.opened() as center:
        report = center.services.integrity.check()
    assert not report.sound
    assert report.record_faults
