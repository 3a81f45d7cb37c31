"""The recent bookings of sends, shared by all processes of a bot."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Apply the step."""
    pace = op.create_table(
        "pace",
        sa.Column("id", sa.Integer, autoincrement=False),
        sa.Column("sends", sa.Text, nullable=False),
        sa.Column("paused_until", sa.Float(53), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pace"),
    )
    op.bulk_insert(pace, [{"id": 1, "sends": "[]", "paused_until": 0.0}])
    op.create_table(
        "pace_groups",
        sa.Column("chat_id", sa.BigInteger, autoincrement=False),
        sa.Column("moments", sa.Text, nullable=False),
        sa.Column("latest", sa.Float(53), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_pace_groups"),
    )
    op.create_index("ix_pace_groups_latest", "pace_groups", ["latest"])


def downgrade() -> None:
    """Undo the step."""
    for table in ("pace_groups", "pace"):
        op.drop_table(table)
