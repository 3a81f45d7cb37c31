"""What the processes of one bot share: who lives, who leads, who serves alone, and the pace.

Knows nothing of notices.
"""
