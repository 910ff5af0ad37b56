"""A new file has the newest schema; an older one is brought up to date beside the original; a newer one is left alone."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from au_desktop.domain.errors import DamagedCenter, NewerCenter, NotACenter, OutsideError
from au_desktop.persistence import migrations, schema
from au_desktop.persistence.backups import backups_in, prove, restore, upgrade_center
from au_desktop.persistence.center_file import SqlCenterFile
from au_desktop.persistence.engine import APPLICATION_ID, connect
from au_desktop.persistence.stores.log_store import LogRows
from au_desktop.persistence.tables.metadata import METADATA
from tests.center_files import KEY, NOW, TRAINEE, OpenCenter, an_entry, older_center, opened

FTS = ("search_words", "log_words")


class _Raw:
    """The part of `Driver` that the log needs, over a bare connection."""

    def __init__(self, connection: object) -> None:
        self._connection = connection

    def one(self, sql: str, row: tuple[object, ...] = ()) -> object:
        return self._connection.execute(sql, row).fetchone()  # type: ignore[attr-defined]

    def insert(self, table: str, row: dict[str, object], _tail: str = "") -> None:
        marks = ", ".join("?" * len(row))
        sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"  # noqa: S608 - our own names
        self._connection.execute(sql, tuple(row.values()))  # type: ignore[attr-defined]


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A center folder as the first version left it, with a trainee and two log entries."""
    path = tmp_path / "Lakeside.aucenter" / "center.db"
    path.parent.mkdir()
    (path.parent / "keys.json").write_text(json.dumps({"slots": []}))
    older_center(path)
    with closing(connect(path, KEY)) as made:
        log = LogRows(_Raw(made))  # type: ignore[arg-type]
        log.append(an_entry("first"))
        log.append(an_entry("second"))
        columns = {
            "id": TRAINEE.id.bytes,
            "number": 1,
            "name_key": "example 07, a.",
            "pathway": "35.396",
            "requested": '["G3"]',
            "status": "active",
        }
        words = """family_name given_name degree email telephone license_state license_number
            membership_number eligibility_note profile_id notes"""
        _Raw(made).insert("trainees", columns | dict.fromkeys(words.split(), "x"))
    return path


def test_the_tables_are_what_the_scripts_make(center: OpenCenter) -> None:
    with center.engines.read.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_object": lambda _object, name, kind, *_: (
                    not (kind == "table" and name.startswith(FTS))
                ),
            },
        )
        assert compare_metadata(context, METADATA) == []


def test_the_known_versions_are_the_scripts() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    scripts = ScriptDirectory.from_config(config)
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == schema.REVISIONS


def test_a_new_file_is_up_to_date(center: OpenCenter) -> None:
    assert schema.version_of(center.path, KEY) == schema.REVISIONS[-1]
    assert not schema.needs_upgrade(center.path, KEY)
    assert upgrade_center(center.path, KEY, NOW) is None


def test_an_older_file_is_upgraded_with_its_data(older: Path) -> None:
    assert schema.version_of(older, KEY) == "0001"
    backup = upgrade_center(older, KEY, NOW)
    assert backup is not None
    assert schema.version_of(older, KEY) == schema.REVISIONS[-1]
    assert SqlCenterFile(older, KEY).page_faults() == ()
    with opened(older) as center, center.work() as uow:
        assert uow.trainees.get(TRAINEE.id).number == 1
        assert [entry.verb for entry in uow.log.entries()] == ["first", "second"]
        uow.log.append(an_entry("third"))
        found = center.engines.read
        with found.begin() as reader:
            rows = reader.exec_driver_sql(
                "SELECT rowid FROM log_words WHERE log_words MATCH 'second'"
            )
            assert rows.scalars().all() == [2]
        uow.commit()
    names = {path.name for path in older.parent.iterdir()}
    assert names == {"center.db", "keys.json", "backups"}


def test_the_old_file_is_kept_as_a_proven_backup(older: Path, tmp_path: Path) -> None:
    backup = upgrade_center(older, KEY, NOW)
    assert backup is not None
    assert backups_in(older.parent / "backups") == (backup,)
    assert prove(backup, KEY).manifest.schema == "0001"
    again = restore(backup, tmp_path / "again.aucenter", NOW)
    assert schema.version_of(again / "center.db", KEY) == "0001"


def test_a_newer_file_is_refused_and_untouched(older: Path) -> None:
    with closing(connect(older, KEY)) as made:
        made.execute("UPDATE alembic_version SET version_num = '0999'")
    before = older.read_bytes()
    for ask in (schema.needs_upgrade, schema.upgrade):
        with pytest.raises(NewerCenter) as caught:
            ask(older, KEY)
        assert (caught.value.schema, caught.value.newest_known) == ("0999", schema.REVISIONS[-1])
    assert older.read_bytes() == before


def test_a_file_without_a_version_is_not_a_center(tmp_path: Path) -> None:
    path = tmp_path / "center.db"
    with closing(connect(path, KEY)) as made:
        made.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        made.execute("CREATE TABLE t (x)")
    with pytest.raises(NotACenter, match="schema version"):
        schema.version_of(path, KEY)


def test_a_failed_upgrade_leaves_the_old_file(older: Path) -> None:
    with closing(connect(older, KEY)) as made:
        made.execute("CREATE TABLE exports (in_the_way)")
    with pytest.raises(Exception, match="already exists"):
        upgrade_center(older, KEY, NOW)
    assert schema.version_of(older, KEY) == "0001"
    with closing(connect(older, KEY)) as made:
        names = {row[0] for row in made.execute("SELECT name FROM sqlite_master")}
        assert "search_records" not in names
        assert made.execute("SELECT count(*) FROM trainees").fetchone() == (1,)
    assert {path.name for path in older.parent.iterdir()} == {"center.db", "keys.json", "backups"}


def test_a_script_that_fails_takes_its_tables_back(older: Path) -> None:
    with closing(connect(older, KEY, foreign_keys=False)) as made:
        made.execute("CREATE TABLE search_records (in_the_way)")  # met after the exports were made
        with pytest.raises(Exception, match="already exists"):
            schema.migrate(made, older)
        names = {row[0] for row in made.execute("SELECT name FROM sqlite_master")}
    assert "exports" not in names


def test_an_older_file_with_lost_references_is_not_upgraded(older: Path) -> None:
    with closing(connect(older, KEY, foreign_keys=False)) as made:
        made.execute("INSERT INTO trainee_visits VALUES (?, 0, '2026-01-01', NULL)", (bytes(16),))
    before = older.read_bytes()
    with pytest.raises(DamagedCenter, match="missing row of trainees"):
        schema.upgrade(older, KEY)
    assert older.read_bytes() == before
    with pytest.raises(DamagedCenter):
        upgrade_center(older, KEY, NOW)


def test_a_file_that_is_open_is_not_swapped(older: Path) -> None:
    with closing(connect(older, KEY)) as held:
        held.execute("BEGIN")
        held.execute("SELECT count(*) FROM trainees").fetchone()
        with closing(connect(older, KEY)) as writing:
            writing.execute("INSERT INTO facts VALUES ('name', 'late')")
        with pytest.raises(OutsideError):
            schema.upgrade(older, KEY)
    assert schema.version_of(older, KEY) == "0001"
    with closing(connect(older, KEY)) as again:
        assert again.execute("SELECT value FROM facts").fetchone() == ("late",)
