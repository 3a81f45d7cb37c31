"""Languages: read from their catalogues, kept apart, and no cost to whoever has English only."""

import datetime as dt
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po
from jinja2 import Environment, UndefinedError

from bot.language import catalogues
from bot.language.english import DAY, ENGLISH, WEEKDAY, YEAR
from bot.language.spoken import gettext, ngettext, speaking, spoken
from bot.language.translated import Translated
from bot.process import introduction
from bot.rendering import describing
from bot.rendering.clock_times import moment
from bot.rendering.environments import environment
from bot.rendering.render import Renderer
from bot.rendering.views import Quotation
from bot.sandbox.rules.limits import (
    MAX_COMMAND_DESCRIPTION,
    MAX_DESCRIPTION,
    MAX_SHORT_DESCRIPTION,
)
from retrieval.model.query import Period

LOCALES = Path(catalogues.__file__).parent / "locales"
PLACEHOLDER = re.compile(r"%\([a-z_]+\)s|%%|</?[a-z]+[^<>]*>")
GERMAN = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "The last answer quotes nothing."
msgstr "Die letzte Antwort zitiert nichts."

msgid ""
"Removed: <b>%(name)s</b>. For half a minute it can be taken back: "
"<code>/subscriptions undo</code>"
msgstr "Entfernt: <b>%(name)s</b>."

msgid "%(count)s release"
msgid_plural "%(count)s releases"
msgstr[0] "%(count)s Text"
msgstr[1] "%(count)s Texte"

