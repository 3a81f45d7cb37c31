"""What the `kaiken` command does: one file a kind of work, wired in `bot/cli.py`.

Imports stand where they are needed: a cold `ask` has one second.
"""
