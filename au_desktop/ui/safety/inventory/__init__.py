"""Inventory: what is in the center now and at any moment, what becomes of it, and the possession limits of the license."""
