"""By which names and offices somebody is known, as turns come and go."""

import datetime as dt

import pytest

from retrieval.people.identity import SpokenTurn
from retrieval.query.who.speakers import Speakers, Speaking, make_outlets

MINISTRY = "The Ministry of Foreign Affairs of Japan"
DAY = dt.date(2022, 1, 1)


def turn(name: str, role: str = "", statements: int = 1) -> SpokenTurn:
    return SpokenTurn(name, role, DAY, statements)


def speakers(*turns: SpokenTurn) -> Speakers:
    speaking = Speaking()
    speaking.change((), turns)
    return speaking.speakers([MINISTRY])


def named(found: Speakers, way: str) -> str:
    voice = found.by_name.get(tuple(way.split()))
    return voice.name if voice else ""


def roles(found: Speakers, way: str) -> set[str]:
    voice = found.by_office.get(tuple(way.split()))
    return {role.strip() for role in voice.offices} if voice else set()


@pytest.mark.parametrize(
    "spelling, ways",
    [
        ("HAYASHI Yoshimasa", ["hayashi", "yoshimasa hayashi", "hayashi yoshimasa"]),
        ("Jun Kawai", ["kawai", "jun kawai", "kawai jun"]),
        ("Mary Jo Keel", ["keel", "mary jo keel", "keel mary jo", "mary keel"]),
        ("Dr. Ann B. Keel", ["keel", "ann keel", "keel ann"]),
        (
            "Shay O'Neil",
            [
                "o'neil",
                "oneil",
                "o neil",
                "shay oneil",
                "shay o neil",
                "shay o'neil",
                "oneil shay",
                "o neil shay",
                "o'neil shay",
            ],
        ),
        ("Keel", ["keel"]),
        ("Ana ORLEN VALE", ["orlen vale", "ana orlen vale", "orlen vale ana", "orlen", "vale"]),
        ("Ana AL VALE", ["al vale", "ana al vale", "al vale ana", "vale"]),
    ],
)
def test_somebody_is_known_by_the_ways_to_say_the_name_and_no_others(
    spelling: str, ways: list[str]
) -> None:
    found = speakers(turn(spelling))
    known = {way for way, voice in found.by_name.items() if voice.name != MINISTRY}
    assert known == {tuple(way.split()) for way in ways}
    assert {named(found, way) for way in ways} == {spelling}
    assert found.words == tuple(sorted({word for way in ways for word in way.split()}))


def test_a_name_without_words_names_nobody() -> None:
    assert not speakers(turn("J. K.")).words


def test_the_words_of_an_office_are_no_part_of_a_name() -> None:
    found = speakers(turn("Press Secretary Jun Kawai", "Press Secretary"))
    assert named(found, "jun kawai")
    assert not named(found, "press")
    assert not named(found, "press kawai")


def test_part_of_a_surname_means_somebody_only_if_nobody_is_called_so() -> None:
    both = speakers(turn("Ana ORLEN VALE"), turn("Tom Orlen"))
    assert named(both, "orlen") == "Tom Orlen"
    assert named(both, "vale") == "Ana ORLEN VALE"


@pytest.mark.parametrize("times, meant", [(10, "Tom Mori or Ana Mori"), (11, "Tom Mori")])
def test_a_surname_means_whoever_speaks_a_tenth_as_often_or_more(times: int, meant: str) -> None:
    found = speakers(turn("Tom Mori", statements=times), turn("Ana Mori", statements=1))
    assert named(found, "mori") == meant
    assert named(found, "ana mori") == "Ana Mori"


def test_who_no_longer_speaks_is_no_longer_known() -> None:
    speaking = Speaking()
    kept, gone = turn("Jun Kawai", "Press Secretary"), turn("Ana Keel", "Ambassador to Japan")
    speaking.change((), [kept, gone])
    before = speaking.speakers([MINISTRY])
    assert named(before, "keel")
    assert before.held.keys() == {" jun kawai ", " ana keel "}
    speaking.change([gone], ())
    after = speaking.speakers([MINISTRY])
    assert (after.by_name, after.by_office, after.held, after.words) == (
        speakers(kept).by_name,
        speakers(kept).by_office,
        speakers(kept).held,
        speakers(kept).words,
    )


