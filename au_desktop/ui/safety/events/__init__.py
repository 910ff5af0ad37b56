"""The tab Events: the list with its clocks, and the page of one event."""
