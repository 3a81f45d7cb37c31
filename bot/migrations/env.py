"""Alembic runs this file for each walk, on the connection that `walk.py` hands in."""

from alembic import context

from bot.store.tables import pace

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=pace.metadata,
    # SQLite alters a table by building it anew.
    render_as_batch=True,
    # The caller's transaction holds the whole walk.
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
