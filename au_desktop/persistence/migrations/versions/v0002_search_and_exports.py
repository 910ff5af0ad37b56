"""What leaves the center, and the words by which records and log entries are found."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TOKENS = "tokenize = \"unicode61 remove_diacritics 2\""
_ENTRY_WORDS = " || ' ' || ".join(
    f"{{0}}.{name}" for name in ("actor", "role", "verb", "subject", "reason")
)


def upgrade() -> None:
    """Make the tables; the log that is there already becomes searchable at once."""
    _exports()
    _search()
    _log_words()


def _exports() -> None:
    op.create_table(
        "exports",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.LargeBinary(16), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_at_offset", sa.SmallInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("log_length", sa.Integer(), nullable=False),
        sa.Column("log_digest", sa.LargeBinary(32), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["people.id"], name="fk_exports_made_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_exports"),
    )
    op.create_index("ix_exports_made_at", "exports", ["made_at", "id"])
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER exports_no_{event.lower()} BEFORE {event} ON exports "
            "BEGIN SELECT RAISE(ABORT, 'exports is kept as written'); END"
        )


def _search() -> None:
    op.create_table(
        "search_records",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_search_records"),
        sa.UniqueConstraint("id", "kind", name="uq_search_records_id_kind"),
    )
    op.execute(
        "CREATE VIRTUAL TABLE search_words USING fts5"
        f"(words, content = '', contentless_delete = 1, prefix = '1 2 3', {_TOKENS})"
    )


def _log_words() -> None:
    op.execute(f"CREATE VIRTUAL TABLE log_words USING fts5(words, content = '', columnsize = 0, {_TOKENS})")
    op.execute(
        "INSERT INTO log_words (rowid, words) "
        f"SELECT sequence, {_ENTRY_WORDS.format('log_entries')} FROM log_entries ORDER BY sequence"
    )
    op.execute(
        "CREATE TRIGGER log_entries_words AFTER INSERT ON log_entries BEGIN "
        f"INSERT INTO log_words (rowid, words) VALUES (NEW.sequence, {_ENTRY_WORDS.format('NEW')}); END"
    )
