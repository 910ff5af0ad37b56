"""Radiation safety things with a life of their own: rooms and instruments now; packages, waste and events later.

What may not come in: the checklists filled about them; those are runs that refer to them.
"""
