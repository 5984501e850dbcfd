"""Whatever happens between store and database: each turn is answered, and what it says of memory is true."""

from collections.abc import Iterator
from typing import Any

import pytest

from skill.alexa import endpoint
from skill.content.content import Content
from skill.practice.spec import Pace
from tests.network.faults import WRITES, Choice, Fault, every, in_turn
from tests.network.faulty import faulty_skill, known, memory
from tests.store.table import PATIENT, dynalite, moto

SHORT = 2.4
"""Seconds of a turn; nothing here depends on how fast this machine is."""


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "TURN", SHORT)


@pytest.fixture(scope="module", params=["moto", pytest.param("dynalite", marks=pytest.mark.node)])
def database(request: pytest.FixtureRequest) -> Iterator[Any]:
    with moto() if request.param == "moto" else dynalite() as client:
        yield client


def choices(fault: Fault) -> dict[str, Choice]:
    return {"once": in_turn(fault), "always": every(fault)}


each_fault = pytest.mark.parametrize("fault", Fault)
how_often = pytest.mark.parametrize("often", ["once", "always"])


@pytest.mark.promise("confirmed")
@each_fault
@how_often
def test_a_wish_is_confirmed_if_and_only_if_it_is_kept(
    database: Any, content: Content, fault: Fault, often: str
) -> None:
    adjusting = content.phrases.adjusting
    with faulty_skill(content, database, choices(fault)[often]) as (talk, _):
        known(database, talk)
        said = talk.say("SlowerIntent", new=True)
    kept = memory(database, talk)
    assert kept
    if adjusting.perhaps_saved in said:
        assert adjusting.pace[Pace.SLOW] not in said
    else:
        assert adjusting.pace[Pace.SLOW] in said
        assert (kept.preferences.pace is Pace.SLOW) == (adjusting.not_saved not in said)


@each_fault
@how_often
def test_a_session_that_begins_is_guided_and_counted_once(
    database: Any, content: Content, fault: Fault, often: str
) -> None:
    with faulty_skill(content, database, choices(fault)[often]) as (talk, _):
        known(database, talk)
        said = talk.say("StartIntent", new=True)
    assert "Your feet." in said
    kept = memory(database, talk)
    assert kept
    assert kept.begun <= 1
    assert kept.sessions == 1


@each_fault
@how_often
def test_a_place_is_kept_or_the_one_before_is(database: Any, content: Content, fault: Fault, often: str) -> None:
    with faulty_skill(content, database, None) as (talk, _):
        known(database, talk)
        talk.say("StartIntent", new=True)
        talk.say("AMAZON.PauseIntent", later=100)
    before = memory(database, talk)
    assert before
    assert before.bookmark
    with faulty_skill(content, database, choices(fault)[often]) as (again, _):
        again.sender, again.now, again.attributes = talk.sender, talk.now, talk.attributes
        again.say("AMAZON.YesIntent", later=70)
        said = again.say("AMAZON.PauseIntent", later=100)
    assert content.phrases.guiding.paused in said
    after = memory(database, talk)
    assert after
    assert after.bookmark
    assert after.bookmark.place.order >= before.bookmark.place.order
    assert after.bookmark.started_at >= before.bookmark.started_at
    assert after.begun == before.begun


@each_fault
@how_often
def test_what_is_told_to_be_deleted_is(database: Any, content: Content, fault: Fault, often: str) -> None:
    keeping = content.phrases.keeping
    with faulty_skill(content, database, None) as (talk, _):
        known(database, talk)
        talk.say("DeleteDataIntent", new=True)
    with faulty_skill(content, database, choices(fault)[often]) as (again, _):
        again.sender, again.now, again.attributes = talk.sender, talk.now, talk.attributes
        said = again.say("AMAZON.YesIntent")
    gone = memory(database, talk) is None
    if keeping.perhaps_deleted not in said:
        assert (keeping.deleted in said) == gone
        assert (keeping.not_deleted in said) != gone


@each_fault
@how_often
@pytest.mark.parametrize("asked", ["ProgressIntent", "AMAZON.ResumeIntent", "SettingsIntent", "SameAgainIntent"])
def test_of_what_could_not_be_read_nothing_is_told(
    database: Any, content: Content, fault: Fault, often: str, asked: str
) -> None:
    phrases = content.phrases
    with faulty_skill(content, database, choices(fault)[often]) as (talk, _):
        known(database, talk)
        said = talk.say(asked, new=True)
        said += talk.say("ProgressIntent")
    assert phrases.keeping.nothing_yet not in said or asked == "SameAgainIntent"
    assert (phrases.keeping.not_known in said) == ("unread" in talk.attributes)


@pytest.mark.parametrize("first", sorted(WRITES - {Fault.LATE}))
@pytest.mark.parametrize("second", [Fault.THROTTLES, Fault.RESETS])
def test_a_first_try_that_was_done_is_not_forgotten_for_the_second(
    database: Any, content: Content, first: Fault, second: Fault
) -> None:
    with faulty_skill(content, database, in_turn(first, second, of=b"UpdateItem")) as (talk, faulty):
        known(database, talk)
        said = talk.say("SlowerIntent", new=True)
    kept = memory(database, talk)
    assert kept
    if faulty.met[second]:
        assert kept.preferences.pace is Pace.SLOW
        assert content.phrases.adjusting.perhaps_saved in said
        assert content.phrases.adjusting.not_saved not in said


@pytest.mark.promise("retries")
@pytest.mark.parametrize("fault", [Fault.RESETS_AFTER, Fault.TRUNCATES, Fault.FAILS_AFTER])
def test_a_write_that_was_done_is_told_as_done_when_it_is_tried_again(
    database: Any, content: Content, fault: Fault
) -> None:
    """Refused is the second try's part that counts; the rest is looked up and written."""
    with faulty_skill(content, database, in_turn(fault, of=b"UpdateItem"), PATIENT) as (talk, faulty):
        known(database, talk)
        assert "Your feet." in talk.say("StartIntent", new=True)
        assert content.phrases.adjusting.pace[Pace.SLOW] in talk.say("SlowerIntent", later=20)
    assert faulty.met == {fault: 1}
    kept = memory(database, talk)
    assert kept
    assert (kept.begun, kept.preferences.pace) == (1, Pace.SLOW)


def test_a_wish_that_is_written_late_overwrites_none_that_was_said_since(database: Any, content: Content) -> None:
    with faulty_skill(content, database, in_turn(Fault.LATE, Fault.LATE, of=b"UpdateItem")) as (talk, _):
        known(database, talk)
        assert content.phrases.adjusting.perhaps_saved in talk.say("SlowerIntent", new=True)
        said = talk.say("UsualPaceIntent", later=5)
    kept = memory(database, talk)  # what was late has been written by now
    assert kept
    if content.phrases.adjusting.perhaps_saved not in said:
        assert kept.preferences.pace is not Pace.SLOW
