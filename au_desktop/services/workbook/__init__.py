"""What the RSO workbook holds, and how one that comes back is checked.

What may not come in: cells and formats, which the exchange writes.
"""
