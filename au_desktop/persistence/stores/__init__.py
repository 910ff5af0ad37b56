"""Stores: load and store whole aggregates as frozen domain values, one file a subject.

What belongs here: row to value and value to row. What may not come in: lists for screens (see read_queries), rules, commits.
"""
