"""The first nine steps: the record, the inbox, watching, notices and their events."""
