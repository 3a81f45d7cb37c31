"""The saved pages that were read, so that a second import need not read them again."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply the step."""
    op.create_table(
        "readings",
        sa.Column("key", sa.LargeBinary(32)),
        sa.Column("release_id", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_readings"),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name="fk_readings_releases"),
    )


def downgrade() -> None:
    """Undo the step."""
    op.drop_table("readings")
