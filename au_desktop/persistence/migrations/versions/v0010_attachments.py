"""Pages and photographs kept with runs, and runs typed in from paper."""

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Nothing changes for the records that are there."""
