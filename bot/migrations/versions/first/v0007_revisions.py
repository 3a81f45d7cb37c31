"""What tells a change of the record from one of the same number in another history."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Apply the step; what is on record already gets one token for all."""
    revisions = op.create_table(
        "revisions",
        sa.Column("number", sa.BigInteger, autoincrement=False),
        sa.Column("token", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_revisions"),
    )
    at = op.get_bind().execute(sa.text("SELECT revision FROM record")).scalar_one()
    op.bulk_insert(revisions, [{"number": at, "token": secrets.token_hex(16)}])


def downgrade() -> None:
    """Undo the step."""
    op.drop_table("revisions")
