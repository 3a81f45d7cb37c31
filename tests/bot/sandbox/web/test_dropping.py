"""Files that are dropped are put on record; what cannot be is refused in a sentence."""

import io
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

PAGE = Path(__file__).parents[3].joinpath("pages/mofa/C-soft-hyphen-page.html").read_bytes()
ODD_NAMES = (
    *("../up.html", "/etc/x.html", "a/../../b.html", "a//b.html", "a\\b.html", "", "."),
    *("a\nb.html", "x" * 300 + ".html", "/".join("d" * 40) + "/x.html"),
)


async def send(page, drop: int, name: str, data: bytes, size: int | None = None) -> None:
    asked = f"/drops/{drop}/files?name={quote(name, safe='')}&size={size or len(data)}"
    headers = {"Origin": page.url}
    async with page.session.post(page.url + asked, data=data, headers=headers) as response:
        assert response.status == 204


async def drop(page, files: dict[str, bytes], **sizes: int) -> dict[str, Any]:
    """Drop files; return what the page was told last."""
    opened = await (await page.post("/drops")).json()
    for name, data in files.items():
        await send(page, opened["drop"], name, data, sizes.get(name))
    assert (await page.post(f"/drops/{opened['drop']}/import")).status == 202
    return await page.hear("import", is_over=True)


def refused(told: dict[str, Any]) -> dict[str, str]:
    return {one["name"]: one["reason"] for one in told["refused"]}


def zip_of(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


async def test_a_dropped_folder_is_on_record_and_can_be_asked(page) -> None:
    before = await page.get("/shelf")
    told = await drop(page, {"saved/pages/one.html": PAGE})
    assert told["outcomes"] == {"kept": 1}
    after = await page.get("/shelf")
    assert after["in_all"] == before["in_all"] + 1
    [new] = {one["id"] for one in after["releases"]} - {one["id"] for one in before["releases"]}
    release = await page.get(f"/release?id={new}&chat={page.private}")
    assert "".join(run["text"] for run in release["runs"])


async def test_files_that_are_no_pages_are_refused_one_by_one_and_the_rest_goes_on(page) -> None:
    told = await drop(
        page,
        {
            "notes.docx": b"PK",
            "large.html": b"x",
            "empty.txt": b"",
            "<img src=x onerror=alert(1)>.html": b"<p>no page",
            "a.zip": zip_of({"inside.zip": b"PK", "../up.html": b"x"}),
            "good.html": PAGE,
        },
        **{"large.html": 16 * 1024 * 1024},
    )
    reasons = refused(told)
    assert told["outcomes"]["kept"] == 1
    assert told["outcomes"]["refused"] == len(reasons) == 6
    assert "does not end in" in reasons["notes.docx"]
    assert "leads out of the archive" in reasons["a.zip/../up.html"]
    assert "larger than" in reasons["large.html"]
    assert {"empty.txt", "<img src=x onerror=alert(1)>.html"} <= reasons.keys()


async def test_a_file_larger_than_it_said_is_refused_and_not_read_in_part(
    page, monkeypatch
) -> None:
    monkeypatch.setattr("bot.sandbox.web.dropping.LARGEST_FILE", len(PAGE) - 1)
    told = await drop(page, {"liar.html": PAGE, "small.html": b"x"}, **{"liar.html": 10})
    assert "larger than" in refused(told)["liar.html"]
    assert "kept" not in told["outcomes"]


async def test_a_bomb_is_refused_and_the_rest_goes_on(page, monkeypatch) -> None:
    monkeypatch.setattr("retrieval.sources.files.members.LEAST_UNPACKED", 2 * 1024 * 1024)
    bomb = zip_of({f"{n}.html": bytes(1024 * 1024) for n in range(25)})
    told = await drop(page, {"bomb.zip": bomb, "good.html": PAGE})
    assert "unpacks to more than" in refused(told)["bomb.zip"]
    assert told["outcomes"]["kept"] == 1


async def test_no_name_leads_out_of_the_folder_of_a_drop(page) -> None:
    told = await drop(page, {**dict.fromkeys(ODD_NAMES, PAGE), "good.html": PAGE})
    assert told["outcomes"] == {"kept": 1, "refused": len(ODD_NAMES)}


async def test_a_bidi_control_in_a_name_is_seen(page) -> None:
    told = await drop(page, {"gpj.\u202elmth.exe": b"x"})
    assert [*refused(told)] == ["gpj.\ufffdlmth.exe"]


async def test_a_drop_is_taken_once(page) -> None:
    opened = await (await page.post("/drops")).json()
    path = f"/drops/{opened['drop']}"
    assert (await page.post(f"{path}/import")).status == 202
    assert (await page.post(f"{path}/import")).status == 404
    assert (await page.post(f"{path}/files?name=a.html")).status == 404


async def test_an_import_that_fails_is_told_and_the_page_goes_on(page, monkeypatch, caplog) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr("bot.sandbox.web.dropping.import_saved", fail)
        told = await drop(page, {"page.html": PAGE})
    assert "failed" in refused(told)[""]
    assert "ZeroDivisionError" in caplog.text
    assert "peace and stability" in (await page.write("Taiwan Strait"))["text"]
