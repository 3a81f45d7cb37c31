"""Alarms with a beginning and an end; held notices, checks that were asked for, kinds of answer."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply the step.

    Of what the older alarms told, only that a source cannot be looked at may still be so.
    """
    op.add_column("questions", sa.Column("status", sa.Text))
    op.drop_table("alarms")
    op.create_table(
        "alarms",
        sa.Column("id", sa.Integer),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("raised_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.Column("over_at", _MOMENT),
        sa.Column("is_told", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("is_end_told", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("id", name="pk_alarms"),
        sqlite_autoincrement=True,
    )
    is_on = sa.text("over_at IS NULL")
    op.create_index(
        "ix_alarms_on",
        "alarms",
        ["kind", "subject"],
        unique=True,
        sqlite_where=is_on,
        postgresql_where=is_on,
    )
    op.execute(
        "INSERT INTO alarms (kind, subject, said, raised_at, seen_at, is_told) "
        "SELECT 'source', source, min(reason), min(told_at), min(told_at), true "
        "FROM indexes WHERE told_at IS NOT NULL GROUP BY source"
    )
    op.create_table(
        "holds",
        sa.Column("id", sa.Integer, autoincrement=False),
        sa.Column("held_since", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_holds"),
    )
    op.create_table(
        "menus",
        sa.Column("chat_id", _ROW_ID, autoincrement=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_menus"),
    )
    op.create_table(
        "refreshes",
        sa.Column("id", _ROW_ID),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("is_answered", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("id", name="pk_refreshes"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Undo the step."""
    op.drop_table("refreshes")
    op.drop_table("menus")
    op.drop_table("holds")
    op.drop_table("alarms")
    op.create_table(
        "alarms",
        sa.Column("id", sa.Integer),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("raised_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_alarms"),
    )
    op.drop_column("questions", "status")