def test_a_role_that_somebody_no_longer_has_is_forgotten_and_the_other_kept() -> None:
    speaking = Speaking()
    first, later = turn("Jun Kawai", "Ambassador"), turn("Jun Kawai", "Press Secretary")
    speaking.change((), [first, later])
    assert speaking.speakers([]).held == {" jun kawai ": {" ambassador ", " press secretary "}}
    speaking.change([first], ())
    assert speaking.speakers([]).held == {" jun kawai ": {" press secretary "}}


def test_who_speaks_together_is_found_under_each_name() -> None:
    found = speakers(turn("Jun Kawai"), turn("Ana Keel"), turn("Jun Kawai and Ana Keel"))
    for way in ("jun kawai", "ana keel"):
        assert " jun kawai and ana keel " in found.by_name[tuple(way.split())].names


def test_openings_tell_how_long_a_name_or_an_office_may_be() -> None:
    found = speakers(turn("Mary Jo Keel", "Press Secretary"), turn("Mary Vale", "Minister"))
    assert found.openings["mary"] == (3, 0)
    assert found.openings["keel"] == (3, 0)
    assert found.openings["press"] == (0, 2)
    assert found.openings["minister"] == (0, 1)
    assert found.openings["ministry"] == (6, 0)


def test_names_that_are_months_are_told() -> None:
    assert speakers(turn("Ana May"), turn("Jun Kawai")).months == {"may"}


def test_an_office_is_known_in_full_with_its_head_last_and_shortened_up_to_a_rank() -> None:
    found = speakers(
        turn("A Ab", "Minister for Foreign Affairs"),
        turn("B Bc", "Deputy Press Secretary"),
        turn("C Cd", "Press Secretary, MOFA"),
    )
    assert roles(found, "foreign minister") == {"minister for foreign affairs"}
    assert roles(found, "fm") == roles(found, "minister") == roles(found, "foreign minister")
    assert roles(found, "minister foreign affairs") == {"minister for foreign affairs"}
    assert roles(found, "deputy press secretary") == {"deputy press secretary"}
    assert roles(found, "press secretary") == {"press secretary mofa"}
    for spokes in ("spokesperson", "spokesman", "spokeswoman"):
        assert roles(found, spokes) == {"press secretary mofa"}
    assert found.by_office["press", "secretary"].name == "the Press Secretary, MOFA"
    assert roles(found, "secretary") == {"press secretary mofa"}


def test_spokespersons_are_called_so_in_each_form_and_are_no_press_secretaries() -> None:
    found = speakers(turn("A Ab", "State Spokesperson"), turn("B Bc", "Press Secretary"))
    for spokes in ("spokesperson", "spokesman", "spokeswoman"):
        assert roles(found, f"state {spokes}") == {"state spokesperson"}


def test_a_head_that_several_offices_have_means_none_of_them() -> None:
    found = speakers(turn("A Ab", "Trade Minister"), turn("B Bc", "Minister of Finance"))
    assert roles(found, "minister") == set()
    assert roles(found, "trade minister") == {"trade minister"}
    assert roles(found, "finance minister") == {"minister of finance"}


def test_roles_of_another_country_name_the_office_and_the_country() -> None:
    found = speakers(turn("A Ab", "Minister of Defence of North Korea"), turn("B Bc", "Minister"))
    office = ("minister", "of", "defence")
    role = {" minister of defence of north korea "}
    assert found.roles_in(office, [("north", "korea")]) == role
    assert found.roles_in(office, [("ferry",), ("north", "korea")]) == role
    assert found.roles_in(("minister",), [("north", "korea")]) == role
    assert not found.roles_in(office, [("south", "korea")])
    assert not found.roles_in(office, [("kore",)])
    assert not found.roles_in(("minister", "trade"), [("north", "korea")])
    assert not found.roles_in(office, [])


