"""What the pages of radiation safety share: the list of one kind of record, and what can be done with any record."""
