"""The names and codes that rows show, as columns and as text."""

from sqlalchemy import ColumnElement, case

from au_desktop.persistence.tables.trainee_tables import trainees

TRAINEE_NAME: ColumnElement[str] = case(
    (trainees.c.given_name == "", trainees.c.family_name),
    else_=trainees.c.family_name + ", " + trainees.c.given_name,
)
"""The trainee's name as `Trainee.display_name` puts it."""
