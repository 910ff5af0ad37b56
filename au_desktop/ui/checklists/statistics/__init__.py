"""The tab that counts how items are answered, across the records of a checklist."""
