"""The running bot: the Application and its wiring, serving, and what the bot does unasked.

Knows no command and no sandbox.
"""
