"""The schema's history, one step a file, and the walk along it.

Both packages keep their tables in one database, so there is one history for both.
"""
