"""Hundreds of damaged and hostile files in one import: each is reported, none stops the run."""

import bz2
import gzip
import io
import json
import lzma
import os
import random
import struct
import tarfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.rendering.as_json import rejected_as_json
from bot.rendering.render import PlainRenderer, printable
from retrieval.archive.database import Database
from retrieval.archive.knowledge import Reading, ReadingOutcome
from retrieval.archive.load import load_ids, load_release
from retrieval.errors import UnreadablePageError, UnstorablePageError
from retrieval.model.release import Release
from retrieval.parsing.pages.doubt import doubt_release
from retrieval.parsing.pages.frontmatter import split_front_matter
from retrieval.sources.files import members, pool
from retrieval.sources.files.discovery import FoundFile, SavedFile, find_saved
from retrieval.sources.files.importer import (
    ImportCounts,
    Imported,
    ImportOptions,
    ImportProgress,
    import_saved,
)
from retrieval.sources.files.pool import ReadingPool, Rejected, Task, read_tasks
from retrieval.sources.files.readers import read_saved
from retrieval.sources.files.url_map import address_in

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MEBIBYTE = 1024 * 1024
GOOD = ""  # in place of a fault: the file is good, and is kept

# By the name of a file: the class of its fault, and its bytes.
Files = dict[str, tuple[str, bytes]]

TITLE = "Press Conference by Foreign Minister TANABE Kenji"
DAY = "Tuesday, May 3, 2022, 9:30 a.m. Ministry of Foreign Affairs"
SAID = "We will hold talks in Königsmark soon."
MORE = "There is no more to say."
JAPANESE = "会見の記録、外務大臣は答えた。"
BOM = b"\xef\xbb\xbf"


def text(said: str = SAID, day: str = DAY) -> str:
    return f"Press Conferences\n{TITLE}\n{day}\nMinister Tanabe: {said} {MORE}\n"


def html(said: str = SAID, head: str = "", day: str = DAY) -> str:
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><div id='main'><h1>{TITLE}</h1>"
        f"<p>{day}</p><p>Minister Tanabe: {said} {MORE}</p></div></body></html>"
    )


def markdown(said: str = SAID, **fields: str) -> str:
    values = {
        "date": "'2022-07-14'",
        "source_url": "https://www.whitehouse.gov/briefing-room/2022/07/14/talks/",
        "tags": "statements-releases",
        "title": "Readout of a Call with Prime Minister Lund",
    } | fields
    head = "\n".join(f"{key}: {value}" for key, value in values.items() if value)
    return f"---\n{head}\n---\n\nPresident Varga spoke today with Prime Minister Lund. {said}\n"


def named(charset: str) -> str:
    return f'<meta charset="{charset}">'


def numbered(fault: str, ending: str, pages: Iterable[str | bytes]) -> Files:
    """Make files with one fault, named by their numbers."""
    return {
        f"{number:02}{ending}": (fault, page if isinstance(page, bytes) else page.encode())
        for number, page in enumerate(pages)
    }


# The kinds of pages


def encodings() -> Files:
    """Make files that are neither UTF-8 nor in the encoding they name; and some that are."""
    unsaid = "shift_jis euc-jp gb18030 big5 cp949 koi8-r cp1252 mac-roman cp850 cp037".split()
    wide = "utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be".split()
    plain = html(head=named("{}"))
    lies = {
        "euc-jp": html(f"{SAID[:12]} {JAPANESE}").encode("shift_jis"),
        "shift_jis": html(JAPANESE).encode("euc-jp") + b"\xff",
        "iso-2022-jp": html("\x1b$B\xff").encode("latin-1"),
        "windows-1252": html("A \x81 sign.").encode("latin-1"),
        "iso-8859-1": html("A \x9d sign.").encode("latin-1"),
        **dict.fromkeys(("utf-8", "utf-16", "klingon", "utf8", "none"), plain.encode("latin-1")),
    }
    honest = {
        "shift_jis": html(f"{JAPANESE} 1.", named("shift_jis")).encode("shift_jis"),
        "euc-jp": html(f"{JAPANESE} 2.", named("EUC-JP")).encode("euc-jp"),
        "iso-2022-jp": html(f"{JAPANESE} 3.", named("iso-2022-jp")).encode("iso-2022-jp"),
        "iso-8859-1": html("“Quoted” in Latin-1.", named("iso-8859-1")).encode("cp1252"),
        "lie-of-no-harm": html("Königsmark by UTF-8.", named("shift_jis")).encode(),
        "bom": BOM + html("Königsmark after a mark.").encode(),
    }
    fault = "UnreadablePageError"
    return {
        **{f"{name}.txt": (fault, written(text(), name)) for name in unsaid},
        **{f"{name}.html": (fault, written(html(), name)) for name in (*unsaid, *wide)},
        **{f"{name}.md": (fault, written(markdown(), name)) for name in wide},
        **{f"lie-{name}.html": (fault, as_named(name, page)) for name, page in lies.items()},
        "escapes.txt": (fault, text("A \x1b[2J sign.").encode()),
        "unsaid.txt": (fault, text(JAPANESE).encode("iso-2022-jp")),
        **{f"said-{name}.html": (GOOD, page) for name, page in honest.items()},
    }


