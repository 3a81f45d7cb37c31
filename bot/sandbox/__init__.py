"""The Telegram Bot API played in-process, strict by Telegram's rules, with a ledger of every call.

A bot is driven for real: PTB's Application, handlers and JSON stay, only its request object is
replaced by `SandboxRequest`. What the sandbox refuses, Telegram refuses.
"""
