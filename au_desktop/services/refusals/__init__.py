"""The sentences for what the use cases refuse; importing one registers its sentences.

What may not come in: the errors themselves, which live beside their rules.
"""
