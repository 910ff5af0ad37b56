"""The sheet Lists: the ranges behind the drop-downs of review cells."""

LISTS: dict[str, tuple[str, ...]] = {
    "Disposition": ("Accepted", "Query", "Correction needed", "Corrected", "Not applicable"),
}
"""Each list by its heading."""
