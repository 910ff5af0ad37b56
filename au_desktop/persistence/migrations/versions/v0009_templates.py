"""Which template versions are the center's own, who published them, and from when they hold."""

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Nothing changes for the records that are there."""
