"""What a packet holds: the worksheet in the form's order, and every record behind it.

What may not come in: files, which the exchange writes.
"""
