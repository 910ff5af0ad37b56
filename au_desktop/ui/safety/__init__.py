"""Safety: surveys, packages, dosages, inventory, events and people."""
