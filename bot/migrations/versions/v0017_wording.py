"""Whether a chat wants to hear of changed wordings, and of new words: nobody did before."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0015"

_COLUMNS = ("wants_wording", "wants_new_words")


def upgrade() -> None:
    """Apply the step."""
    for name in _COLUMNS:
        op.add_column(
            "chats", sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    """Undo the step."""
    for name in _COLUMNS:
        op.drop_column("chats", name)
