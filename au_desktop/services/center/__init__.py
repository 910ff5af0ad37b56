"""The center itself: who is let in, its rooms, instruments, facts and settings, and half-typed drafts.

What may not come in: trainees and their records.
"""
