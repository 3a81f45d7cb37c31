"""Roles: which part of the work a process does."""

from enum import StrEnum


class Role(StrEnum):
    """All of the work, or a part if several processes share a PostgreSQL database."""

    ALL = "all"
    RECEIVE = "receive"
    ANSWER = "answer"
    WATCH = "watch"
    SEND = "send"
