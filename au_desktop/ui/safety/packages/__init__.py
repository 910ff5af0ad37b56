"""Packages: the list with its running clocks, the entry form with live verdicts, calls, and the way into the inventory."""
