from io import BytesIO
from typing import Any

class FeedParserDict(dict[str, Any]): ...

def parse(
    url_file_stream_or_string: BytesIO,
    *,
    resolve_relative_uris: bool = ...,
    sanitize_html: bool = ...,
) -> FeedParserDict: ...
