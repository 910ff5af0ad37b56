"""Runs the scripts on the connection it is handed, in one transaction, definitions included."""

from alembic import context

_ENGINE_TABLES = ("search_words", "log_words")


def _is_ours(_object: object, name: str | None, kind: str, *_rest: object) -> bool:
    """Leave the full-text table and its shadows alone: comparing would propose to drop them."""
    return not (kind == "table" and name is not None and name.startswith(_ENGINE_TABLES))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    transactional_ddl=True,
    render_as_batch=True,
    include_object=_is_ours,
)
with context.begin_transaction():
    context.run_migrations()
