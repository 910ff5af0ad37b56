"""Use cases: what a person can do with a center, in verbs of the trade.

What belongs here: commands, ports, read models, what changed. What may not come in: Qt, SQL, disk, cryptography.
"""
