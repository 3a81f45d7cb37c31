"""The steps of the schema's history; one that has been released is not changed."""
