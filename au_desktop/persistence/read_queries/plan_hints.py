"""A word to the planner of the engine: keep this column out of the choice of an index."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import UnaryExpression
from sqlalchemy.sql.operators import custom_op


class Unindexed(UnaryExpression[Any]):
    """The column itself, but no reason for SQLite to walk or search an index on it; other engines see the plain column."""

    inherit_cache = True


def unindexed(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The same value, hidden from SQLite's choice of indexes.

    The file keeps no statistics, so the planner cannot know that a set is small or an index walk is long; we know.
    """
    return Unindexed(column, operator=custom_op("+"), type_=column.type)


@compiles(Unindexed)
def _plain(element: Unindexed, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's signature
    return compiler.process(element.element, **options)


@compiles(Unindexed, "sqlite")
def _with_plus(element: Unindexed, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"+{compiler.process(element.element, **options)}"
