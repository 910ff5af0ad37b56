"""The packet of one trainee: evidence, attestation, files.

What may not come in: other tabs.
"""
