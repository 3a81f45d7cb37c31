"""The messages that ask something: how many somebody sent, and which messages answer each."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Apply the step."""
    op.create_table(
        "asked_messages",
        sa.Column(
            "update_id",
            sa.BigInteger().with_variant(sa.Integer, "sqlite"),
            autoincrement=False,
        ),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fate", sa.Text, nullable=False),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("album", sa.Text),
        sa.PrimaryKeyConstraint("update_id", name="pk_asked_messages"),
    )
    op.create_index("ix_asked_messages_handled_at", "asked_messages", ["handled_at"])
    by_message = ["chat_id", "message_id"]
    op.create_index("ix_asked_messages_chat_id_message_id", "asked_messages", by_message)
    of_minute = ["chat_id", "user_id", "written_at"]
    op.create_index("ix_asked_messages_chat_id_user_id_written_at", "asked_messages", of_minute)


def downgrade() -> None:
    """Undo the step."""
    op.drop_table("asked_messages")
