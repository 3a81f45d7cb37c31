"""Excerpts as they are inserted in other chats: what is listed of each, and the message itself."""

from __future__ import annotations

from hashlib import blake2b

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.language.spoken import spoken
from bot.rendering.citation import day
from bot.rendering.environments import environment
from bot.rendering.split import pack
from bot.rendering.views import clip, excerpt_view
from retrieval.model.answer import Excerpt
from retrieval.model.release import Span

_LONGEST_TITLE = 64
_LONGEST_DESCRIPTION = 160
_ID_BYTES = 16


def insert_excerpt(excerpt: Excerpt) -> InlineQueryResultArticle | None:
    """Return an excerpt with its citation; None if it takes more than one message."""
    html = _render("excerpt", excerpt=excerpt_view(excerpt, opens_at_words=False), folded=False)
    messages = pack([html])
    return _article(excerpt, excerpt.quote, messages[0]) if len(messages) == 1 else None


def insert_words(excerpt: Excerpt, span: Span, before: str, after: str) -> InlineQueryResultArticle:
    """Return somebody's sentence with exact words in it, and under it the citation of these."""
    words = span.of(excerpt.release.text)
    view = excerpt_view(excerpt, opens_at_words=False)
    html = _render("inserted", words=words, before=before, after=after, excerpt=view)
    return _article(excerpt, f"{before} “{words}” {after}".strip(), html)


def _render(name: str, **values: object) -> str:
    return environment(spoken()).get_template(f"{name}.html.j2").render(**values).strip()


def _article(excerpt: Excerpt, shown: str, html: str) -> InlineQueryResultArticle:
    release, statement = excerpt.release, excerpt.statement
    said_by = statement.speaker or release.publisher
    return InlineQueryResultArticle(
        _id_of(f"{release.id} {release.version} {statement.id} {shown}"),
        clip(f"{said_by} · {day(release.date)}", _LONGEST_TITLE),
        InputTextMessageContent(
            html, ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        description=clip(shown, _LONGEST_DESCRIPTION),
    )


def _id_of(words: str) -> str:
    digest = blake2b(words.encode("utf-8", "surrogatepass"), digest_size=_ID_BYTES)
    return digest.hexdigest()
