"""Narration: what is said for one muscle group in one cycle, and where it is silent."""

from dataclasses import dataclass, replace

from skill.practice.library import Library
from skill.practice.line import varied
from skill.practice.muscle_group import MuscleGroup, Side
from skill.practice.place import ENDING, OPENING, Place
from skill.practice.plan import Beat, Segment
from skill.practice.routine import Manner, Routine
from skill.practice.spec import Detail, Spec


@dataclass(frozen=True, slots=True)
class Narrator:
    """Writes the segments of one session."""

    spec: Spec
    routine: Routine
    library: Library

    def opening(self) -> Segment:
        """What the session is, how to settle, how to take part; then a quiet."""
        guidance, routine = self.library.guidance, self.routine
        direction = routine.direction_for(self.spec.direction)
        announce = (guidance.announce if direction else guidance.announce_plain).format(
            minutes=_capital(guidance.in_minutes(self.spec.minutes)),
            routine=routine.name,
            direction=direction and guidance.directions[direction],
        )
        caution = guidance.cautions.get(routine.key, "")
        words = f"{announce} {self._settle()} {guidance.introduction[routine.manner]} {caution}".rstrip()
        return Segment(Place(OPENING), (self._say("opening", words), self._hold("settling")))

    def group(self, group: MuscleGroup, side: Side, cycle: int, order: int, *, opens_pass: bool = False) -> Segment:
        """One muscle group in one cycle; `order` is how many segments came before.

        `opens_pass` says that a later pass over the whole body begins here.
        """
        manner = self._manner(group, side, cycle)
        turn = self.spec.seed + order
        beats: tuple[Beat, ...]
        if manner is Manner.COUNTING:
            count = self.library.guidance.counts[cycle - 1]
            beats = (self._say("count", count), self._hold("breath"))
        elif manner in (Manner.TENSE, Manner.GENTLE):
            beats = (*self._tension(group, side, cycle, manner, turn), self._quiet(cycle))
        else:
            words = self._untensed(group, side, cycle, manner, turn)
            if opens_pass:
                words = f"{self.library.guidance.second_pass} {words}"
            beats = (self._say("cue", words), self._quiet(cycle))
        return Segment(Place(group.key, side, cycle, order), beats)

    def ending(self, order: int) -> Segment:
        """The final quiet, and by day the waking up; at bedtime nothing after it."""
        guidance, place = self.library.guidance, Place(ENDING, order=order)
        if self.routine.bedtime:
            return Segment(place, (self._say("rest", guidance.rest_bedtime), self._hold("final_quiet")))
        *waking, last = guidance.waking
        if self.routine.brief:
            waking = waking[:1]
        beats = [self._say("rest", guidance.rest), self._hold("final_quiet")]
        for words in waking:
            beats += self._say("waking", words), self._hold("waking")
        return Segment(place, (*beats, self._say("waking", last)))

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
        cue = self._fill(template, group, side, manner)
        if cycle > 1:
            cue = f"{varied(guidance.again, turn)} {cue}"
        release = f"{guidance.release} {group.release if full else varied(self._notices(), turn)}"
        tension = self._hold("tension", group.tension)
        return self._say("cue", f"{cue} {guidance.hold}"), tension, self._say("release", release)

    def _untensed(self, group: MuscleGroup, side: Side, cycle: int, manner: Manner, turn: int) -> str:
        guidance = self.library.guidance
        if manner is Manner.RECALL:
            words = self._fill(varied(guidance.recall, turn), group, side, manner)
            return words if cycle == 1 else f"{varied(guidance.again, turn)} {words}"
        if cycle > 1 and self.routine.bedtime:
            return self._fill(varied(self._notices(), turn), group, side, manner)
        words = self._fill(group.release_only, group, side, manner)
        return words if cycle == 1 else f"{varied(guidance.again, turn)} {words}"

    def _notices(self) -> tuple[str, ...]:
        guidance = self.library.guidance
        return guidance.notice_bedtime if self.routine.bedtime else guidance.notice

    def _fill(self, template: str, group: MuscleGroup, side: Side, manner: Manner) -> str:
        """Name the group, as a sentence of its own, and say what to do with it."""
        part = group.names[side]
        gently = self.library.guidance.gently.get(manner, "")
        return f"{_capital(part)}. {template.format(part=part, gently=gently)}"

    def _quiet(self, cycle: int) -> Beat:
        return self._hold("quiet" if cycle == 1 else "later_quiet")

    def _hold(self, kind: str, own: tuple[int, int] | None = None) -> Beat:
        low, high = getattr(self.routine.pacing, kind)
        if own:
            low, high = max(low, min(own[0], high)), min(high, max(own[1], low))
        return Beat(kind, low, low=low, high=high)

    def _say(self, kind: str, words: str) -> Beat:
        rate = self.library.rate(self.spec.pace, self.routine.bedtime)
        return Beat(kind, self.library.speech_time.seconds(words, rate), words)


def with_seconds(beat: Beat, seconds: int) -> Beat:
    """Return the silence with its length set."""
    return replace(beat, seconds=seconds)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
