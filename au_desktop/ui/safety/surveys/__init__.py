"""Rooms and surveys: plans with numbered points, surveys as they are entered, what they found, and trends."""
