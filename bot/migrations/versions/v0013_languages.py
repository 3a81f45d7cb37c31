"""The language of a chat is empty until it is known: before, English was written for everybody."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Apply the step: nobody could choose, so that nothing is lost with the column."""
    op.drop_column("chats", "language")
    op.add_column("chats", sa.Column("language", sa.Text))


def downgrade() -> None:
    """Undo the step."""
    op.drop_column("chats", "language")
    op.add_column("chats", sa.Column("language", sa.Text, nullable=False, server_default="en"))
