"""How hours count: once, toward one section, as long as they are recent.

What may not come in: the entry itself.
"""
