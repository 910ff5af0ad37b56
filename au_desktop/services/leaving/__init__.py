"""What leaves the center and comes back: workbooks, packets, their history and their verification.

What may not come in: the content of either.
"""
