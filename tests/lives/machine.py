"""The listener as a state machine: whatever is said, lost, repeated and changed, no wish is lost and nobody is moved.

Each step says something to the real skill and to the reference, which knows only what was heard and asked for.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from skill.practice.preferences import Preferences
from tests.lives.answered import Answered, cycle
from tests.lives.home import AT_HOME, CONTENTS, NAME, Home
from tests.lives.reference import Known, Talk
from tests.lives.remembered import AREAS, WISHES

PEOPLE = (None, "ann", "ben")
ON_THE_WAY = (
    *("yes", "go on", "next", "skip this one", "go back", "again", "start over", "what are my settings", "pause"),
    *("not yet", "how much is left", "slower", "faster", "five more minutes", "finish in five minutes", "stop", "no"),
    *("remember fifteen minutes", "go to my shoulders", "go to my jaw", "forget my settings", "purple monkey"),
    *WISHES,
    *(f"{verb} my {area}" for verb in ("skip", "always skip", "bring back") for area in AREAS),
)
OPENINGS = (
    *("Alexa, open muscle relaxation", NAME + "resume", NAME + "resume", NAME + "start a ten minute session"),
    *(NAME + "start a five minute session", NAME + "start the bedtime version", NAME + "always skip my neck"),
)


class Listener(Answered, RuleBasedStateMachine):
    """Two devices, three voices, one account."""

    place_of: ClassVar[Callable[[], AbstractContextManager[Home]]]
    """Makes a home; set by whoever runs the machine."""

    def __init__(self) -> None:
        super().__init__()
        self._stay = type(self).place_of()
        self.home = self._stay.__enter__()
        self.people = {person: Known() for person in PEOPLE}
        self.talks: dict[str, Talk] = {}
        self.just_said = self.finished = False

    def teardown(self) -> None:
        self._stay.__exit__(None, None, None)

    # What may happen.

    @rule(name=st.sampled_from(AT_HOME), person=st.sampled_from(PEOPLE), words=st.sampled_from(OPENINGS))
    def opens(self, name: str, person: str | None, words: str) -> None:
        """Call the skill by its name; what was open there is lost."""
        self._pass(self.home.now + 3)
        kept = self._place(person)
        if kept and kept.plan.bedtime and words.endswith("my neck"):
            return  # a wish in a night that goes on: the dialogues have it (tests/dialogues/nights.yaml)
        self.talks.pop(name, None)
        known = self.people[person]
        talk = Talk(person, int(self.home.now), known.wishes, self._place(person))
        if known.since is None:
            known.since = talk.began
        self.home.say(name, words, person)
        self._answered(name, talk, words.removeprefix(NAME))

    @precondition(lambda self: self.talks)
    @rule(
        data=st.data(),
        words=st.sampled_from((*ON_THE_WAY, "yes", "yes", "yes", "go on", "pause")),
        at=st.sampled_from((1.0, 1.0, 1.0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97)),
    )
    def says(self, data: st.DataObject, words: str, at: float) -> None:
        """Say something to an open session, at its end or in the middle of what it says."""
        name = data.draw(st.sampled_from(sorted(self.talks)))
        talk = self.talks[name]
        spoken = max(0.0, talk.until - self.home.now)
        self._pass(self.home.now + (spoken + 4 if at == 1.0 else 2 + at * spoken))
        if name not in self.talks or (talk.question == "hands_free" and words in ("yes", "again")):
            return  # hands-free sessions have tests of their own (tests/app/test_playback.py)
        self.home.say(name, words)
        self._answered(name, talk, words)

    @precondition(lambda self: self.talks)
    @rule(data=st.data(), words=st.sampled_from(("yes", "yes", "go on")))
    def goes_on(self, data: st.DataObject, words: str) -> None:
        """Answer the question after what was said."""
        self.says(data, words, 1.0)

    @precondition(lambda self: self.talks)
    @rule(data=st.data(), words=st.sampled_from(ON_THE_WAY), at=st.sampled_from((0.1, 0.3, 0.5, 0.7, 0.9)))
    def breaks_in(self, data: st.DataObject, words: str, at: float) -> None:
        """Say something in the middle of what is said."""
        self.says(data, words, at)

    @precondition(lambda self: self.talks)
    @rule(data=st.data(), at=st.sampled_from((0.3, 0.5, 0.7, 0.9)))
    def pauses(self, data: st.DataObject, at: float) -> None:
        """Pause in the middle of what is said."""
        self.says(data, "pause", at)

    @precondition(lambda self: self.just_said)
    @rule()
    def says_it_twice(self) -> None:
        """Send the very same request again: nothing is done twice, and it is answered in the same way."""
        before = [self._remembered(person) for person in PEOPLE]
        first, second = self.home.answered, self.home.again()
        assert [self._remembered(person) for person in PEOPLE] == before
        self._rephrased()
        if self.finished:
            return  # its rest was the last of a session, which counts as finished as soon as that is answered
        assert first["response"].get("shouldEndSession") == second["response"].get("shouldEndSession")
        one, two = (each.get("sessionAttributes") or {} for each in (first, second))
        assert one.get("question") == two.get("question")
        assert (one.get("progress") or {}).get("place") == (two.get("progress") or {}).get("place")

    @precondition(lambda self: self.talks)
    @rule(data=st.data(), reason=st.sampled_from(("USER_INITIATED", "ERROR")), at=st.floats(0, 1))
    def ends(self, data: st.DataObject, reason: str, at: float) -> None:
        """End a session from the device's side, in the middle of what is said."""
        name = data.draw(st.sampled_from(sorted(self.talks)))
        self._pass(self.home.now + 2 + at * max(0.0, self.talks[name].until - self.home.now))
        self._ends(name, reason)

    @precondition(lambda self: self.talks)
    @rule(data=st.data())
    def loses(self, data: st.DataObject) -> None:
        """Lose a session: nobody tells the skill."""
        name = data.draw(st.sampled_from(sorted(self.talks)))
        self.home.lose(name)
        self.talks.pop(name)

    @rule(seconds=st.sampled_from((5, 10, 30, 1_200, 3 * 3_600, 9 * 3_600, 8 * 86_400)))
    def waits(self, seconds: int) -> None:
        """Let time pass; open sessions fall silent."""
        self._pass(self.home.now + seconds)

    @rule(what=st.sampled_from(CONTENTS))
    def edits(self, what: str) -> None:
        """Let an author change what is said."""
        self.just_said = False
        self.home.edit(what)

    @rule(one=st.integers(1, 4))
    def disables(self, one: int) -> None:
        """Disable the skill now and then: nothing of anybody remains."""
        if one > 1:
            return
        self._pass(self.home.now + 3)
        self.home.disable()
        self.just_said = False
        self.people = {person: Known() for person in PEOPLE}

    @precondition(lambda self: self.talks)
    @rule(data=st.data(), sure=st.booleans())
    def deletes(self, data: st.DataObject, sure: bool) -> None:
        """Ask for everything to be deleted, and mean it, or not."""
        name = data.draw(st.sampled_from(sorted(self.talks)))
        talk = self.talks[name]
        self._pass(self.home.now + 3)
        if name not in self.talks:
            return
        self.home.say(name, "delete my data")
        self._answered(name, talk, "delete my data")
        assert talk.question == "delete"
        self._pass(self.home.now + 3)
        self.home.say(name, "yes" if sure else "no")
        if sure:
            assert not self.home.devices[name].open
            self.talks.pop(name)
            self.people[talk.person] = Known()
        else:
            self._answered(name, talk, "no, keep it")

    # What must be true at any time.

    @invariant()
    def wishes_are_remembered_and_nothing_else_is(self) -> None:
        """A wish confirmed is a wish remembered, on every device; nothing deleted comes back."""
        for person, known in self.people.items():
            memory = self.home.store.load(self.home.of(person))
            if known.since is None:
                assert memory is None or memory.since is None, "a record that was deleted came back"
            stored = memory.preferences if memory else Preferences()
            assert stored == known.wishes, f"{person}: {stored} is remembered, not {known.wishes}"

    @invariant()
    def the_place_is_where_it_was_left(self) -> None:
        """What can be taken up is where the listener was, and nothing that was finished or deleted."""
        for person in PEOPLE:
            memory, place = self.home.store.load(self.home.of(person)), self._place(person)
            kept = memory.bookmark if memory else None
            assert (kept is None) == (place is None), f"{person}: {kept} is kept, not {place}"
            if kept and place and (there := self._at(kept)):
                found = there.place.group, there.place.side.value, cycle(there)
                assert found in self._here(place, there.plan), f"{person}: {found} is kept, not {self._here(place)}"
