"""The tables of the center file as SQLAlchemy Core tables, one file a subject.

What belongs here: columns, keys and indexes, as the newest migration leaves them. What may not come in: queries, values, rules.
"""
