import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.practice.plan import Beat
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.preferences import CheckIns
from skill.practice.spec import Spec
from skill.practice.words import said
from skill.speech.chunk import AROUND, Chunk, next_chunk
from skill.speech.ssml import LIMIT, Prosody, Spoken, length, render, silence, speak
from tests.strategies import bedtime_routines, library, specs

words = st.text(st.characters(categories=("L", "P", "S", "Zs")), min_size=1)


@given(st.lists(words, min_size=1))
def test_any_text_makes_valid_xml_and_is_read_back(texts: list[str]) -> None:
    beats = tuple(Beat("words", 1.0, said(text)) for text in texts)
    tree = ElementTree.fromstring(speak([Spoken(beats, Prosody(0.9, volume="soft"))]))
    assert "".join("".join(tree.itertext()).split()) == "".join("".join(texts).split())


@given(st.integers(0, 1000))
def test_a_silence_lasts_as_long_as_meant_in_breaks_that_alexa_allows(seconds: int) -> None:
    breaks = [int(each) for each in re.findall(r'<break time="(\d+)s"/>', silence(seconds))]
    assert sum(breaks) == seconds
    assert all(0 < each <= 10 for each in breaks)


def test_pace_and_bedtime_are_one_prosody_around_it_all() -> None:
    beats = (Beat("words", 1.0, said("Your feet & toes.")), Beat("quiet", 12))
    assert render(Spoken(beats, Prosody(0.88, volume="soft"))) == (
        '<prosody rate="88%" volume="soft">Your feet &amp; toes. <break time="10s"/><break time="2s"/></prosody>'
    )


def chunks(spec: Spec, check_ins: CheckIns) -> list[Chunk]:
    session: Position | None = Position(make_plan(spec, library()))
    found = []
    while session:
        chunk = next_chunk(session, check_ins, library())
        found.append(chunk)
        session = chunk.end
    return found


@settings(max_examples=150)
@given(specs(), st.sampled_from(CheckIns))
def test_chunks_cover_the_plan_within_the_limits(spec: Spec, check_ins: CheckIns) -> None:
    found = chunks(spec, check_ins)
    for chunk in found:
        assert len(render(chunk.spoken)) <= LIMIT - AROUND
        assert abs(length(chunk.spoken.beats) - len(render(Spoken(chunk.spoken.beats)))) <= 1
    for before, after in pairwise(found):
        assert before.end == after.start
    if found:
        plan = found[0].start.plan
        assert abs(sum(chunk.seconds for chunk in found) - plan.seconds) < 0.001


@settings(max_examples=100)
@given(specs(st.sampled_from(bedtime_routines())))
def test_bedtime_is_one_chunk_without_a_question(spec: Spec) -> None:
    found = chunks(spec, CheckIns.MORE)
    assert len(found) <= 1
    assert all("?" not in beat.text for chunk in found for beat in chunk.spoken.beats)


@settings(max_examples=100)
@given(specs())
def test_nobody_is_asked_before_the_first_group(spec: Spec) -> None:
    for chunk in chunks(spec, CheckIns.MORE):
        if chunk.end:
            assert chunk.end.index >= 2


@settings(max_examples=100)
@given(specs())
def test_check_ins_come_about_every_five_minutes(spec: Spec) -> None:
    found = chunks(spec, CheckIns.DEFAULT)
    if found and not found[0].start.plan.bedtime:
        assert all(chunk.seconds <= 480 for chunk in found)


def test_by_day_the_last_question_comes_before_the_ending() -> None:
    found = chunks(Spec("standard", 10), CheckIns.DEFAULT)
    assert [chunk.end and chunk.end.place.group for chunk in found][-2:] == ["ending", None]
    assert len(found) == 3


@pytest.mark.parametrize(("minutes", "asks"), [(2, False), (3, False), (4, True)])
def test_a_plan_of_less_than_four_minutes_asks_nothing(minutes: int, asks: bool) -> None:
    found = chunks(Spec("quick", minutes), CheckIns.DEFAULT)
    assert [chunk.end and chunk.end.place.group for chunk in found] == ["ending", None][not asks :]


def test_a_short_plan_asks_before_its_ending_where_more_questions_are_wished_for() -> None:
    found = chunks(Spec("quick", 2), CheckIns.MORE)
    assert [chunk.end and chunk.end.place.group for chunk in found] == ["ending", None]


def test_no_check_ins_means_as_much_as_one_response_holds() -> None:
    assert len(chunks(Spec("standard", 15), CheckIns.NONE)) == 1
    assert 1 < len(chunks(Spec("sixteen", 40), CheckIns.NONE)) <= 3
