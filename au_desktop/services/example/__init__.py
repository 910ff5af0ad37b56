"""The worked example: its cast, its hands and its stories, played through the use cases.

What may not come in: anything a real center needs.
"""
