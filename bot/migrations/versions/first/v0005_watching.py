"""Watching: pages and indexes as last seen, checks, and news to announce."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Apply the step."""
    _create_pages()
    _create_indexes()
    op.create_table(
        "checks",
        sa.Column("id", sa.Integer),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("counts", sa.Text, nullable=False),
        sa.Column("unseen", sa.Text, nullable=False),
        sa.Column("held", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_checks"),
    )
    op.create_index("ix_checks_source_began_at", "checks", ["source", "began_at"])
    op.create_table(
        "news",
        sa.Column("id", sa.Integer),
        sa.Column("release_id", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("is_material", sa.Boolean, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_news"),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name="fk_news_releases"),
    )
    op.create_index("ix_news_release_id", "news", ["release_id"])
    op.create_index("ix_news_state", "news", ["state"])


def _create_pages() -> None:
    op.create_table(
        "pages",
        sa.Column("url", sa.Text),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_by", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("is_held", sa.Boolean, nullable=False),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("last_modified", sa.Text, nullable=False),
        sa.Column("key", sa.LargeBinary(32), nullable=False),
        sa.Column("release_id", sa.String(40)),
        sa.Column("missing", sa.Integer, nullable=False),
        sa.Column("missed_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("url", name="pk_pages"),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name="fk_pages_releases"),
    )
    op.create_index("ix_pages_source_day", "pages", ["source", "day"])


def _create_indexes() -> None:
    op.create_table(
        "listings",
        sa.Column("url", sa.Text),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("last_modified", sa.Text, nullable=False),
        sa.Column("entries", sa.Text, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_listings"),
    )
    op.create_table(
        "indexes",
        sa.Column("source", sa.Text),
        sa.Column("name", sa.Text),
        sa.Column("seen_at", sa.DateTime(timezone=True)),
        sa.Column("unseen_since", sa.DateTime(timezone=True)),
        sa.Column("fault", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("source", "name", name="pk_indexes"),
    )


def downgrade() -> None:
    """Undo the step."""
    for table in ("news", "checks", "indexes", "listings", "pages"):
        op.drop_table(table)
