"""Simulates the Telegram Bot API in this process, with Telegram's rules and a log of every call.

The bot is the real one: PTB's Application, handlers and JSON stay. Only PTB's request object is
replaced, by `SandboxRequest`. What the sandbox refuses, Telegram refuses too.
"""
