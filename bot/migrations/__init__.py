"""The schema's history, one step in each file, and migrating along it.

Both packages keep their tables in one database, so there is one history for both.
"""
