"""What of an answer was shown last and whether it was reported; and the excerpts people keep."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Apply the step."""
    place = sa.Column("place", sa.Integer, nullable=False, server_default="1")
    op.add_column("questions", place)
    reported = sa.Column("is_reported", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("questions", reported)
    op.create_table(
        "stars",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite")),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("release_id", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("statement_id", sa.Text, nullable=False),
        sa.Column("slices", sa.Text, nullable=False),
        sa.Column("starred_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stars"),
        sqlite_autoincrement=True,
    )
    one = ["chat_id", "release_id", "version", "statement_id", "slices"]
    op.create_index("ix_stars_one", "stars", one, unique=True)


def downgrade() -> None:
    """Undo the step."""
    op.drop_table("stars")
    op.drop_column("questions", "is_reported")
    op.drop_column("questions", "place")
