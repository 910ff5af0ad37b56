"""Use cases about radiation safety records: dosages, packages, surveys, releases, waste, events, instruments and people."""