@pytest.mark.parametrize("written", ["mof", "mofa", "foreign", "of foreign affairs", "ministry"])
def test_a_publisher_is_found_by_its_name_or_acronym(written: str) -> None:
    voice = Speaking().speakers(["Ministry Of Foreign Affairs"]).find_publisher(written)
    assert voice is not None
    assert (voice.written, voice.names) == (written, {" ministry of foreign affairs "})
    assert voice.name == "Ministry Of Foreign Affairs"


@pytest.mark.parametrize("written", ["mo", "moe", "ofa", "foreign of", "affair"])
def test_no_publisher_is_found_by_less(written: str) -> None:
    assert Speaking().speakers(["Ministry Of Foreign Affairs"]).find_publisher(written) is None


def test_a_publisher_of_one_word_is_no_voice() -> None:
    assert not Speaking().speakers(["Ministry"]).by_name
    assert Speaking().speakers(["The White House"]).by_name.keys() == {("white", "house")}


def test_outlets_are_the_parts_of_labels_with_a_comma() -> None:
    assert make_outlets(["NHK, Noda", "Reporter", "Arai, Kyodo News", "A, ", ","]) == {
        ("nhk",): "NHK",
        ("noda",): "Noda",
        ("arai",): "Arai",
        ("kyodo", "news"): "Kyodo News",
        ("a",): "A",
    }


def test_who_no_longer_speaks_together_is_no_longer_found_so() -> None:
    speaking = Speaking()
    alone, together = turn("Jun Kawai"), turn("Jun Kawai and Ana Keel")
    speaking.change((), [alone, together])
    assert " jun kawai and ana keel " in speaking.speakers([]).by_name["kawai",].names
    speaking.change([alone, together], [alone])
    assert speaking.speakers([]).by_name["kawai",].names == {" jun kawai "}


def test_of_voices_of_one_name_who_spoke_most_is_named_first() -> None:
    found = speakers(turn("Ana Mori", statements=2), turn("Tom Mori", statements=3))
    assert named(found, "mori") == "Tom Mori or Ana Mori"
    assert named(found, "tom mori") == "Tom Mori"


@pytest.mark.parametrize(
    "office, shown",
    [("ambassador", "the Ambassador"), ("minister", "the Minister"), ("press secretary", None)],
)
def test_an_office_is_shown_by_its_shortest_role(office: str, shown: str | None) -> None:
    found = speakers(
        turn("A Ab", "Ambassador"),
        turn("B Bc", "Ambassador, MOFA"),
        turn("C Cd", "Minister"),
        turn("D De", "Minister, MOFA"),
    )
    voice = found.by_office.get(tuple(office.split()))
    assert (voice.name if voice else None) == shown


def test_a_voice_in_an_office_is_limited_to_roles_that_it_ever_held() -> None:
    found = speakers(turn("Jun Kawai", "Press Secretary"), turn("Ana Keel", "Ambassador"))
    office, kawai = found.by_office["press", "secretary"], found.by_name["kawai",]
    assert found.in_office(kawai, office).offices == {" press secretary "}
    assert found.in_office(found.by_name["keel",], office).offices == frozenset()
    assert found.in_office(kawai, office).names == kawai.names
    assert found.in_office(kawai, office).name == kawai.name


def test_a_publisher_speaks_under_its_own_name_and_in_no_office() -> None:
    found = speakers(turn("Jun Kawai", "Press Secretary"))
    way = tuple("ministry of foreign affairs of japan".split())
    assert found.by_name[way].names == {" the ministry of foreign affairs of japan "}
    limited = found.in_office(found.by_name[way], found.by_office["press", "secretary"])
    assert (limited.names, limited.offices) == (found.by_name[way].names, frozenset())
