"""Named calculations with several results: each takes checked inputs and gives figures, the equation, and its sources.

What belongs here: which inputs a calculation takes, which results it gives, and which rule of this package it calls.
What may not come in: typed text, stored records.
"""
