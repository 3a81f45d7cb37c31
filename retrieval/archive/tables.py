"""The tables of the record. A release is one page; each change of its words is a new version."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Time,
    false,
)

from retrieval.archive.columns import Instant, JsonList

# Names for all constraints, the same on each database, so that migrations can use them.
METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)
LONGEST_ID = 40
LONGEST_TOKEN = 32


# One row: the number of the latest change. A writer locks it first, so that changes become visible
# in the order of their numbers, and a follower that has seen one has seen all earlier ones.
record = Table(
    "record",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", BigInteger, nullable=False),
)

# The changes at which the record stood after a transaction. A record that was put back to an
# earlier state, and changed since, has other tokens at the same numbers.
revisions = Table(
    "revisions",
    METADATA,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("token", String(LONGEST_TOKEN), nullable=False),
)

releases = Table(
    "releases",
    METADATA,
    Column("id", String(LONGEST_ID), primary_key=True),
    Column("source", Text, nullable=False),
    # The current version, and the latest change of the release.
    Column("version", Integer, nullable=False),
    Column("revision", BigInteger, nullable=False, index=True),
    Column("withdrawn_at", Instant),
)

versions = Table(
    "versions",
    METADATA,
    Column("release_id", ForeignKey(releases.c.id), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    # The digest by which versions are compared: see `archive/digest.py`.
    Column("words", LargeBinary(32), nullable=False),
    Column("publisher", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("date", Date, nullable=False),
    Column("time", Time),
    Column("place", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("provisional", Boolean, nullable=False),
    Column("text", Text, nullable=False),
    Column("parts", JsonList, nullable=False),
    Column("moments", JsonList, nullable=False),
    Column("doubts", JsonList, nullable=False),
    Column("kept_at", Instant, nullable=False),
    Index(None, "words"),
)

addresses = Table(
    "addresses",
    METADATA,
    Column("url", Text, primary_key=True),
    Column("release_id", ForeignKey(releases.c.id), nullable=False, index=True),
    # The order in which they were found: the first address is the one that is cited.
    Column("place", Integer, nullable=False),
)

statements = Table(
    "statements",
    METADATA,
    Column("release_id", String(LONGEST_ID), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("headings", JsonList, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("asker", Text),
    Column("question_start", Integer),
    Column("question_end", Integer),
    Column("number", Text, nullable=False),
    Column("parent", Text),
    ForeignKeyConstraint(["release_id", "version"], [versions.c.release_id, versions.c.version]),
)

# Saved pages that were read, by a digest of all that a reading depends on: see
# `sources/files/keys.py`.
readings = Table(
    "readings",
    METADATA,
    Column("key", LargeBinary(32), primary_key=True),
    Column("release_id", ForeignKey(releases.c.id), nullable=False),
)

# What is known of the pages of watched publishers: see `sources/watch/decisions.py`.
pages = Table(
    "pages",
    METADATA,
    Column("url", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("title", Text, nullable=False),
    # The day of the release; until it is read, the one in the index, or the day it was first seen.
    Column("day", Date, nullable=False),
    # The day that an index gives for it, if any does.
    Column("listed_on", Date),
    Column("seen_at", Instant, nullable=False),
    Column("seen_by", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("is_held", Boolean, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    # The key of the page when it was last read: see `sources/files/keys.py`.
    Column("key", LargeBinary(32), nullable=False),
    Column("release_id", ForeignKey(releases.c.id)),
    # In how many checks in a row the page was missing, and when that was last counted.
    Column("missing", Integer, nullable=False),
    Column("missed_at", Instant),
    Index(None, "source", "day"),
)

# The pages on which publishers list their releases, as they were last seen.
listings = Table(
    "listings",
    METADATA,
    Column("url", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("entries", JsonList, nullable=False),
    Column("seen_at", Instant, nullable=False),
)

# Each index of a source: when it was last seen, and since when and why it cannot be.
indexes = Table(
    "indexes",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("seen_at", Instant),
    Column("unseen_since", Instant),
    Column("fault", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("told_at", Instant),
)

# All checks; one that was killed has no end.
checks = Table(
    "checks",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("began_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("counts", JsonList, nullable=False),
    Column("unseen", JsonList, nullable=False),
    Column("held", Text, nullable=False),
    Index(None, "source", "began_at"),
)

# What the operators have to know: what fails, since when, and when that was over. Of each there is
# one at a time.
alarms = Table(
    "alarms",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    # Which source it is about; empty if it is about none.
    Column("subject", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("raised_at", Instant, nullable=False),
    # When it was last seen to fail.
    Column("seen_at", Instant, nullable=False),
    Column("over_at", Instant),
    # Whether the beginning and the end are announced.
    Column("is_told", Boolean, nullable=False, server_default=false()),
    Column("is_end_told", Boolean, nullable=False, server_default=false()),
    # Of those that are not over, says its migration: said here, "where" would load what SQLAlchemy
    # has for PostgreSQL, which costs a cold start 0.05 s.
    Index("ix_alarms_on", "kind", "subject", unique=True),
    # No number is used twice: what is announced names it.
    sqlite_autoincrement=True,
)

# What happened to a release, seen by the check that began at `seen_at`: it is to be announced, or
# is held until the operator decides.
news = Table(
    "news",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("release_id", ForeignKey(releases.c.id), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    # Of a change, the version that was announced before.
    Column("version_before", Integer),
    Column("kind", Text, nullable=False),
    Column("is_material", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Index(None, "state"),
)
