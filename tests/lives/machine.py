"""The listener as a state machine: whatever is said, lost, repeated and changed, no wish is lost and nobody is moved.

Each step says something to the real skill and to the reference, which knows only what was heard and asked for.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from skill.practice.bookmark import Bookmark
from skill.practice.place import ENDING
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.preferences import Preferences
from skill.simulator.playback import response_ssml, sounds
from tests.lives.home import AT_HOME, CONTENTS, NAME, Home
from tests.lives.reference import ANSWERING, BLUR, Known, Talk, Track, keys
from tests.lives.remembered import AREAS, WISHES, Remembered

PEOPLE = (None, "ann", "ben")
SILENT = 20.0
"""Seconds after the end of what is said in which the microphone has closed for good."""
ROUNDING = 40.0
"""Seconds by which a session may last longer after it was planned again: minutes are whole."""
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
GROWS = frozenset(("five more minutes", "finish in five minutes", "slower", "go back", "again", "start over"))
"""What may make a session longer than it was, with `go to`, `bring back`, and more said for each group."""


class Listener(Remembered, RuleBasedStateMachine):
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
                found = there.place.group, there.place.side.value, _cycle(there)
                assert found in self._here(place, there.plan), f"{person}: {found} is kept, not {self._here(place)}"

    # What becomes of an answer.

    def _answered(self, name: str, talk: Talk, words: str) -> None:
        """Compare an answer with what the reference expects, and take it over."""
        home, now = self.home, self.home.now
        if talk.track and talk.track.closes and now >= talk.track.until - ANSWERING:
            talk.track = None
        before = talk.track
        question, talk.question = talk.question, str(home.attributes.get("question", ""))
        talk.until = now + sum(each.seconds for each in sounds(response_ssml(home.answered["response"]), _timing(home)))
        self._wish(talk, words, question)
        self._with_kept(talk, words, question)
        heard = self._heard(talk, words)
        self.finished = heard is not None and heard.closes
        if heard is None:
            self._stands(talk, before, words)
        else:
            self._guided(talk, before, heard, words, question)
        self.just_said = True
        if home.devices[name].open:
            self.talks[name] = talk
        else:
            self.talks.pop(name, None)

    def _heard(self, talk: Talk, words: str) -> Track | None:
        """Return what is guided now, by the parts that are named; None if nothing is."""
        home, named = self.home, self.home.named()
        wire = home.attributes.get("progress")
        bookmark = Bookmark.from_wire(wire) if wire else None
        if bookmark is None or not bookmark.until:
            ends = talk.question in ("", "hands_free") and talk.until - home.now > SILENT
            came = talk.track or talk.kept
            if ends and not named and came and words != "pause":
                stored = home.store.load(home.of(talk.person))
                taken_up = stored.bookmark.started_at if stored and stored.bookmark else int(home.now)
                plan, run = self._without_skipped(came.plan, words), talk.track.run if talk.track else taken_up
                return Track(plan, home.library.made_by, len(plan.segments) - 1, run, home.now, (home.now,), talk.until)
            if not named:
                return None
            memory = home.store.load(home.of(talk.person))
            assert memory, "what is guided is not known"
            assert memory.bookmark, "where it is guided is not known"
            bookmark = memory.bookmark
        plan = make_plan(bookmark.spec, home.library)
        first = Position.at(plan, bookmark.place).index
        upto = Position.at(plan, bookmark.upto).index if bookmark.upto else len(plan.segments)
        spoken = plan.segments[first:upto]
        if not spoken[0].beats[0].words.name:
            named = [each for each in named if not each.back]
        said = [each.beats[0].words.name for each in spoken if each.beats[0].words.name]
        assert said == [each.name for each in named], f"{said} is what comes next, and {named} is said"
        assert talk.until - ANSWERING <= bookmark.until <= talk.until + BLUR, "what is said takes another time"
        times, heard = [bookmark.at], iter(named)
        for order, segment in enumerate(spoken):
            if segment.beats[0].words.name:
                begins = next(heard)
                times[order] = begins.since if order else begins.at
            times[order + 1 :] = [times[order] + segment.seconds]
        begun = bookmark.started_at
        return Track(plan, home.library.made_by, first, begun, bookmark.at, tuple(times[:-1]), bookmark.until)

    def _guided(self, talk: Talk, before: Track | None, heard: Track, words: str, question: str) -> None:
        key = list(keys(heard.plan))[heard.first]
        expected = self._expected(talk, before, heard.plan, words, question)
        assert key in expected, f"{words}: guided from {key}, not {expected}"
        came = before or (talk.kept if heard.first and not before else None)
        if came and heard.first and words not in GROWS and not words.startswith(("go to", "bring back", "more detail")):
            again = heard.plan.segments[heard.first].seconds
            over = came.closes and self.home.now >= came.until - BLUR  # who is still awake begins it anew
            left, then = came.until - came.at if over else came.left(self.home.now), heard.left(self.home.now)
            if came.made_by == heard.made_by:
                assert then <= left + again + ROUNDING, f"{words}: {left} s were left, and now {then}"
        if not heard.first:
            wishes = talk.wishes.skipped or frozenset()
            assert heard.plan.spec.skipped >= wishes, f"{wishes} was to be left out"
            begun = words.startswith("start") or question in ("offer", "evening")
            assert not begun or before or talk.wishes.pace in (None, heard.plan.spec.pace)
        talk.track = heard
        rests = heard.plan.segments[heard.first].place.group == ENDING
        counted = rests and before is not None and before.closes
        finished = rests and not heard.plan.bedtime
        self._keep(talk, None if finished else heard, heard.run, finishes=heard.closes and not counted)

    def _stands(self, talk: Talk, before: Track | None, words: str) -> None:
        """Nothing is guided: a session under way stands at its place."""
        if before is None:
            return
        now = self.home.now
        wire = self.home.attributes.get("progress")
        here = before.here(now, self.home.library.made_by)
        if wire:
            bookmark = Bookmark.from_wire(wire)
            position = Position.at(make_plan(bookmark.spec, self.home.library), bookmark.place)
            found = list(keys(position.plan))[position.index]
            expected = self._here(before, position.plan)
            assert found in expected, f"{words}: it stands at {found}, not {expected}"
            made_by, fresh = self.home.library.made_by, bookmark.fresh
            assert fresh in before.at_border(now)
            talk.track = Track(position.plan, made_by, position.index, before.run, now, fresh=fresh)
        else:
            talk.track = None
        leaves = words in ("pause", "not yet", "stop", "no")
        if leaves or (before.times and False in before.at_border(now)):
            self._keeps(talk, before, here, leaves=leaves)  # broken off, it stays there: no word of an end may come

    def _rephrased(self) -> None:
        """Take the phrasings of what was begun twice from the second time: only that answer was heard."""
        for person, known in self.people.items():
            memory, place = self.home.store.load(self.home.of(person)), known.place
            kept = memory.bookmark if memory else None
            if not (kept and place and place.times and kept.started_at == place.run):
                continue
            phrased = {name: getattr(kept.spec, name) for name in ("seed", "practised", "detail")}
            spec = replace(place.plan.spec, **phrased)
            if spec == kept.spec != place.plan.spec:
                plan = make_plan(spec, self.home.library)
                times = tuple(kept.at + start - plan.starts[place.first] for start in plan.starts[place.first :])
                known.place = replace(place, plan=plan, times=times[: len(place.times)], until=kept.until)

    def _ends(self, name: str, reason: str) -> None:
        if name not in self.talks:
            return
        talk, now = self.talks.pop(name), self.home.now
        self.home.end(name, reason)
        self.just_said = True
        if talk.track:
            self._keeps(talk, talk.track, talk.track.here(now, self.home.library.made_by), leaves=True)

    def _pass(self, until: float) -> None:
        """Let it become that late; sessions whose question nobody answers end meanwhile."""
        self.just_said = False
        for name, talk in sorted(self.talks.items(), key=lambda each: each[1].until):
            if talk.until + SILENT < until:
                self.home.now = float(int(max(self.home.now, talk.until + SILENT)))
                self._ends(name, "EXCEEDED_MAX_REPROMPTS")
        self.just_said = False
        self.home.now = float(int(max(self.home.now, until)))


def _cycle(there: Position) -> int:
    return list(keys(there.plan))[there.index][2]


def _timing(home: Home) -> Any:
    return home.library.speech_time
