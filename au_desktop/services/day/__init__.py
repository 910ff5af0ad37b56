"""What today asks for: who is here, what is planned, what waits and what is due.

What may not come in: the making of records.
"""
