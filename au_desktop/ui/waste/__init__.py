"""Waste: storage, surveys and disposal, transfers, sewer."""
