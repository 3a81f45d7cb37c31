"""What engines that store passages share: records, counts, what is asked for, and how it is scored.

Knows no engine.
"""
