"""What the processes of a bot share: which live, which leads, which serves alone, and the pace.

Knows nothing of notices.
"""
