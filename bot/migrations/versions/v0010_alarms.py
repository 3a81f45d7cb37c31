"""What the operators have to know, until they were told."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Apply the step."""
    op.create_table(
        "alarms",
        sa.Column("id", sa.Integer),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_alarms"),
    )


def downgrade() -> None:
    """Undo the step."""
    op.drop_table("alarms")
