"""Cases: planned, given, rated and judged at the gate.

What may not come in: hours.
"""
