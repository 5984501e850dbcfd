from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.audio.stream import Stream
from skill.audio.token import LONGEST, BadToken, LongToken, Token
from skill.practice.background import LONGEST_TAIL, Background
from skill.practice.muscle_group import Side
from skill.practice.place import Place
from skill.practice.spec import Spec
from tests.store.strategies import places
from tests.strategies import library, specs

streams = st.builds(Stream, specs(), st.sampled_from(Background), st.integers(0, LONGEST_TAIL))
people = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_", min_size=1, max_size=200)
tokens = st.builds(
    Token,
    stream=streams,
    person=people,
    started_at=st.integers(0, 4_000_000_000),
    start=st.integers(0, 70 * 60 * 1000).map(lambda milliseconds: milliseconds / 1000),
    counted=st.booleans(),
    made_by=st.just("") | st.text("0123456789abcdef", min_size=12, max_size=12),
    place=st.none() | places,
)
SENT_BY_VERSION_1 = "1o5FHoIFGP38YmlsaQICOuZEpkDSIBQA"
SENT = "2o5FHoIFGP38YmlsaQICOuZEpkAQ618DQyNjE1MzcwjIxCehTRBqH5AEjHdPYWAA"
MADE_BY = "0123456789ab"
ALPHABET = "0123456789abcdefABCDEF-_="


@given(tokens)
def test_a_token_comes_back_as_it_was_and_is_no_longer_than_alexa_takes(token: Token) -> None:
    wire = token.to_wire()
    assert len(wire) <= LONGEST
    assert Token.from_wire(wire) == token


def test_everything_that_can_be_wished_for_on_both_sides_fits() -> None:
    every = frozenset(f"{key}/{side}" for key in library().areas for side in ("left", "right"))
    spec = Spec("bedtime_release", 40, skipped=every, imagined=every, released=every, seed=999)
    person, place = "amzn1.ask.person." + "A7" * 90, Place("face_and_neck", Side.RIGHT, 4, 99)
    token = Token(Stream(spec), person, 1_790_000_000, 2399.999, made_by="f19d0c7a35be", place=place)
    assert len(token.to_wire()) <= LONGEST


def test_what_does_not_fit_is_refused() -> None:
    spec = Spec("standard", 10, skipped=frozenset(str(hash(("area", number))) for number in range(200)))
    with pytest.raises(LongToken):
        Token(Stream(spec), "household", 0).to_wire()


def test_a_token_that_a_device_holds_already_can_still_be_read() -> None:
    sent = Token(Stream(Spec("standard", 10)), "household", 1_790_000_000, 72.5)
    assert Token.from_wire(SENT_BY_VERSION_1) == sent
    assert Token.from_wire(SENT) == replace(sent, made_by=MADE_BY, place=Place("calves", Side.LEFT, 2, 5))


def test_a_version_carries_what_it_has_and_nothing_else() -> None:
    for one, other in (("1", SENT), ("2", SENT_BY_VERSION_1)):
        with pytest.raises(BadToken):
            Token.from_wire(one + other[1:])


@given(
    st.none()
    | st.integers()
    | st.text()
    | st.text(ALPHABET).map(lambda text: f"1{text}")
    | st.text(ALPHABET).map(lambda text: f"2{text}")
)
def test_anything_else_is_refused(wire: object) -> None:
    with pytest.raises(BadToken):
        Token.from_wire(wire)


@given(tokens, st.data())
def test_a_token_that_lost_a_part_is_refused(token: Token, data: st.DataObject) -> None:
    wire = token.to_wire()
    with pytest.raises(BadToken):
        Token.from_wire(wire[: data.draw(st.integers(0, len(wire) - 2))])


def test_a_token_does_not_show_who_it_is_for() -> None:
    assert "amzn1" not in repr(Token(Stream(Spec("standard", 10)), "amzn1.ask.person.SECRET", 0))
