"""Words meant for whoever answers, and not for the record: "next", "undo", "notify me".

Knows nothing of the record: what could be a topic is told by the words alone.
"""
