"""The steps of the schema's history; a step that was released is never changed."""
