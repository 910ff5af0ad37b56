"""The Documents page: what leaves the center, what left, and whether a file that came back is genuine.

What may not come in: reading or writing files; that is done by the use cases, off the screen thread.
"""
