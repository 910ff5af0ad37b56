"""The first window: choose a center and unlock it, make, restore or recover one; imports nothing heavy, knows no page."""
