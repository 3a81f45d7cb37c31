"""`kaiken try --web`: a page in a browser that is a chat with the bot, over the same sandbox.

Listens on this machine only, unless told otherwise; keeps nothing beyond its end.
"""
