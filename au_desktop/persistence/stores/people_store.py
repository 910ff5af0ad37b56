"""People, as rows and back."""

from collections.abc import Sequence

from sqlalchemy.engine import RowMapping

from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Person
from au_desktop.domain.roles import Role
from au_desktop.persistence.column_types import moment_of, moment_values
from au_desktop.persistence.stores.entity_store import EntityRows
from au_desktop.persistence.tables.people_tables import people


class PersonRows(EntityRows[Person]):
    """The people of the center; keys stand as hex."""

    table = people
    kind = "person"
    order = (people.c.name, people.c.id)

    def _columns(self, value: Person) -> dict[str, object]:
        return {
            "id": value.id,
            "name": value.name,
            "role": value.role.value,
            "public_keys": [key.hex() for key in value.public_keys],
            **moment_values("added_at", value.added_at),
            **moment_values("removed_at", value.removed_at),
            "trainee_id": value.trainee_id,
        }

    def _values(self, rows: Sequence[RowMapping]) -> tuple[Person, ...]:
        return tuple(_person(row) for row in rows)


def _person(row: RowMapping) -> Person:
    return Person(
        id=PersonId(row["id"]),
        name=row["name"],
        role=Role(row["role"]),
        public_keys=tuple(bytes.fromhex(key) for key in row["public_keys"]),
        added_at=Moment(row["added_at"], row["added_at_offset"]),
        removed_at=moment_of(row["removed_at"], row["removed_at_offset"]),
        trainee_id=row["trainee_id"],
    )
