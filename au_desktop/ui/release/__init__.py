"""Release: the calculation that becomes a record, and instruction sheets."""
