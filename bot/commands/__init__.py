"""The commands of `kaiken`: one file for each kind of work, wired in `bot/cli.py`.

Imports stand inside functions, where they are needed: a cold `ask` may take one second.
"""
