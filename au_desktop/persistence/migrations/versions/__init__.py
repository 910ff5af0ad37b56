"""One script a step of the schema; a published script is never changed.

What may not come in: imports of this program.
"""
