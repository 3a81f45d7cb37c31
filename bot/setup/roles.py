"""What one process does of the work."""

from enum import StrEnum


class Role(StrEnum):
    """All of it, or a part where several processes share a PostgreSQL."""

    ALL = "all"
    RECEIVE = "receive"
    ANSWER = "answer"
    WATCH = "watch"
    SEND = "send"
