"""The inbox: updates that wait, ids of updates that came, and the processes that work on them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Apply the step."""
    op.create_table(
        "updates",
        sa.Column("place", _WHOLE),
        sa.Column("update_id", sa.BigInteger, nullable=False),
        sa.Column("lane", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("payload", sa.Text),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_by", sa.BigInteger),
        sa.Column("claimed_at", sa.DateTime(timezone=True)),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("losses", sa.Integer, nullable=False),
        sa.Column("sent", sa.Integer, nullable=False),
        sa.Column("unsure", sa.Integer, nullable=False),
        sa.Column("put_aside_at", sa.DateTime(timezone=True)),
        sa.Column("reason", sa.Text),
        sa.PrimaryKeyConstraint("place", name="pk_updates"),
    )
    _index("ix_updates_active", ["lane"], "state IN ('ready', 'claimed')", unique=True)
    _index("ix_updates_ready", ["place"], "state = 'ready'")
    _index("ix_updates_claimed", ["claimed_by"], "state = 'claimed'")
    _index("ix_updates_waiting", ["lane", "place"], "state = 'waiting'")
    _index("ix_updates_aside", ["put_aside_at"], "state = 'aside'")
    op.create_table(
        "seen",
        sa.Column("update_id", _WHOLE, autoincrement=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name="pk_seen"),
    )
    op.create_index("ix_seen_received_at", "seen", ["received_at"])
    op.create_table(
        "processes",
        sa.Column("id", _WHOLE),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_processes"),
        sqlite_autoincrement=True,
    )


def _index(name: str, columns: list[str], condition: str, *, unique: bool = False) -> None:
    where = sa.text(condition)
    op.create_index(
        name, "updates", columns, unique=unique, sqlite_where=where, postgresql_where=where
    )


def downgrade() -> None:
    """Undo the step."""
    for table in ("processes", "seen", "updates"):
        op.drop_table(table)
