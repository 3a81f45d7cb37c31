"""Settings, logs, and the services that commands and handlers use, opened once.

Knows no handler, no Telegram and no notice.
"""
