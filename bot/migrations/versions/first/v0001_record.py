"""The record: releases, their versions with statements, their addresses."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Apply the step."""
    record = op.create_table(
        "record",
        sa.Column("id", sa.Integer, autoincrement=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_record"),
    )
    op.bulk_insert(record, [{"id": 1, "revision": 0}])
    op.create_table(
        "releases",
        sa.Column("id", sa.String(40)),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_releases"),
    )
    op.create_index("ix_releases_revision", "releases", ["revision"])
    _create_versions()
    op.create_table(
        "addresses",
        sa.Column("url", sa.Text),
        sa.Column("release_id", sa.String(40), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_addresses"),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name="fk_addresses_releases"),
    )
    op.create_index("ix_addresses_release_id", "addresses", ["release_id"])
    _create_statements()


def _create_versions() -> None:
    op.create_table(
        "versions",
        sa.Column("release_id", sa.String(40)),
        sa.Column("version", sa.Integer, autoincrement=False),
        sa.Column("words", sa.LargeBinary(32), nullable=False),
        sa.Column("publisher", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("time", sa.Time),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("provisional", sa.Boolean, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("parts", sa.Text, nullable=False),
        sa.Column("moments", sa.Text, nullable=False),
        sa.Column("doubts", sa.Text, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("release_id", "version", name="pk_versions"),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name="fk_versions_releases"),
    )
    op.create_index("ix_versions_words", "versions", ["words"])


def _create_statements() -> None:
    op.create_table(
        "statements",
        sa.Column("release_id", sa.String(40)),
        sa.Column("version", sa.Integer, autoincrement=False),
        sa.Column("place", sa.Integer, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("speaker", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("headings", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("asker", sa.Text),
        sa.Column("question_start", sa.Integer),
        sa.Column("question_end", sa.Integer),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("parent", sa.Text),
        sa.PrimaryKeyConstraint("release_id", "version", "place", name="pk_statements"),
        sa.ForeignKeyConstraint(
            ["release_id", "version"],
            ["versions.release_id", "versions.version"],
            name="fk_statements_versions",
        ),
    )


def downgrade() -> None:
    """Undo the step."""
    for table in ("statements", "addresses", "versions", "releases", "record"):
        op.drop_table(table)
