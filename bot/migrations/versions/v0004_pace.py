"""What the bots sent lately, shared by all their processes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "pace",
        sa.Column("bot_id", sa.BigInteger, autoincrement=False),
        sa.Column("sends", sa.Text, nullable=False),
        sa.Column("paused_until", sa.Float(53), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", name="pk_pace"),
    )
    op.create_table(
        "pace_groups",
        sa.Column("bot_id", sa.BigInteger, autoincrement=False),
        sa.Column("chat_id", sa.BigInteger, autoincrement=False),
        sa.Column("moments", sa.Text, nullable=False),
        sa.Column("last", sa.Float(53), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "chat_id", name="pk_pace_groups"),
    )
    op.create_index("ix_pace_groups_bot_id_last", "pace_groups", ["bot_id", "last"])


def downgrade() -> None:
    """Take it back."""
    for table in ("pace_groups", "pace"):
        op.drop_table(table)
