"""The attestation: its evidence frozen, who may give it, who waits for it.

What may not come in: signatures as such.
"""
