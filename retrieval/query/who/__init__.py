"""Who is named in a question: speakers of the record, offices, and whose words are asked for.

Knows nothing of topics and periods.
"""
