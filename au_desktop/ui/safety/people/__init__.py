"""The tab People: visits to patients in confinement, instruction, dosimeters, and doses for those who may see them."""
