"""Where a trainee stands: requirements, gaps, and who may attest.

What may not come in: the counting of single records.
"""
