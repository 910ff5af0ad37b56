"""What a listing says beyond its categories; a trainee's program; trainees taken back."""




revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables."""
