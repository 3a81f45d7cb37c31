"""Settings, logs, and the services that commands and handlers work with, opened once.

Knows no handler, no Telegram and no notice.
"""
