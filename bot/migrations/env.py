"""Alembic runs this file for each migration, on the connection that `schema.py` hands in."""

from alembic import context

from bot.store.tables import pace

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=pace.metadata,
    # SQLite can alter a table only by building a new one.
    render_as_batch=True,
    # The caller's transaction holds the whole migration.
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
