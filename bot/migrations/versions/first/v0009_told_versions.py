"""Which version of a release a notice told, so that nobody is told again what they were told."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Apply the step; of what was sent before it is not known."""
    op.add_column("notices", sa.Column("version", sa.Integer))


def downgrade() -> None:
    """Undo the step."""
    op.drop_column("notices", "version")
