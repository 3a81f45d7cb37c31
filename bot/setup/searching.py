"""The settings of a search cluster."""

from __future__ import annotations

from pathlib import Path

from bot.setup import readers
from bot.setup.declaring import Secret, declare

URLS: tuple[str, ...] = declare(
    "KAIKEN_SEARCH_URL",
    "addresses",
    "the addresses of an OpenSearch cluster's nodes, with commas between them; it needs the "
    "extra `cluster` of the package",
    "none",
    "https://search-1.example:9200,https://search-2.example:9200",
    readers.search_urls,
    tuple,
)
USER: str = declare(
    "KAIKEN_SEARCH_USER",
    "word",
    "the user of the cluster",
    "none: it asks for no password",
    "kaiken",
    readers.of_form(r"[^\s:]{1,200}", "is not the name of a user", str),
    lambda: "",
)
PASSWORD: Secret | None = declare(
    "KAIKEN_SEARCH_PASSWORD",
    "text",
    "the password of that user",
    "none",
    "a-password-that-nobody-guesses",
    readers.of_form(r"[^\r\n]{1,1000}", "is not a password", Secret),
    is_secret=True,
)
CA: Path | None = declare(
    "KAIKEN_SEARCH_CA",
    "file",
    "the file of the certificates by which the cluster's nodes are known",
    "those that the system trusts",
    "/etc/kaiken/search-ca.pem",
    readers.folder,
)
PREFIX: str = declare(
    "KAIKEN_SEARCH_PREFIX",
    "word",
    "what the names of the indexes in the cluster begin with; another bot needs another one",
    "kaiken",
    "kaiken",
    readers.of_form(r"[a-z][a-z0-9-]{0,39}", "is not up to 40 small letters, digits, -", str),
    lambda: "kaiken",
)
SHARDS: int = declare(
    "KAIKEN_SEARCH_SHARDS",
    "number",
    "how many parts an index in the cluster has, so that several nodes share it; it holds from "
    "the next `kaiken index rebuild`",
    "3",
    "3",
    readers.up_to(100),
    lambda: 3,
)
