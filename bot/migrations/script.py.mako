"""${message}."""

from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Apply the step."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Undo the step."""
    ${downgrades if downgrades else "pass"}
