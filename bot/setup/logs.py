"""Logs: to standard error, with no token in any line and no chat that could be identified."""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from bot.setup.redaction import redact
from bot.setup.settings import JSON, TEXT
from retrieval.errors import KaikenError

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor

KEY_FILE = "log.key"
_KEY_LENGTH = 32


def configure_logs(form: str = TEXT) -> None:
    """Log to standard error at INFO; libraries that log addresses with the token only warn.

    Each record is a line of `form`, whoever logs it, with the ids that are bound where it is made;
    no line of JSON is broken by what it holds.
    """
    # 0.1 s on a busy machine, which only who logs pays.
    import structlog  # noqa: PLC0415 - see above

    def hide_secrets(_logger: object, _method: str, event: EventDict) -> str:
        return redact(str(render(None, "", event)))

    processors: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper("iso", utc=True),
    ]
    render: Processor
    if form == JSON:
        processors.append(structlog.processors.format_exc_info)
        render = structlog.processors.JSONRenderer(ensure_ascii=False)
    else:
        render = structlog.dev.ConsoleRenderer(
            colors=False,
            pad_event_to=0,
            pad_level=False,
            exception_formatter=structlog.dev.plain_traceback,
        )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=processors,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, hide_secrets],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for chatty in ("httpx", "httpcore", "telegram", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    for alarmed in ("sqlalchemy.pool", "psycopg"):
        # With a traceback for each connection that broke; who uses the connection says it once.
        logging.getLogger(alarmed).setLevel(logging.CRITICAL)
    sys.excepthook = _print_redacted


def _print_redacted(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    sys.stderr.write(redact("".join(traceback.format_exception(kind, error, trace))))


class LogKeyError(KaikenError):
    """The key for the names of chats in logs can be neither read nor made."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}; the data folder has to be writable")
        self.path = path


def _write_key(path: Path) -> None:
    """Write a new key to another file and move it into place: a kill leaves no half key."""
    beside = path.with_suffix(".new")
    beside.touch(mode=0o600)
    beside.write_bytes(secrets.token_bytes(_KEY_LENGTH))
    beside.replace(path)


class ChatNames:
    """Keyed hashes that stand for chats in logs: the same for the same chat, and irreversible."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def in_folder(cls, folder: Path) -> ChatNames:
        """Make the names with the key in a data folder; the key is made on first use.

        Raises:
            LogKeyError: the key can be neither read nor made.
        """
        path = folder / KEY_FILE
        try:
            if not path.exists() or path.stat().st_size != _KEY_LENGTH:
                _write_key(path)
            return cls(path.read_bytes())
        except OSError as cause:
            raise LogKeyError(path, cause.strerror or str(cause)) from cause

    def name(self, chat_id: int) -> str:
        """Return the name of a chat in logs."""
        return hmac.new(self._key, str(chat_id).encode(), hashlib.sha256).hexdigest()[:12]
