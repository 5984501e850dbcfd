"""What becomes of an answer: compared with what the reference expects, and taken over."""

from dataclasses import replace
from typing import Any

from skill.practice.bookmark import Bookmark
from skill.practice.place import ENDING
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.routine import Manner
from skill.simulator.playback import response_ssml, sounds
from tests.lives.home import Home
from tests.lives.reference import ANSWERING, BLUR, Talk, Track, keys
from tests.lives.remembered import Remembered

SILENT = 20.0
"""Seconds after the end of what is said in which the microphone has closed for good."""
ROUNDING = 40.0
"""Seconds by which a session may last longer after it was planned again: minutes are whole."""
GROWS = frozenset(("five more minutes", "finish in five minutes", "slower", "go back", "again", "start over"))
"""What may make a session longer than it was, with `go to`, `bring back`, and more said for each group."""


class Answered(Remembered):
    """Who talks on which device, and what was heard there."""

    talks: dict[str, Talk]
    just_said = finished = False

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
            stored = home.store.load(home.of(talk.person))
            kept = stored.bookmark if stored else None
            ends = ends and not named
            counts = ends and kept is not None and kept.at >= home.now and self._counts(kept)
            if ends and came and words != "pause" and not counts:
                taken_up = kept.started_at if kept else int(home.now)
                plan, run = self._without_skipped(came.plan, words), talk.track.run if talk.track else taken_up
                return Track(plan, home.library.made_by, len(plan.segments) - 1, run, home.now, (home.now,), talk.until)
            if not named and not counts:
                return None
            assert kept, "where it is guided is not known"
            bookmark = kept
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

    def _counts(self, kept: Bookmark) -> bool:
        """Whether a session counts the breath, which names no part."""
        return self.home.library.routines[kept.spec.routine].manner is Manner.COUNTING

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
            spec, wishes = heard.plan.spec, talk.wishes.skipped or frozenset()
            assert spec.only or spec.skipped >= wishes, f"{wishes} was to be left out"
            begun = words.startswith("start") or question in ("offer", "evening")
            assert not begun or before or talk.wishes.pace in (None, spec.pace)
        talk.track = heard
        rests = heard.plan.segments[heard.first].place.group == ENDING
        counted = rests and before is not None and before.is_counted
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
            counted = before.is_counted
            talk.track = Track(position.plan, made_by, position.index, before.run, now, fresh=fresh, counted=counted)
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


def cycle(there: Position) -> int:
    """Return the pass of a place, as the reference names it."""
    return list(keys(there.plan))[there.index][2]


def _timing(home: Home) -> Any:
    return home.library.speech_time
