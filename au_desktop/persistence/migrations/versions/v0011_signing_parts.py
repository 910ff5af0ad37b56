"""Runs returned for correction, and the parts that signatures answer for."""

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Nothing changes for the records that are there."""
