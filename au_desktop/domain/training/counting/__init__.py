"""Whether a case counts, and how many do.

What may not come in: hours.
"""
