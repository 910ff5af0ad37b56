"""People and their papers: trainees, supervising AUs, what they bring, visits, courses, the home license.

What may not come in: hours, cases and what counts.
"""
