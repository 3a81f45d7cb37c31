"""What is announced is an event, by its news; and of a page, the day that an index gives."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

# The version of which was told last before a correction.
_TOLD_BEFORE = """
    UPDATE news SET version_before = (
        SELECT earlier.version FROM news AS earlier
        WHERE earlier.release_id = news.release_id AND earlier.id < news.id
        AND earlier.kind IN ('new', 'corrected') AND earlier.is_material AND earlier.state = 'due'
        ORDER BY earlier.id DESC LIMIT 1
    ) WHERE kind = 'corrected'
"""
# What an announcement stands for: its news, and later news of the same version and kind, which was
# never told. The latest news is still owed, if something else was told of the release last.
_NEWS = """
    SELECT max(news.id) FROM news
    WHERE news.release_id = announcements.release_id
    AND news.version = announcements.version AND news.kind = announcements.kind
    AND (
        news.id = (
            SELECT min(same.id) FROM news AS same WHERE same.release_id = news.release_id
            AND same.version = news.version AND same.kind = news.kind
        )
        OR EXISTS (
            SELECT 1 FROM news AS later
            WHERE later.release_id = news.release_id AND later.id > news.id
            AND later.is_material AND later.state = 'due' AND
            (later.kind IN ('new', 'corrected')) = (news.kind IN ('new', 'corrected'))
        )
        OR NOT EXISTS (
            SELECT 1 FROM announcements AS later
            WHERE later.release_id = announcements.release_id AND later.id > announcements.id AND
            (later.kind IN ('new', 'corrected')) = (announcements.kind IN ('new', 'corrected'))
        )
    )
"""
_EVENTS = f"""
    UPDATE announcements SET event =
    CASE WHEN kind = 'heartbeat' THEN version ELSE coalesce(({_NEWS}), -id) END
"""  # noqa: S608 - ours
# An older Kaiken tells each version once.
_AGAIN = """
    SELECT id FROM announcements WHERE EXISTS (
        SELECT 1 FROM announcements AS first
        WHERE first.release_id = announcements.release_id AND first.id < announcements.id
        AND first.version = announcements.version AND first.kind = announcements.kind
    )
"""


def upgrade() -> None:
    """Apply the step; what is owed stays so, and is sent once."""
    op.add_column("pages", sa.Column("listed_on", sa.Date))
    op.add_column("news", sa.Column("version_before", sa.Integer))
    op.execute(_TOLD_BEFORE)
    op.add_column(
        "announcements", sa.Column("event", sa.Integer, nullable=False, server_default="0")
    )
    op.execute(_EVENTS)
    op.drop_index("ix_announcements_one", "announcements")
    one = ["release_id", "kind", "event"]
    op.create_index("ix_announcements_one", "announcements", one, unique=True)


def downgrade() -> None:
    """Undo the step."""
    op.execute(f"DELETE FROM notices WHERE announcement_id IN ({_AGAIN})")  # noqa: S608 - ours
    op.execute(f"DELETE FROM announcements WHERE id IN ({_AGAIN})")  # noqa: S608 - ours
    op.drop_index("ix_announcements_one", "announcements")
    op.drop_column("announcements", "event")
    op.drop_column("news", "version_before")
    op.drop_column("pages", "listed_on")
    one = ["release_id", "version", "kind"]
    op.create_index("ix_announcements_one", "announcements", one, unique=True)
