"""Trainees with their visits and capacities, as rows and back."""

from collections.abc import Sequence

from sqlalchemy.engine import RowMapping

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.training.trainees import (
    Capacity,
    CapacityPeriod,
    Eligibility,
    Pathway,
    Period,
    ProgramMembership,
    Trainee,
    TraineeStatus,
)
from au_desktop.persistence.stores.entity_store import EntityRows, name_key
from au_desktop.persistence.tables.trainee_tables import (
    trainee_capacities,
    trainee_visits,
    trainees,
)


class TraineeRows(EntityRows[Trainee]):
    """The roster, by name."""

    table = trainees
    kind = "trainee"
    order = (trainees.c.name_key, trainees.c.id)

    def _columns(self, value: Trainee) -> dict[str, object]:
        return {
            "id": value.id,
            "number": value.number,
            "family_name": value.family_name,
            "given_name": value.given_name,
            "name_key": name_key(value.display_name),
            "degree": value.degree,
            "email": value.email,
            "telephone": value.telephone,
            "license_state": value.license_state,
            "license_number": value.license_number,
            "membership_number": value.membership.number,
            "member_until": value.membership.valid_until,
            "classroom_complete": value.eligibility.classroom_complete,
            "membership_seen": value.eligibility.membership_seen,
            "license_seen": value.eligibility.license_seen,
            "eligibility_note": value.eligibility.note,
            "pathway": value.pathway.value,
            "profile_id": value.profile_id,
            "requested": value.requested,
            "status": value.status.value,
            "classroom_hours_claimed": value.classroom_hours_claimed,
            "notes": value.notes,
            "program_id": value.program_id,
            "void_reason": value.void_reason or None,
        }

    def _put_parts(self, value: Trainee) -> None:
        visits: list[dict[str, object]] = [
            {"first": visit.first, "last": visit.last} for visit in value.visits
        ]
        self._replace_parts(trainee_visits.c.trainee_id, value.id, visits)
        capacities: list[dict[str, object]] = [
            {
                "capacity": entry.capacity.value,
                "first": entry.period.first,
                "last": entry.period.last,
                "approved_by": entry.approved_by,
            }
            for entry in value.capacities
        ]
        self._replace_parts(trainee_capacities.c.trainee_id, value.id, capacities)

    def _values(self, rows: Sequence[RowMapping]) -> tuple[Trainee, ...]:
        keys = [row["id"] for row in rows]
        visits = self._parts(trainee_visits.c.trainee_id, keys)
        capacities = self._parts(trainee_capacities.c.trainee_id, keys)
        return tuple(
            _trainee(row, visits.get(row["id"], ()), capacities.get(row["id"], ())) for row in rows
        )


def _trainee(
    row: RowMapping, visits: Sequence[RowMapping], capacities: Sequence[RowMapping]
) -> Trainee:
    return Trainee(
        id=TraineeId(row["id"]),
        number=row["number"],
        family_name=row["family_name"],
        given_name=row["given_name"],
        degree=row["degree"],
        email=row["email"],
        telephone=row["telephone"],
        license_state=row["license_state"],
        license_number=row["license_number"],
        membership=ProgramMembership(row["membership_number"], row["member_until"]),
        eligibility=Eligibility(
            row["classroom_complete"],
            row["membership_seen"],
            row["license_seen"],
            row["eligibility_note"],
        ),
        pathway=Pathway(row["pathway"]),
        profile_id=row["profile_id"],
        requested=row["requested"],
        capacities=tuple(
            CapacityPeriod(
                Capacity(part["capacity"]),
                Period(part["first"], part["last"]),
                part["approved_by"],
            )
            for part in capacities
        ),
        visits=tuple(Period(part["first"], part["last"]) for part in visits),
        status=TraineeStatus(row["status"]),
        classroom_hours_claimed=row["classroom_hours_claimed"],
        notes=row["notes"],
        program_id=row["program_id"],
        void_reason=row["void_reason"] or "",
    )