#, fuzzy
msgid "paused"
msgstr "nicht gepruft"
"""


@pytest.fixture(scope="module")
def german() -> Translated:
    return Translated("de", BytesIO(GERMAN.encode()))


def unlike(po: bytes) -> list[str]:
    """The texts of a catalogue whose translation has other placeholders or tags."""
    found = []
    for message in read_po(BytesIO(po)):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = [sorted(PLACEHOLDER.findall(one)) for one in ids]
        if message.id and any(
            one and sorted(PLACEHOLDER.findall(one)) not in wanted for one in said
        ):
            found.append(ids[0])
    return found


def test_a_translation_has_the_placeholders_and_tags_of_its_text() -> None:
    for path in LOCALES.glob("*/LC_MESSAGES/*.po"):
        assert unlike(path.read_bytes()) == [], path


@pytest.mark.parametrize("said", ["nichts", "%(of)s", "%(number)s", "<b>%(count)s</b>", "%(count)"])
def test_a_translation_with_other_placeholders_or_tags_is_found(said: str) -> None:
    assert unlike(f'msgid "%(count)s more"\nmsgstr "{said}"'.encode()) == ["%(count)s more"]
    assert unlike(b'msgid "%(count)s more"\nmsgstr "noch %(count)s"') == []


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """All texts that are marked, as `make texts` collects them."""
    pot = tmp_path_factory.mktemp("texts") / "kaiken.pot"
    mapping = Path(catalogues.__file__).parents[2] / "pyproject.toml"
    options = ("-F", str(mapping), "-k", "gettext_noop", "-o", str(pot))
    CommandLineInterface().run(["pybabel", "-q", "extract", *options, str(mapping.parent / "bot")])
    return read_po(BytesIO(pot.read_bytes()))


def lacking(collected: Catalog, po: bytes) -> set[str]:
    """The texts that a catalogue does not translate, in all the forms that its language has."""
    catalogue = read_po(BytesIO(po))
    found = set()
    for message in filter(lambda one: one.id, collected):
        name = message.id[0] if isinstance(message.id, tuple) else message.id
        kept = catalogue.get(name)
        string = kept.string if kept and not kept.fuzzy else ""
        said = string if isinstance(string, tuple) else (string,)
        forms = catalogue.num_plurals if isinstance(message.id, tuple) else 1
        if len(said) != forms or not all(said):
            found.add(name)
    return found


def test_every_text_is_translated_and_no_translation_is_of_a_text_that_is_gone(
    collected: Catalog,
) -> None:
    assert len(collected) > 500
    for path in LOCALES.glob("*/LC_MESSAGES/*.po"):
        po = path.read_bytes()
        assert lacking(collected, po) == set(), path
        kept = read_po(BytesIO(po))
        assert not kept.obsolete, path
        assert {one.id for one in kept} <= {one.id for one in collected} | {""}, path


def test_a_text_without_translation_is_found() -> None:
    collected = read_po(
        BytesIO(b'msgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgid_plural "c"\nmsgstr[0] ""')
    )
    head = b'msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;"\n\n'
    whole = b'msgid "a"\nmsgstr "x"\n\nmsgid "b"\nmsgid_plural "c"\nmsgstr[0] "y"\n'
    assert lacking(collected, head + whole) == set()
    assert lacking(collected, head + whole.replace(b'"x"', b'""')) == {"a"}
    assert lacking(collected, head + b"#, fuzzy\n" + whole) == {"a"}
    assert lacking(collected, head + whole.replace(b'"y"', b'""')) == {"b"}
    two_forms = b"nplurals=2; plural=(n != 1)"
    assert lacking(collected, head.replace(b"nplurals=1; plural=0", two_forms) + whole) == {"b"}


def test_the_menu_and_the_descriptions_fit_in_every_language() -> None:
    for language in catalogues.languages().values():
        for one in introduction.COMMANDS:
            assert len(language.gettext(one.description)) <= MAX_COMMAND_DESCRIPTION, language.code
        assert len(language.gettext(introduction.DESCRIPTION)) <= MAX_DESCRIPTION
        assert len(language.gettext(introduction.SHORT_DESCRIPTION)) <= MAX_SHORT_DESCRIPTION


def test_japanese_has_the_punctuation_of_a_newspaper() -> None:
    japanese = read_po(BytesIO((LOCALES / "ja" / "LC_MESSAGES" / "kaiken.po").read_bytes()))
    for message in filter(lambda one: one.id, japanese):
        said = message.string[0] if isinstance(message.string, tuple) else message.string
        assert not re.search(r"[ぁ-んァ-ヶ一-龠] ?[,.!?;:()]", PLACEHOLDER.sub("", said)), said


@pytest.mark.parametrize(
    "kept, of_client, spoken_then",
    [
        (None, None, "en"),
        (None, "ja", "ja"),
        (None, "ja-JP", "ja"),
        (None, "JA", "ja"),
        (None, "de", "en"),
        (None, "japanese", "en"),
        ("en", "ja", "en"),
        ("ja", "en", "ja"),
        ("ja", None, "ja"),
        ("tlh", "ja", "ja"),
        ("tlh", None, "en"),
    ],
)
def test_what_a_chat_keeps_comes_before_the_client_and_english_after_it(
    kept: str | None, of_client: str | None, spoken_then: str
) -> None:
    assert catalogues.language_of(kept, of_client).code == spoken_then


def test_days_numbers_and_cities_are_those_of_japan() -> None:
    japanese = catalogues.languages()["ja"]
    day = dt.date(2022, 5, 23)
    assert japanese.date(day, DAY) == "2022年5月23日"
    assert japanese.date(day, WEEKDAY) == "月曜日"
    assert japanese.date(day, YEAR) == "2022年"
    assert japanese.city("America/New_York") == "ニューヨーク"
    assert japanese.city("UTC") == "UTC"
    with speaking(japanese):
        at = dt.datetime(2022, 5, 23, 9, tzinfo=dt.UTC)
        assert moment(at, "Asia/Tokyo") == "2022年5月23日（月）18:00"
        assert ngettext("%(count)s release", "%(count)s releases", 1) == "発表1件"
        assert ngettext("%(count)s release", "%(count)s releases", 1234) == "発表1234件"


def test_a_text_is_said_in_the_language_that_is_spoken(german: Translated) -> None:
    english = Renderer().page("no_such_statement", listed=0)
    with speaking(german):
        assert (
            Renderer().page("no_such_statement", listed=0) == "Die letzte Antwort zitiert nichts."
        )
        assert ngettext("%(count)s release", "%(count)s releases", 2) == "2 Texte"
        assert ngettext("%(count)s release", "%(count)s releases", 1) == "1 Text"
    assert Renderer().page("no_such_statement", listed=0) == english
    assert spoken() is ENGLISH


def test_what_a_catalogue_lacks_or_doubts_is_said_in_english(german: Translated) -> None:
    with speaking(german):
        assert gettext("paused") == "paused"
        assert Renderer().note("not_forgotten") == "Everything stays as it is."


def test_days_and_numbers_are_those_of_the_language(german: Translated) -> None:
    day = dt.date(2021, 11, 1)
    month = Period(day, dt.date(2021, 11, 30))
    assert describing.describe_period(month) == "November 2021"
    assert moment(dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC), "UTC") == "Mon 23 Nov 2026, 08:00"
    with speaking(Translated("fr", BytesIO(GERMAN.encode()))):
        assert describing.describe_period(month) == "novembre 2021"
        at = moment(dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC), "UTC")
        assert at == "lun. 23 nov. 2026, 08:00"
    with speaking(Translated("ja", BytesIO(GERMAN.encode()))):
        assert describing.describe_period(month) == "2021年11月"
    assert german.language_name("Dutch") == "Niederländisch"
    assert german.number(12345) == "12.345"
    assert ENGLISH.number(12345) == "12,345"


def test_a_value_is_escaped_where_a_text_inserts_it(german: Translated) -> None:
    hostile = '<b>x</b>&"\u202e%(name)s'
    shown = "&lt;b&gt;x&lt;/b&gt;&amp;&#34;%(name)s"
    assert f"<b>{shown}</b>" in Renderer().page("removed", name=hostile)
    with speaking(german):
        assert Renderer().page("removed", name=hostile) == f"Entfernt: <b>{shown}</b>."


def test_a_text_keeps_the_signs_of_a_quotation_and_knows_no_undefined_name() -> None:
    made = environment(ENGLISH)
    template = made.from_string("{% trans %}Said: {{ words }}{% endtrans %}")
    assert template.render(words=Quotation("a\u202eb")) == "Said: a\u202eb"
    assert template.render(words="a\u202eb") == "Said: ab"
    with pytest.raises(UndefinedError):
        template.render()


def test_a_text_keeps_its_blanks_and_lines() -> None:
    made = environment(ENGLISH)
    template = made.from_string("a {% trans %} b\n  c {% endtrans %} d")
    assert template.render() == "a  b\n  c  d"


def test_each_language_has_one_environment_of_its_own(german: Translated) -> None:
    def of(renderer: Renderer) -> Environment:
        return renderer._html

    assert of(Renderer()) is of(Renderer())
    with speaking(german):
        assert of(Renderer()) is environment(german)
        assert of(Renderer()) is not environment(ENGLISH)


def test_a_language_is_added_by_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locales" / "de" / "LC_MESSAGES" / "kaiken.po"
    path.parent.mkdir(parents=True)
    path.write_text(GERMAN, "utf-8")
    monkeypatch.setattr(catalogues, "files", lambda _: tmp_path)
    found = catalogues.languages.__wrapped__()
    assert [*found] == ["en", "de"]
    assert found["de"].gettext("The last answer quotes nothing.").startswith("Die letzte")


def test_english_alone_loads_no_babel(tmp_path: Path) -> None:
    (tmp_path / "locales").mkdir()
    code = (
        "import pathlib, sys, bot.language.catalogues as catalogues;"
        "import bot.process.introduction as told;"
        f"catalogues.files = lambda _: pathlib.Path({str(tmp_path)!r});"
        "assert [*told.languages()] == ['en'];"
        "from bot.rendering.render import Renderer; Renderer().note('privacy');"
        "print('babel' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert ran.stdout.strip() == "False"
