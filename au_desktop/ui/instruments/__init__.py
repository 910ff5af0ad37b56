"""Instruments: calibrations, checks, sources."""
