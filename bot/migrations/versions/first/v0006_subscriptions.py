"""Questions of the last day, chats, their subscriptions, announcements and notices."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply the step."""
    _create_questions()
    _create_chats()
    _create_subscriptions()
    _create_announcements()
    _create_notices()


def _create_partial_index(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)


def _create_questions() -> None:
    op.create_table(
        "questions",
        sa.Column("update_id", _WHOLE, autoincrement=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("update_id", name="pk_questions"),
    )
    op.create_index("ix_questions_asked_at", "questions", ["asked_at"])
    lane = ["chat_id", "user_id", "asked_at"]
    op.create_index("ix_questions_chat_id_user_id_asked_at", "questions", lane)


def _create_chats() -> None:
    op.create_table(
        "chats",
        sa.Column("chat_id", _WHOLE, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("quiet_from", sa.Integer),
        sa.Column("quiet_until", sa.Integer),
        sa.Column("daily_at", sa.Integer, nullable=False),
        sa.Column("weekly_on", sa.Integer, nullable=False),
        sa.Column("is_compact", sa.Boolean, nullable=False),
        sa.Column("wants_heartbeat", sa.Boolean, nullable=False),
        sa.Column("off_since", _MOMENT),
        sa.Column("off_reason", sa.Text),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("last_sent_at", _MOMENT),
        sa.PrimaryKeyConstraint("chat_id", name="pk_chats"),
    )
    _create_partial_index("ix_chats_off", "chats", ["off_since"], "off_since IS NOT NULL")


def _create_subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", _WHOLE),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("understood", sa.Text),
        sa.Column("pace", sa.Text, nullable=False),
        sa.Column("is_paused", sa.Boolean, nullable=False),
        sa.Column("muted_until", _MOMENT),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("removed_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
        sqlite_autoincrement=True,
    )
    one = ["chat_id", "what", "folded"]
    op.create_index("ix_subscriptions_one", "subscriptions", one, unique=True)
    op.create_index("ix_subscriptions_what_chat_id", "subscriptions", ["what", "chat_id"])
    _create_partial_index(
        "ix_subscriptions_new",
        "subscriptions",
        ["id"],
        "understood IS NULL AND what <> 'everything'",
    )
    _create_partial_index(
        "ix_subscriptions_removed", "subscriptions", ["removed_at"], "removed_at IS NOT NULL"
    )


def _create_announcements() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", sa.Integer),
        sa.Column("release_id", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("cursor", sa.BigInteger),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_announcements"),
    )
    one = ["release_id", "version", "kind"]
    op.create_index("ix_announcements_one", "announcements", one, unique=True)
    _create_partial_index("ix_announcements_writing", "announcements", ["id"], "state = 'writing'")


def _create_notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", _WHOLE),
        sa.Column("announcement_id", sa.Integer, nullable=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("subscription_ids", sa.Text, nullable=False),
        sa.Column("pace", sa.Text, nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("attempted_at", _MOMENT),
        sa.Column("claimed_by", sa.BigInteger),
        sa.Column("claimed_at", _MOMENT),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("reply_to", sa.BigInteger),
        sa.Column("digest_id", sa.BigInteger),
        sa.Column("reason", sa.Text),
        sa.Column("unsure", sa.Integer, nullable=False),
        sa.Column("losses", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sqlite_autoincrement=True,
    )
    one = ["announcement_id", "chat_id"]
    op.create_index("ix_notices_one", "notices", one, unique=True)
    op.create_index("ix_notices_chat_id", "notices", ["chat_id"])
    _create_partial_index("ix_notices_pending", "notices", ["due_at", "id"], "state = 'pending'")
    _create_partial_index(
        "ix_notices_attempting", "notices", ["claimed_by"], "state = 'attempting'"
    )


def downgrade() -> None:
    """Undo the step."""
    for table in ("notices", "announcements", "subscriptions", "chats", "questions"):
        op.drop_table(table)
