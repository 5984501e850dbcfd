"""Narration: what is said for one muscle group in one cycle, and where it is silent."""

from dataclasses import dataclass, replace

from skill.practice.library import Library
from skill.practice.line import varied
from skill.practice.muscle_group import MuscleGroup, Side
from skill.practice.place import ENDING, OPENING, Place
from skill.practice.plan import Beat, Segment
from skill.practice.routine import Manner, Routine
from skill.practice.spec import Detail, Spec
from skill.practice.words import Words, filled, said


@dataclass(frozen=True, slots=True)
class Narrator:
    """Writes the segments of one session."""

    spec: Spec
    routine: Routine
    library: Library

    def opening(self) -> Segment:
        """What the session is, how to settle, how to take part; then a quiet."""
        guidance, routine = self.library.guidance, self.routine
        introduction, caution = guidance.introduction[routine.manner], guidance.cautions.get(routine.key, "")
        words = said(*self._announcement(), self._settle(), introduction, caution)
        return Segment(Place(OPENING), (self._say("opening", words), self._hold("settling")))

    def _announcement(self) -> tuple[str, ...]:
        """Return what the session is; its minutes and its direction are pieces of their own."""
        guidance, routine = self.library.guidance, self.routine
        minutes, direction = (
            _capital(guidance.in_minutes(self.spec.minutes)),
            routine.direction_for(self.spec.direction),
        )
        if direction is None:
            return filled(guidance.announce_plain, apart=("minutes",), minutes=minutes, routine=routine.name)
        whence = guidance.directions[direction]
        apart = ("minutes", "direction")
        return filled(guidance.announce, apart=apart, minutes=minutes, routine=routine.name, direction=whence)

    def group(self, group: MuscleGroup, side: Side, cycle: int, order: int, *, opens_pass: bool = False) -> Segment:
        """One muscle group in one cycle; `order` is how many segments came before.

        `opens_pass` says that a later pass over the whole body begins here.
        """
        manner = self._manner(group, side, cycle)
        turn = self.spec.seed + order
        beats: tuple[Beat, ...]
        if manner is Manner.COUNTING:
            count = self.library.guidance.counts[cycle - 1]
            beats = (self._say("count", said(count)), self._hold("breath"))
        elif manner in (Manner.TENSE, Manner.GENTLE):
            beats = (*self._tension(group, side, cycle, manner, turn), self._quiet(cycle))
        else:
            lead = self.library.guidance.second_pass if opens_pass else ""
            beats = (self._say("cue", self._untensed(group, side, cycle, manner, turn, lead)), self._quiet(cycle))
        return Segment(Place(group.key, side, cycle, order), beats)

    def ending(self, order: int) -> Segment:
        """The final quiet, and by day the waking up; at bedtime nothing after it."""
        guidance, place = self.library.guidance, Place(ENDING, order=order)
        if self.routine.bedtime:
            return Segment(place, (self._say("rest", said(guidance.rest_bedtime)), self._hold("final_quiet")))
        *waking, last = guidance.waking
        if self.routine.brief:
            waking = waking[:1]
        beats = [self._say("rest", said(guidance.rest)), self._hold("final_quiet")]
        for words in waking:
            beats += self._say("waking", said(words)), self._hold("waking")
        return Segment(place, (*beats, self._say("waking", Words((last,), last=True))))

    def _settle(self) -> str:
        guidance = self.library.guidance
        if self.routine.bedtime:
            return guidance.opening_bedtime
        return guidance.opening_full if self._full() else guidance.opening_brief

    def _full(self) -> bool:
        return self.spec.detail is Detail.FULL and not self.routine.brief

    def _manner(self, group: MuscleGroup, side: Side, cycle: int) -> Manner:
        later_pass = self.routine.bedtime and cycle > 1
        tensed = self.routine.manner in (Manner.TENSE, Manner.GENTLE)
        released = group.key in self.routine.released or self._wished(self.spec.released, group, side)
        return Manner.RELEASE_ONLY if tensed and (later_pass or released) else self.routine.manner

    def _wished(self, wishes: frozenset[str], group: MuscleGroup, side: Side) -> bool:
        return any(group.touches(side, wish, self.library.areas) for wish in wishes)

    def _tension(
        self, group: MuscleGroup, side: Side, cycle: int, manner: Manner, turn: int
    ) -> tuple[Beat, Beat, Beat]:
        guidance = self.library.guidance
        full = self._full() and cycle == 1
        imagined = self._wished(self.spec.imagined, group, side)
        template = group.imagine if imagined else group.full if full else group.brief
        again = varied(guidance.again, turn) if cycle > 1 else ""
        cue = self._named(group, side, template, manner, before=(again,), after=guidance.hold)
        release = said(guidance.release, group.release if full else varied(self._notices(), turn))
        return self._say("cue", cue), self._hold("tension", group.tension), self._say("release", release)

    def _untensed(self, group: MuscleGroup, side: Side, cycle: int, manner: Manner, turn: int, lead: str) -> Words:
        guidance = self.library.guidance
        if manner is not Manner.RECALL and cycle > 1 and self.routine.bedtime:
            return self._named(group, side, varied(self._notices(), turn), manner, before=(lead,))
        template = varied(guidance.recall, turn) if manner is Manner.RECALL else group.release_only
        again = varied(guidance.again, turn) if cycle > 1 else ""
        return self._named(group, side, template, manner, before=(lead, again))

    def _notices(self) -> tuple[str, ...]:
        guidance = self.library.guidance
        return guidance.notice_bedtime if self.routine.bedtime else guidance.notice

    def _named(
        self, group: MuscleGroup, side: Side, template: str, manner: Manner, *, before: tuple[str, ...], after: str = ""
    ) -> Words:
        """Return a cue: the part is named first, as a sentence of its own."""
        part = group.names[side]
        name, gently = f"{_capital(part)}.", self.library.guidance.gently.get(manner, "")
        cue = template.format(part=part, gently=gently)
        return replace(said(*before, name, cue, after), name=name)

    def _quiet(self, cycle: int) -> Beat:
        return self._hold("quiet" if cycle == 1 else "later_quiet")

    def _hold(self, kind: str, own: tuple[int, int] | None = None) -> Beat:
        low, high = getattr(self.routine.pacing, kind)
        if own:
            low, high = max(low, min(own[0], high)), min(high, max(own[1], low))
        return Beat(kind, low, low=low, high=high)

    def _say(self, kind: str, words: Words) -> Beat:
        rate = self.library.rate(self.spec.pace, self.routine.bedtime)
        return Beat(kind, self.library.speech_time.of(words, rate), words)


def with_seconds(beat: Beat, seconds: int) -> Beat:
    """Return the silence with its length set."""
    return replace(beat, seconds=seconds)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
