"""A quotation -> whether it stands on record: exactly, otherwise, put together, or not at all.

Knows no question: it takes words as they are. What decides is pure (reading, comparing, placing,
judging); only the verifier asks the record.
"""
