"""Signatures: over checklists, and over statements about other records.

What may not come in: what an attestation says.
"""
