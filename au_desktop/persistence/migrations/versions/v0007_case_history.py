"""The history of planned cases, late entries, and the dual rating."""




revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables."""
