"""The topic of a forum in which its notices go."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Apply the step."""
    op.add_column("chats", sa.Column("thread_id", sa.BigInteger))


def downgrade() -> None:
    """Undo the step."""
    op.drop_column("chats", "thread_id")
