"""The tab of work that comes again: what is due for which room, instrument or person, and how it was done so far.

What may not come in: filling the checklists themselves.
"""
