"""Rules and formulas of training, checklists, signatures and radiation safety, in plain Python.

What belongs here: values, rules and formulas that would be true on paper. What may not come in: Qt, SQL, disk, clock, chance.
"""