def written(page: str, encoding: str) -> bytes:
    words = JAPANESE if encoding in {"shift_jis", "euc-jp", "gb18030", "big5", "cp949"} else "Ä ö"
    words = "Ответ" if encoding == "koi8-r" else words
    return page.replace(SAID, words).encode(encoding, "ignore")


def as_named(charset: str, page: bytes) -> bytes:
    return page.replace(b"<head>", b"<head>" + named(charset).encode(), 1).replace(
        named("{}").encode(), b""
    )


def bad_bytes() -> Files:
    """Make pages that are good except for bytes that UTF-8 does not have."""
    bad = [
        *(
            b"\x80",
            b"\xbf",
            b"\xc0\x80",
            b"\xc0\xaf",
            b"\xc1\xbf",
            b"\xe0\x80\xaf",
            b"\xe0\x9f\xbf",
        ),
        *(b"\xf0\x80\x80\xaf", b"\xf0\x8f\xbf\xbf", b"\xf8\x88\x80\x80\x80", b"\xfe", b"\xff"),
        *(b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xed\xa0\xbd\xed\xb8\x80", b"\xf4\x90\x80\x80"),
        *(b"\xf5\x80\x80\x80", b"\xe4\xbc", b"\xf0\x9f\x98", b"\xc3", b"\0", b"\0\0", b"\0\xff"),
    ]
    whole = text().encode()
    places = (0, len(whole) // 2, len(whole))
    pages = [whole[:at] + sign + b" " * (at < len(whole)) + whole[at:]
             for sign in bad for at in places]  # fmt: skip
    return numbered("UnreadablePageError", ".txt", pages)


def binaries() -> Files:
    """Make files that are no text, with the name of a page."""
    chance = random.Random(5)  # noqa: S311 - the same bytes each time
    packed = {
        "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1",
        "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
        "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
        "gif": b"GIF89a\1\0\1\0\x80\0\0",
        "gzip": gzip.compress(text().encode(), mtime=0),
        "bzip2": bz2.compress(text().encode()),
        "xz": lzma.compress(text().encode()),
        "zip": zip_of({"a.txt": text().encode()}),
        "tar": tar_of({"a.txt": text().encode()}),
        "elf": b"\x7fELF\2\1\1" + bytes(9),
        "sqlite": b"SQLite format 3\0",
        "zeros": bytes(5000),
    }
    drawn = {f"chance-{number}": chance.randbytes(40 * number) for number in range(2, 8)}
    endings = (".html", ".txt", ".md")
    return {
        f"{name}{endings[number % 3]}": ("UnreadablePageError", page)
        for number, (name, page) in enumerate((packed | drawn).items())
    }


def truncations() -> Files:
    """Make pages that are cut off at many places: each has the result of reading it alone."""
    wholes = {
        ".txt": text(f"{SAID} {JAPANESE} {SAID}"),
        ".html": html(f"{SAID} {JAPANESE} &amp; {SAID}", head="<title>A page</title>"),
        ".md": markdown(f"{SAID} {JAPANESE}"),
    }
    found: Files = {}
    for ending, whole in wholes.items():
        data = whole.encode()
        for part in range(1, 30):
            name, cut = f"{part:02}{ending}", data[: len(data) * part // 30]
            try:
                read_saved(name, cut, TODAY)
                found[name] = GOOD, cut
            except UnreadablePageError as fault:
                found[name] = type(fault).__name__, cut
    return found


def empties() -> Files:
    """Make empty files in many forms."""
    nothing = [
        *("", "\ufeff", " ", "\n" * 500, "\r\n\r\n", "\t \t", "\u00a0\u3000\u2003"),
        *("<html></html>", "<!DOCTYPE html>", "<html><body><p></p><br></body></html>"),
        *("<p>", "<html><script>var a = 'words and more words';</script></html>"),
        *("<html><style>p { color: red }", "<html><!-- words -->", "<div><img src='a.png'></div>"),
        *("<p><table><tr><td>\u00a0</td></tr></table>", "<html><body>" + "<hr>" * 1000),
    ]
    hardly = ["<htm", "<!DOCTYPE html><p", "&amp", "&", "a", "\ufffd", "-", "<p>&am", "---", "{}"]
    return {
        **numbered("EmptyPageError", ".html", nothing),
        **numbered("TooShortPageError", ".txt", hardly),
    }


def refusals() -> Files:
    """Make pages that a site shows to a visitor whom it refuses."""
    said = [
        *("403 Forbidden", "404 Not Found", "Access Denied", "Attention Required! | Cloudflare"),
        *("Just a moment...", "Just a moment…", "Checking your browser before you go on"),
        *("Please verify you are a human", "Verify that you are human", "Too many requests"),
        *("Enable JavaScript and cookies to continue", "Solve this CAPTCHA", "Page not found"),
        *("Your request was blocked.", "Your request has been rejected", "Service Unavailable"),
        *("Access to this page has been denied", "503 Service Temporarily Unavailable"),
    ]
    pages = [
        f"<html><head><title>{line}</title></head><body><p>Ray 42.</p></body>" for line in said
    ]
    texts = [f"Ministry\n{line}\nReference 42.\n" for line in said]
    soon = [
        "The text will be coming soon.",
        "The transcript will be posted.",
        "(The text will come)",
    ]
    return {
        **numbered("RefusalPageError", ".html", pages),
        **numbered("RefusalPageError", ".txt", texts),
        **numbered("PlaceholderPageError", ".htm", [f"{TITLE}\n{DAY}\n{line}" for line in soon]),
        "release-on-a-blockade.txt": (
            GOOD,
            text("They met after access denied at first was given to them. " * 3).encode(),
        ),
    }


def impossible() -> Files:
    """Make pages without title, day or words, and pages with a future date."""
    later = ("November 24, 2026", "May 3, 2027", "May 3, 2222", "December 31, 9999")
    undated = ("", "May 2022", "May 32, 2022", "February 29, 2022", "May 3, 0000", "３ 月")
    return {
        **numbered("FutureDatePageError", ".txt", [text(day=day) for day in later]),
        **numbered("FutureDatePageError", ".html", [html(day=day) for day in later]),
        **numbered(
            "FutureDatePageError", ".md", [markdown(date=f"'{day}-01-01'") for day in (2027, 9999)]
        ),
        "tomorrow.txt": (GOOD, text("That is tomorrow, elsewhere.", "November 23, 2026").encode()),
        **numbered("UndatedPageError", ".htm", [html(day=day) for day in undated]),
        "no-title.txt": ("UntitledPageError", f"Press Releases\n{DAY}\n{SAID}\n".encode()),
        "nobody.txt": ("WordlessPageError", f"Press Conferences\n{TITLE}\n{DAY}\n".encode()),
        "nobody.html": ("WordlessPageError", html().split("<p>Minister")[0].encode()),
        "hardly.txt": ("TooShortPageError", text("Yes.").replace(MORE, "").encode()),
        "line.txt": ("UntitledPageError", b"x" * MEBIBYTE),
        "words.txt": ("UntitledPageError", b"We will hold talks. " * 50_000),
        "line.html": (GOOD, html(f"A long line. {'We will hold talks. ' * 20_000}").encode()),
    }


def tangles() -> Files:
    """Make HTML that no publisher writes."""
    return {
        "nodes.html": ("TangledPageError", html("<br>" * 100_001).encode()),
        "rows.html": ("TangledPageError", html("<table>" + "<tr><td>a" * 50_000).encode()),
        **{
            f"{tag}.html": ("TangledPageError", html(f"<{tag}>" * 1_001).encode())
            for tag in ("div", "span", "b", "ul", "table", "font", "blockquote")
        },
        "deep.html": (GOOD, html("Deep down. " + "<span>" * 900).encode()),
        "unclosed.html": (GOOD, html("This is never closed. <p <b <i <a href='x").encode()),
        "attributes.html": (GOOD, html("Many of them. <p " + "a=1 " * 9_000 + ">.").encode()),
        "entities.html": (GOOD, html("Signs: &#0;&#xd800;&#99999999;&bogus;&lt;.").encode()),
        "comment.html": (GOOD, html("The rest is a comment. " + "<!-- <p>" * 99).encode()),
    }


def front_matter() -> Files:
    """Make White House pages with hostile front matter."""
    false = [
        "javascript://www.whitehouse.gov/%0aalert(1)",
        r'"https://www.whitehouse.gov/a\0b"',
        "https://www.whitehouse.gov/" + noise(9_000),
        'https://www.whitehouse.gov/"><b>',
    ]
    deep = "&a [" * 500 + "]" * 500
    bomb = "\n".join(
        f"{one}: &{one} [{', '.join([f'*{two}'] * 9)}]"
        for one, two in zip("bcdef", "abcde", strict=True)
    )
    return {
        **numbered(
            "UnstorablePageError",
            ".md",
            [markdown(title=rf'"A \{sign} B"') for sign in ("0", "x00", "u0000", "U00000000")],
        ),
        **numbered(
            "UntitledPageError",
            ".htm",
            [markdown(title=one) for one in ("", '""', "'  '", r'"\u200b"', r'"\_"', '"\n  \n"')],
        ),
        **numbered(
            "UndatedPageError",
            ".txt",
            [markdown(date=one) for one in ("", "soon", "2022-13-01", "2022-02-30", "*a", "[1]")],
        ),
        "empty.md": ("EmptyPageError", markdown().split("\n\n")[0].encode() + b"\n\n"),
        "comment.md": ("EmptyPageError", markdown().split("\n\n")[0].encode() + b"\n\n<!-- a -->"),
        "footer.md": ("WordlessPageError", markdown().split("\n\n")[0].encode() + b"\n\n\\###\n"),
        "unclosed.md": ("UntitledPageError", markdown().replace("\n---\n", "\n").encode()),
        "other.md": ("UntitledPageError", markdown(source_url="https://x.invalid/").encode()),
        "bomb.md": (GOOD, markdown("A bomb.", a="&a ha", bomb=deep + "\n" + bomb).encode()),
        "half.md": (GOOD, markdown("A half.", title=r'"A \ud800 sign"').encode()),
        "odd.md": (GOOD, markdown("Odd.", title=r'"A \U00110000 \q \x4 sign"').encode()),
        **{
            f"own-{number}.md": (GOOD, markdown(f"Own {number}.", source_url=one).encode())
            for number, one in enumerate(false)
        },
    }


def noise(length: int) -> str:
    """Make words that do not compress."""
    chance = random.Random(length)  # noqa: S311 - the same words each time
    return chance.randbytes(length).hex()[:length]


def addresses() -> Files:
    """Pages that give a false address as their own are kept without one."""
    links = [
        *(
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "ftp://www.mofa.go.jp/a",
        ),
        *(
            "https://evil.invalid/a.html",
            "https://www.mofa.go.jp.evil.invalid/",
            "//www.mofa.go.jp/",
        ),
        *("https://a@www.mofa.go.jp/", "https://[::1", "https://www.mofa.go.jp:99/", "http://"),
        *("https://www.mofa.go.jp/&quot;onclick=&quot;", "https://www.mofa.go.jp/a b"),
        *("https://www.mofa.go.jp/&lt;b&gt;", "https://www.mofa.go.jp/\u202e", "\x00".strip("\0")),
    ]
    return {
        f"{number:02}.html": (
            GOOD,
            html(f"Address {number}.", f'<link rel="canonical" href="{link}">').encode(),
        )
        for number, link in enumerate(links)
    }


# The addresses that --url-map gives files, by their names.
MAPPED = {
    "mapped-script": "javascript:alert(1)",
    "mapped-elsewhere": "https://evil.invalid/a.html",
    "mapped-other-publisher": "https://www.whitehouse.gov/a/",
    "mapped-quote": 'https://www.mofa.go.jp/"a.html',
    "mapped-blank": "https://www.mofa.go.jp/a b.html",
    "mapped-line": "https://www.mofa.go.jp/a\nb.html",
    "mapped-long": "https://www.mofa.go.jp/" + noise(5_000),
    "mapped-broken": "https://[www.mofa.go.jp/",
    "mapped-sign": "https://www.mofa.go.jp/\udcff",
}


def mapped() -> Files:
    return {f"{name}.txt": ("UnreadablePageError", text(name).encode()) for name in MAPPED}


# Fault, or GOOD, by name; the content is the same everywhere.
ODD_ENDINGS = {
    **dict.fromkeys("a.pdf b.docx c.html.exe d e.htmlx f.jpg g.xhtml".split(), "ForeignFileError"),
    **dict.fromkeys("h.html~ i.mht ._j.html .DS_Store k.txt.".split(), "ForeignFileError"),
    **dict.fromkeys(
        "l.html.gz m.7z n.rar o.tar.zst p.bz2 q.xz r.tzst".split(), "UnreadableArchiveError"
    ),
    **dict.fromkeys("s.zip t.tar u.tar.gz v.TGZ w.tar.bz2 x.txz".split(), "UnreadableArchiveError"),
    **dict.fromkeys("A.HTML B.Txt C.HTM".split(), GOOD),
}
ODD_NAMES = [
    *("a\nkept 9,999", "b\r\x1b[2K", "\x1b[2J\x1b[H", "\x1b]0;owned\x07", "\x7f\x08\x08", "\x9b2J"),
    *("\u202etxt.exe", "\u2066x\u2069", "\u2028\u2029", " ", "-rf *", "$(reboot)", "%s%n", "{{x}}"),
    *("<b>", "'; DROP TABLE releases; --", "n" * 240, "会" * 80, "e\u0301" * 40, "\ufeff", "NUL"),
    *(os.fsdecode(b"\xff\xfe"), os.fsdecode(b"caf\xe9"), os.fsdecode(b"\xed\xa0\x80"), "..a", "~"),
]


def endings() -> Files:
    return {
        name: (fault, text(f"The ending of {name}.").encode())
        for name, fault in ODD_ENDINGS.items()
    }


def odd_names() -> Files:
    """Make a good and an empty page for each name that might break something."""
    return {
        **{
            f"{name}.txt": (GOOD, text(f"Name {at}.").encode()) for at, name in enumerate(ODD_NAMES)
        },
        **{f"{name}.html": ("EmptyPageError", b"") for name in ODD_NAMES},
    }


# Archives


@dataclass(frozen=True)
class Archive:
    """The bytes of an archive; its faults by member ("" is its own); how many pages are kept."""

    data: bytes
    faults: Mapping[str, str]
    kept: int = 0
    repeated: bool = False


def tar_of(
    pages: Mapping[str, bytes], *odd: tarfile.TarInfo, form: int = tarfile.PAX_FORMAT
) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=form) as archive:
        for info in odd:
            archive.addfile(info, io.BytesIO(bytes(info.size)))
        for name, data in pages.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def zip_of(pages: Mapping[str, bytes], *odd: tuple[zipfile.ZipInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in odd:
            archive.writestr(info, data)
        for name, data in pages.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


def patched(data: bytes, at: int, fields: bytes, signature: bytes = b"PK\x01\x02") -> bytes:
    """Return `data` with `fields` written `at` bytes into its first record of that signature."""
    place = data.index(signature) + at
    return data[:place] + fields + data[place + len(fields) :]


def odd_member(kind: bytes, **more: object) -> tarfile.TarInfo:
    info = tarfile.TarInfo("odd.md")
    info.type = kind
    for key, value in more.items():
        setattr(info, key, value)
    return info


TRICKS = {
    "out": "../out.md",
    "far": "a/../../../../out.md",
    "end": "out.md/..",
    "root": "/tmp/kaiken-out.md",  # noqa: S108 - where it must not be written
    "drive": "C:/out.md",
    "share": "\\\\host\\out.md",
    "backslash": "..\\out.md",
    "line": "a\nkept 9,999.md",
    "escape": "\x1b[2J\x1b[H.md",
    "c1": "\x9b2J.md",
    "delete": "a\x7f\x7f.md",
    "long": "n/" * 2_500 + "a.md",
    "foreign": "a.exe",
    "mac": "__MACOSX/._a.md",
    "nested": "a.tar.gz",
    "nested-zip": "x/a.zip",
}
FAULTS_OF_TRICKS = {
    "foreign": "ForeignFileError",
    "mac": "ForeignFileError",
    "nested": "NestedArchiveError",
    "nested-zip": "NestedArchiveError",
}


def tricks() -> dict[str, Archive]:
    """Make members whose names are paths or terminal escapes; each has a good page beside it."""
    found = {}
    for trick, name in TRICKS.items():
        fault = {name[:4096]: FAULTS_OF_TRICKS.get(trick, "UnsafeMemberError")}
        for ending, pack in ((".zip", zip_of), (".tar", tar_of)):
            pages = {name: b"words", "good.txt": text(f"Beside {trick}{ending}.").encode()}
            found[f"{trick}{ending}"] = Archive(pack(pages), fault, kept=1)
    return found


def odd_names_in_archives() -> dict[str, Archive]:
    """Make members with unusual but harmless names: only their page counts."""
    names = {"rtl": "\u202etxt.exe.md", "half": "\udcff.md", "many": "a..b/...md"}
    found = {}
    for one, name in names.items():
        data = tar_of({name: b"", "a.txt": text(f"By {one}.").encode()}, form=tarfile.GNU_FORMAT)
        found[f"{one}.tar"] = Archive(data, {name: "EmptyPageError"}, kept=1)
    half = zip_of({"XY.md": b""}).replace(b"XY.md", b"\xff\xfe.md")
    nul = zip_of({"aXb.md": b"words"}).replace(b"aXb.md", b"a\0b.md")
    nul_of_pax = tar_of({}, odd_member(b"0", pax_headers={"path": "a\0.md"}))
    twice = tar_of({"a.md": b""})[:512] + tar_of({"a.md": b""})
    return {
        **found,
        "half.zip": Archive(patched(half, 8, b"\0\x08"), {"\udcff\udcfe.md": "EmptyPageError"}),
        "nul.zip": Archive(nul, {"a\0b.md": "UnsafeMemberError"}),
        "nul.tar": Archive(nul_of_pax, {"a\0.md": "UnsafeMemberError"}),
        "twice.tar": Archive(twice, {"a.md": "EmptyPageError"}, repeated=True),
    }


def odd_members() -> dict[str, Archive]:
    """Make members that are no plain files, encrypted, damaged, or of another method or size."""
    good = {"good.txt": text("Beside an odd member.").encode()}
    kinds = {
        "link": odd_member(tarfile.SYMTYPE, linkname="/etc/passwd"),
        "hard-link": odd_member(tarfile.LNKTYPE, linkname="good.txt"),
        "pipe": odd_member(tarfile.FIFOTYPE),
        "character-device": odd_member(tarfile.CHRTYPE),
        "block-device": odd_member(tarfile.BLKTYPE),
        "unknown": odd_member(b"Q", size=700),
        "sparse": odd_member(tarfile.REGTYPE, pax_headers={"GNU.sparse.major": "1"}),
    }
    plain = zip_of({"odd.md": b"words " * 99, **good})
    fields = {
        "encrypted": (8, b"\x01\0", "UnreadableArchiveError"),
        "strongly-encrypted": (8, b"\x41\0", "UnreadableArchiveError"),
        "lzma": (10, b"\x0e\0", "UnreadableArchiveError"),
        "unknown-method": (10, b"\x63\0", "UnreadableArchiveError"),
        "checksum": (16, b"\0\0\0\x01", "UnreadableArchiveError"),
        "packed-size": (20, b"\x01\0\0\0", "UnreadableArchiveError"),
        "smaller": (24, b"\x05\0\0\0", "TooLargeError"),
        "larger": (24, b"\0\x10\0\0", "UnreadableArchiveError"),
        "huge": (24, b"\xff\xff\xff\x7f", "TooLargeError"),
        "far": (42, b"\xff\xff\xff\x7f", "UnreadableArchiveError"),
        "zip-link": (38, struct.pack("<I", 0o120777 << 16), "UnsafeMemberError"),
        "zip-device": (38, struct.pack("<I", 0o020644 << 16), "UnsafeMemberError"),
    }
    return {
        **{
            f"{name}.tar": Archive(tar_of(good, info), {"odd.md": "UnsafeMemberError"}, kept=1)
            for name, info in kinds.items()
        },
        **{
            f"{name}.zip": Archive(patched(plain, at, field), {"odd.md": fault}, kept=1)
            for name, (at, field, fault) in fields.items()
        },
    }


def cut_archives() -> dict[str, Archive]:
    """Make archives that end too early, or are damaged: what was read before is kept."""
    pages = {f"{number}.txt": text(f"{noise(900 + number)}.").encode() for number in range(4)}
    tar = tar_of(pages)
    wholes = {
        ".zip": zip_of(pages),
        ".tar": tar[: 4 * 2048],
        ".tar.gz": gzip.compress(tar, mtime=0),
        ".tar.bz2": bz2.compress(tar),
        ".tar.xz": lzma.compress(tar),
    }
    own = {"": "UnreadableArchiveError"}
    found = {}
    for ending, whole in wholes.items():
        for part in (0, 5, 60, 95):
            cut = whole[: len(whole) * part // 100]
            found[f"cut-{part:02}{ending}"] = Archive(cut, own, kept=-1)
        damaged = bytearray(whole)
        damaged[len(whole) // 2 :: 97] = bytes(len(damaged[len(whole) // 2 :: 97]))
        if ending not in {".zip", ".tar"}:
            found[f"damaged{ending}"] = Archive(bytes(damaged), own, kept=-1)
    return found


def bombs() -> dict[str, Archive]:
    """Make small archives with much in them; the limit is far lower here than in production."""
    zeros = bytes(9 * MEBIBYTE)
    many = {f"{number}.exe": zeros for number in range(8)}
    tar = tar_of(many)
    one = zip_of({"a.exe": b"", "b.txt": zeros})
    start = one.rindex(b"PK\x01\x02")
    entries = one[start:-22] * 20
    end = one[-22:-14] + struct.pack("<HHII", 20, 20, len(entries), start) + b"\0\0"
    header = odd_member(tarfile.XHDTYPE, size=4 * MEBIBYTE).tobuf(tarfile.GNU_FORMAT)
    own = {"": "ArchiveBombError"}
    foreign = dict.fromkeys(("0.exe", "1.exe"), "ForeignFileError")
    overlapping = {"": "ArchiveBombError", "b.txt": "UnreadablePageError"}
    return {
        "a.tar.gz": Archive(gzip.compress(tar, 1, mtime=0), own | foreign),
        "b.tar.bz2": Archive(bz2.compress(tar, 1), own | foreign),
        "c.tar.xz": Archive(lzma.compress(tar, preset=0), own | foreign),
        "overlapping.zip": Archive(one[:start] + entries + end, overlapping, repeated=True),
        "pax.tar.gz": Archive(gzip.compress(header + zeros, 1, mtime=0), own),
        "records.tar": Archive(
            tar_of({}, odd_member(b"x", size=700)), {"": "UnreadableArchiveError"}
        ),
    }


KINDS = {
    kind.__name__: kind
    for kind in (
        *(encodings, bad_bytes, binaries, truncations, empties, refusals, impossible, tangles),
        *(front_matter, addresses, mapped, endings, odd_names),
    )
}
ARCHIVES = {
    kind.__name__: kind
    for kind in (tricks, odd_names_in_archives, odd_members, cut_archives, bombs)
}


# The folder with all files


@dataclass(frozen=True)
class Hostile:
    """A folder of hostile files, further paths, and the expected result of each, by name."""

    folder: Path
    paths: tuple[Path, ...]
    faults: Mapping[str, str]
    repeated: frozenset[str]
    good: Mapping[str, bytes]
    kept: Mapping[str, int]


@cache
def files_of(kind: str) -> Files:
    between = {f"{name}-good.txt": (GOOD, text(f"{kind}, {name}.").encode()) for name in ("", "zz")}
    return KINDS[kind]() | between


@cache
def archives_of(kind: str) -> dict[str, Archive]:
    return ARCHIVES[kind]()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    root = tmp_path_factory.mktemp("hostile")
    folder = root / "in"
    faults: dict[str, str] = {}
    repeated: set[str] = set()
    good: dict[str, bytes] = {}
    kept: dict[str, int] = {}
    for kind in KINDS:
        (folder / kind).mkdir(parents=True)
        for name, (fault, data) in files_of(kind).items():
            path = folder / kind / name
            path.write_bytes(data)
            if fault:
                faults[str(path)] = fault
            else:
                good[str(path)] = data
    for kind in ARCHIVES:
        (folder / kind).mkdir()
        for name, archive in archives_of(kind).items():
            path = folder / kind / name
            path.write_bytes(archive.data)
            kept[str(path)] = archive.kept
            for member, fault in archive.faults.items():
                name_of_it = f"{path}/{member}" if member else str(path)
                faults[name_of_it] = fault
                repeated |= {name_of_it} if archive.repeated and member else set()
    specials = make_specials(root, folder)
    faults |= {str(path): fault for path, fault in specials.items()}
    named_outside = [path for path in specials if folder not in path.parents]
    return Hostile(folder, (folder, *named_outside), faults, frozenset(repeated), good, kept)


def make_specials(root: Path, folder: Path) -> dict[Path, str]:
    """Make what is no plain file, is missing, or is too large."""
    place = folder / "specials"
    place.mkdir()
    (root / "secret").mkdir()
    (root / "secret" / "secret.txt").write_text(text("This is a secret."))
    links = {
        "to-file.txt": root / "secret/secret.txt",
        "to-folder": root / "secret",
        "loop": place,
        "nowhere.md": Path("nothing"),
        "itself.txt": Path("itself.txt"),
        "device.md": Path("/dev/zero"),
    }
    for name, target in links.items():
        (place / name).symlink_to(target)
    os.mkfifo(place / "pipe.html")
    for name in ("huge.html", "huge.md"):
        with (place / name).open("wb") as file:
            file.truncate(16 * MEBIBYTE)
    (root / "gone.md").symlink_to("nothing")
    return {
        **{place / name: "SpecialFileError" for name in (*links, "pipe.html")},
        **{place / name: "TooLargeError" for name in ("huge.html", "huge.md")},
        root / "gone.md": "MissingFileError",
        root / "not-there.html": "MissingFileError",
        root / ("n" * 300 + ".md"): "UnreadableFileError",
        root / "a\0b.md": "UnreadableFileError",
        root / "secret/secret.txt/x.md": "UnreadableFileError",
    }


@pytest.fixture
def _low_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a few MiB count as a bomb."""
    monkeypatch.setattr(members, "LEAST_UNPACKED", 20 * MEBIBYTE)
    monkeypatch.setattr(members, "LARGEST_RATIO", 1)


def state_of(folder: Path) -> dict[str, tuple[int, int]]:
    """Return every path under a folder, with what would change if it were written."""
    found = {}
    for path in folder.rglob("*"):
        status = path.lstat()
        found[str(path)] = (status.st_size, status.st_mtime_ns)
    return found


async def take(
    database: Database, paths: Iterable[Path]
) -> tuple[list[Imported | Rejected], ImportCounts]:
    tally = ImportCounts()
    results: list[Imported | Rejected] = []
    found = find_saved(tuple(paths))
    intake = ImportOptions(TODAY, addresses=MAPPED)
    async for progress in import_saved(database, found, intake, processes=2, now=lambda: NOW):
        tally.add(progress)
        results += progress.results
    return results, tally


@pytest.mark.usefixtures("_low_limits")
async def test_each_bad_file_is_named_with_its_reason_and_each_good_page_is_kept(
    database: Database, hostile: Hostile
) -> None:
    root = hostile.folder.parent
    before, began = state_of(root), time.monotonic()
    results, tally = await take(database, hostile.paths)
    assert time.monotonic() - began < 120
    rejected = [one for one in results if isinstance(one, Rejected)]
    assert {(one.name, one.fault) for one in rejected} == set(hostile.faults.items())
    times = Counter(one.name for one in rejected)
    assert {name for name, count in times.items() if count > 1} == hostile.repeated
    assert all(one.reason for one in rejected)
    assert tally.rejected == len(rejected) >= 400
    imported = [one for one in results if isinstance(one, Imported)]
    assert hostile.good.keys() <= {one.name for one in imported}
    for archive, count in hostile.kept.items():
        inside = [one for one in imported if one.name.startswith(f"{archive}/")]
        assert len(inside) == count or (count < 0 and len(inside) < 5)
    await check_words(database, hostile, imported)
    again, _ = await take(database, hostile.paths)
    assert [one for one in again if isinstance(one, Rejected)] == rejected
    assert {one.outcome for one in again if isinstance(one, Imported)} == {ReadingOutcome.UNCHANGED}
    assert state_of(root) == before


async def check_words(database: Database, hostile: Hostile, imported: Iterable[Imported]) -> None:
    """Check that every good page has the same words on record as when it is read alone."""
    ids = {one.name: one.release_id for one in imported}
    async with database.read() as connection:
        assert set(await load_ids(connection)) == set(ids.values())
        on_record = {one: await words_of(connection, one) for one in set(ids.values())}
    for name, data in hostile.good.items():
        assert statements_of(read_saved(name, data, TODAY)) in on_record[ids[name]]


async def words_of(connection: AsyncConnection, release_id: str) -> list[list[str]]:
    """Load the statements of every version: cut copies of a page are versions of it."""
    found: list[list[str]] = []
    while release := await load_release(connection, release_id, len(found) + 1):
        found.append(statements_of(release))
    return found


def statements_of(release: Release) -> list[str]:
    return [one.span.of(release.text) for one in release.statements]


@pytest.fixture
def rejects(hostile: Hostile, _low_limits: None) -> list[Rejected]:
    """Find what an import of the folder rejects, without a database and processes."""
    return [one for found in find_saved(hostile.paths) for one in read_alone(found)]


def read_alone(found: FoundFile) -> Iterator[Rejected]:
    if not isinstance(found.file, SavedFile):
        yield Rejected.of_fault(found.file)
        return
    name, data = found.file.name, found.file.data
    [result] = read_tasks([Task(name, data, None, address_in(MAPPED, name), TODAY, b"")])
    if isinstance(result, Rejected):
        yield result


def test_whatever_they_are_called_rejects_are_written_as_json_and_shown_without_control_characters(
    rejects: list[Rejected],
) -> None:
    tally = ImportCounts()
    tally.add(ImportProgress(tuple(rejects), 0))
    assert tally.rejected == len(rejects) >= 400
    for one in rejects:
        line = json.dumps(rejected_as_json(one))
        assert line.isascii()
        assert json.loads(line) == {"file": one.name, "reason": one.reason, "fault": one.fault}
        assert len(one.reason) < 6_000
    shown = [printable(f"{one.name}: {one.reason}") for one in rejects]
    assert not any(sign in line for line in shown for sign in "\x00\x07\x08\r\x1b\x7f\x9b")
    for width in (None, 40):
        table = PlainRenderer(width).import_counts(tally)
        assert not set("\x00\x07\x08\r\x1b\x7f\x9b").intersection(table)
        table.encode("utf-8", "replace")


# One page


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_file_is_rejected_alone_as_among_the_others(kind: str) -> None:
    for name, (fault, data) in files_of(kind).items():
        if fault not in {"ForeignFileError", "UnreadableArchiveError"}:
            url = address_in(MAPPED, name)
            [result] = read_tasks([Task(name, data, None, url, TODAY, b"")])
            assert getattr(result, "fault", GOOD) == fault, name


@pytest.mark.parametrize("name", addresses())
def test_a_page_whose_own_address_is_false_has_none(name: str) -> None:
    assert read_saved("a.html", addresses()[name][1], TODAY).url == ""


@pytest.mark.parametrize("name", [f"own-{number}.md" for number in range(4)])
def test_an_address_in_front_matter_is_checked_like_a_canonical_link(name: str) -> None:
    assert read_saved(name, front_matter()[name][1], TODAY).url == ""


@pytest.mark.parametrize(
    "name, words",
    [
        ("said-shift_jis.html", f"{JAPANESE} 1."),
        ("said-euc-jp.html", f"{JAPANESE} 2."),
        ("said-iso-2022-jp.html", f"{JAPANESE} 3."),
        ("said-iso-8859-1.html", "“Quoted” in Latin-1."),
        ("said-lie-of-no-harm.html", "Königsmark by UTF-8."),
        ("said-bom.html", "Königsmark after a mark."),
    ],
)
def test_a_page_that_says_its_encoding_is_read_in_it(name: str, words: str) -> None:
    release = read_saved(name, encodings()[name][1], TODAY)
    assert release.statements[0].span.of(release.text) == f"{words} {MORE}"


def release_with(**fields: str) -> Release:
    return replace(read_saved("a.txt", text().encode(), TODAY), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ["text", "title", "place", "url"])
@pytest.mark.parametrize("sign", ["\0", chr(0xD800), chr(0xDFFF)])
def test_what_no_database_keeps_is_refused_before_it_is_saved(field: str, sign: str) -> None:
    with pytest.raises(UnstorablePageError, match="which no database keeps"):
        doubt_release(release_with(**{field: f"{text()}{sign}"}), TODAY)


@pytest.mark.parametrize("field", ["speaker", "role", "headings"])
def test_names_and_headings_that_no_database_keeps_are_refused_as_well(field: str) -> None:
    release = release_with()
    odd = ("\0",) if field == "headings" else "\0"
    changed = replace(release.statements[0], **{field: odd})  # type: ignore[arg-type]
    with pytest.raises(UnstorablePageError):
        doubt_release(replace(release, statements=(changed,)), TODAY)


def test_the_escapes_of_yaml_are_what_they_stand_for() -> None:
    written = r'a: "\a\b\e\f\v\r\L\P\N\_\0\x41\u0042\U00000043\"\/\\"'
    split = split_front_matter(f"---\n{written}\n---\n")
    assert split
    assert split[0]["a"] == '\a\b\x1b\f\v\r\u2028\u2029\u0085\u00a0\0ABC"/\\'


class Endless(bytes):
    """Make the bytes of a page that takes for ever to read."""

    __slots__ = ()

    def __contains__(self, _: object) -> bool:
        while True:
            pass


async def test_a_page_that_takes_too_long_is_named_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "_LONGEST_READING_S", 0.5)
    pages = [Endless(b"x"), *(text(f"Page {number}.").encode() for number in range(3))]
    tasks = [Task(f"{at}.txt", data, None, "", TODAY, b"") for at, data in enumerate(pages)]
    async with ReadingPool(1) as opened:
        slow, *others = await opened.read(tasks)
    assert slow == Rejected("0.txt", "reading it takes longer than 0.5 s", "SlowPageError")
    assert not any(isinstance(one, Rejected) for one in others)


@pytest.mark.parametrize(
    "page",
    [
        markdown(source_url="https://[whitehouse"),
        markdown("May 3, 2022\n\nIt is cold.", title="Remarks", date="'0001-01-01'"),
        text(day="May 3, 0001"),
    ],
)
def test_a_page_for_which_no_rule_was_made_stops_no_run(page: str) -> None:
    [result] = read_tasks([Task("a.md", page.encode(), None, "", TODAY, b"")])
    assert isinstance(result, (Rejected, Reading))


def test_a_failing_reader_is_logged_without_the_control_characters_of_a_name(
    caplog: pytest.LogCaptureFixture,
) -> None:
    [result] = read_tasks([Task("\x1b[2J.txt", None, None, "", TODAY, b"")])  # type: ignore[arg-type]
    assert isinstance(result, Rejected)
    assert "'\\x1b[2J.txt' could not be read" in caplog.messages
