"""The history of the schema: scripts that stand alone, and how Alembic runs them.

What may not come in: anything of ours inside `versions`; a script must still run in ten years.
"""
