"""Named calculations for whoever types their inputs: reading the text, running them, and results ready to be shown.

What belongs here: typed text to checked inputs, and one result with units, equation, notes and sources. What may not come
in: the calculations themselves (domain), the records of a center.
"""
