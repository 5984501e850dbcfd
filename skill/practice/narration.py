"""Narration: what is said in one session, and where it is silent."""

from collections import Counter
from dataclasses import dataclass, field, replace

from skill.practice.arriving import arriving
from skill.practice.course import Visit
from skill.practice.library import Library
from skill.practice.muscle_group import Caution, on_side
from skill.practice.pacing import at_first, at_last, evenly, slowly
from skill.practice.place import ENDING, OPENING, Place
from skill.practice.plan import Beat, Segment
from skill.practice.rotation import Choice
from skill.practice.routine import COUNTED, TENSING, Manner, Routine
from skill.practice.spec import Detail, Eyes, Spec
from skill.practice.teaching import Teaching, teaching
from skill.practice.waking import waking
from skill.practice.words import Words, said

SHORT = 4
"""Minutes under which a session arrives with one breath, and gathers nothing."""
EVERYTHING, NO_OBSERVATIONS, FEW_WORDS, ONLY_NAMES = range(4)
"""What a night does without so that it fits into one response, one after the other."""


@dataclass(frozen=True)
class Narrator:
    """Writes the segments of one session."""

    spec: Spec
    library: Library
    choice: Choice
    spare: int = EVERYTHING
    warned: set[Caution] = field(default_factory=set)
    seen: Counter[Manner] = field(default_factory=Counter)

    @property
    def routine(self) -> Routine:
        """What is guided."""
        return self.library.routines[self.spec.routine]

    @property
    def short(self) -> bool:
        """Whether there are few minutes."""
        return self.spec.minutes < SHORT

    @property
    def full(self) -> bool:
        """Whether a group is guided in full words."""
        return self.spec.detail is Detail.FULL and not self.routine.brief and self.spare < FEW_WORDS and not self.short

    @property
    def teaching(self) -> Teaching:
        """How much is pointed out."""
        return teaching(self.spec, brief=not self.full or self.routine.bedtime, short=self.short)

    def session(self, course: tuple[Visit, ...]) -> tuple[Segment, ...]:
        """Return the segments of a whole session, in order; its silences at their shortest."""
        return (self.opening(), *self.body(course), self.ending(len(course) + 1))

    def body(self, course: tuple[Visit, ...]) -> tuple[Segment, ...]:
        """Return the segments of all muscle groups."""
        return tuple(self.visit(visit, order, len(course)) for order, visit in enumerate(course, start=1))

    def opening(self) -> Segment:
        """What the session is, how to arrive, how to take part; then a quiet."""
        words = arriving(self.spec, self.library, self.choice, full=self.full, short=self.short)
        return Segment(Place(OPENING), (self._say("opening", words), replace(self._hold("settling"), takes=at_first)))

    def visit(self, visit: Visit, order: int, of: int) -> Segment:
        """One muscle group in one pass; it is the `order`-th of so many."""
        place = Place(visit.group.key, visit.side, visit.number, order)
        lead, manner = self._lead(visit), self._manner(visit)
        if manner is Manner.COUNTING:
            return Segment(place, self._count(lead))
        if manner not in (*TENSING, Manner.PICTURE):
            words = self._untensed(visit, manner, lead, late=self._late(order, of))
            return Segment(place, (self._say("cue", words), self._quiet(visit, order / of)))
        needs = visit.group.cautions if manner in TENSING else ()
        tension = self._tension(visit, manner, lead, needs, late=self._late(order, of))
        return Segment(place, (*tension, self._quiet(visit, order / of)), needs)

    def _lead(self, visit: Visit) -> str:
        """Return the words that lead over to another pass, before its first group."""
        if visit.index:
            return ""
        self.seen[visit.manner] += 1
        if visit.number == 1:
            return ""
        guidance, again = self.library.guidance, self.seen[visit.manner] > 1
        leads = guidance.leads_again if again and visit.manner in guidance.leads_again else guidance.leads
        return self._one(f"lead {visit.manner} {again}", leads[visit.manner])

    def _count(self, lead: str) -> tuple[Beat, ...]:
        beats: list[Beat] = [self._say("lead", said(lead))] if lead else []
        for order, number in enumerate(self.library.guidance.counts[:COUNTED]):
            beats += (
                self._say("count", said(number)),
                replace(self._hold("breath"), at=order / (COUNTED - 1), takes=at_last),
            )
        return tuple(beats)

    def _manner(self, visit: Visit) -> Manner:
        group, areas = visit.group, self.library.areas
        held_still = any(group.moves_with(visit.side, wish, areas) for wish in self.spec.skipped)
        released = group.key in self.routine.released or self._wished(self.spec.released, visit) or held_still
        if visit.manner in (*TENSING, Manner.PICTURE) and released:
            return Manner.RELEASE_ONLY
        closes_eyes = self.spec.eyes is Eyes.OPEN and visit.group.key == self.library.roles.eyes
        pictured = any(group.moves_with(visit.side, wish, areas) for wish in self.spec.imagined)
        if visit.manner in TENSING and (closes_eyes or pictured or self._wished(self.spec.imagined, visit)):
            return Manner.PICTURE
        return visit.manner

    def _wished(self, wishes: frozenset[str], visit: Visit) -> bool:
        return any(visit.group.touches(visit.side, wish, self.library.areas) for wish in wishes)

    def _late(self, order: int, of: int) -> bool:
        """Whether a group comes in the last third of a night, where there are few words."""
        return self.routine.bedtime and 3 * order >= 2 * of

    def _tension(
        self, visit: Visit, manner: Manner, lead: str, needs: tuple[Caution, ...], *, late: bool
    ) -> tuple[Beat, ...]:
        guidance = self.library.guidance
        cautions = tuple(guidance.cautions[kind] for kind in needs if kind not in self.warned)
        self.warned.update(needs)
        cue = _named(visit, lead, *cautions, self._action(visit, manner), guidance.hold)
        after = () if late else (self._release(visit, manner), self._observation(visit, manner))
        release = said(guidance.release, *after)
        return self._say("cue", cue), *self._held(visit, manner), self._say("release", release)

    def _action(self, visit: Visit, manner: Manner) -> str:
        group = visit.group
        if manner is Manner.PICTURE:
            return group.imagine
        if visit.number > 1:
            return on_side(group.again, visit.side)
        return on_side(group.tense if self.full else group.brief, visit.side)

    def _held(self, visit: Visit, manner: Manner) -> tuple[Beat, ...]:
        """Return the hold, with a word within it where attention is drawn to it; both stay in the group's range."""
        whole = replace(self._hold("tension", visit.group.tension), takes=evenly if visit.number == 1 else at_last)
        if self.routine.bedtime or not self.teaching.attends(manner, visit.number, visit.index):
            return (whole,)
        word = self._say("attention", said(self._attention(manner)))
        before = 1
        low, high = whole.low - word.seconds - before, int(whole.high - word.seconds - before)
        if high < 1:
            return (whole,)
        after = max(1, min(high, round(low)))
        return (
            replace(whole, seconds=before, low=before, high=before),
            word,
            replace(whole, seconds=after, low=after, high=high),
        )

    def _attention(self, manner: Manner) -> str:
        guidance = self.library.guidance
        if manner is Manner.GENTLE:
            return self._one("attention_lightly", guidance.attention_lightly)
        return self._one("attention", guidance.attention)

    def _release(self, visit: Visit, manner: Manner) -> str:
        """Return the words of letting go; of what was only pictured, those that need no movement."""
        if manner is Manner.PICTURE:
            return self._one(f"release_only {visit.group.key}", visit.group.release_only)
        if not self.full and visit.number == 1 and self.teaching.observes(visit.number, visit.index):
            return ""
        return self._one(f"release {visit.group.key}", visit.group.release)

    def _observation(self, visit: Visit, manner: Manner) -> str:
        """Return what may be noticed; where nothing was tense, no difference between tense and released."""
        if (
            visit.group.tension[1] == 0
            or self.spare >= NO_OBSERVATIONS
            or not self.teaching.observes(visit.number, visit.index)
        ):
            return ""
        guidance = self.library.guidance
        if self.routine.bedtime and visit.number > 1:
            return ""
        if self.routine.bedtime or manner not in TENSING:
            return self._one("observe_softly", guidance.observe_softly)
        return self._one("observe", guidance.observe)

    def _untensed(self, visit: Visit, manner: Manner, lead: str, *, late: bool) -> Words:
        group = visit.group
        if manner is Manner.RECALL:
            return _named(visit, lead, self._one("remember", self.library.guidance.recall))
        if manner is Manner.REST or late or self._sparsely(visit):
            return _named(visit, lead, self._resting_word(visit))
        line = self._one(f"release_only {group.key}", group.release_only)
        return _named(visit, lead, line, self._observation(visit, manner))

    def _sparsely(self, visit: Visit) -> bool:
        """Whether a group is only named with a word: in the second half of a night's second pass, or to save room."""
        later = self.routine.bedtime and visit.number > 1
        return later and (self.spare >= ONLY_NAMES or 2 * visit.index >= visit.of)

    def _resting_word(self, visit: Visit) -> str:
        """Return a word after a part's name, in every second of the first pass of names; then none."""
        if self.spare >= ONLY_NAMES or self.seen[Manner.REST] > 1 or (visit.manner is Manner.REST and visit.index % 2):
            return ""
        return self._one(f"rest {visit.group.key}", visit.group.rest)

    def ending(self, order: int) -> Segment:
        """The whole body gathered, the final quiet, and by day the waking up; at bedtime nothing after it."""
        guidance, place = self.library.guidance, Place(ENDING, order=order)
        if self.routine.bedtime:
            rest = said(self._one("rest_bedtime", guidance.rest_bedtime))
            return Segment(place, (self._say("rest", rest), self._final_quiet()))
        gather = "" if self.short else self._one("gather", guidance.gather)
        beats = [self._say("rest", said(gather, self._one("rest", guidance.rest))), self._final_quiet()]
        *steps, up = waking(self.spec, self.library, self.choice, full=self.full)
        for words in steps[:1] if self.routine.brief or self.short else steps:
            beats += self._say("waking", said(words)), self._hold("waking")
        last = self._one("last", guidance.last)
        return Segment(place, (*beats, self._say("waking", Words((up, last), last=True))))

    def _final_quiet(self) -> Beat:
        low, high = self.routine.pacing.final_quiet
        least, most = self.routine.pacing.final_share
        seconds = self.spec.minutes * 60
        low = min(high, max(low, -(-seconds * least // 100)))
        high = max(low, min(high, seconds * most // 100))
        return Beat("final_quiet", low, low=low, high=high, takes=slowly if self.routine.bedtime else at_first)

    def _quiet(self, visit: Visit, of_all: float) -> Beat:
        """Return the quiet after a group: by day it grows over its pass, at bedtime over the whole night."""
        quiet = replace(self._hold(self.routine.pass_kind(visit.number)), kind="quiet")
        if self.routine.bedtime:
            return replace(quiet, at=of_all)
        at = visit.index / (visit.of - 1) if visit.of > 1 else 0.5
        return replace(quiet, at=at, takes=at_first if visit.number == 1 else at_last)

    def _hold(self, kind: str, own: tuple[int, int] | None = None) -> Beat:
        low, high = getattr(self.routine.pacing, kind)
        if own:
            low, high = max(low, min(own[0], high)), min(high, max(own[1], low))
        return Beat(kind, low, low=low, high=high, takes=evenly)

    def _one(self, line: str, phrasings: tuple[str, ...]) -> str:
        return self.choice.take(line, phrasings)

    def _say(self, kind: str, words: Words) -> Beat:
        rate = self.library.rate(self.spec.pace, self.routine.bedtime)
        return Beat(kind, self.library.speech_time.of(words, rate), words)


def _named(visit: Visit, lead: str, *after: str) -> Words:
    """Return a cue: the part is named first, as a sentence of its own."""
    name = f"{_capital(visit.group.names[visit.side])}."
    return replace(said(lead, name, *after), name=name)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
