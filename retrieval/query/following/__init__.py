"""What a follow-up makes of the question before: topic, filters, periods and orders, offices.

Knows two questions that are understood already, and nothing of how they were read.
"""
