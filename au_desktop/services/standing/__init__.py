"""Where a trainee stands: hours, what counts and what is missing, other profiles, the forecast.

What may not come in: the attestation.
"""
