"""Formulas of the field, each with its equation, units, range and source.

What belongs here: pure calculation on quantities and decimals, and the list of formulas by name. What may not come in:
typed text, stored records, the limits of a license.
"""
