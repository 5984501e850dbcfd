"""What the reference expects to be remembered of somebody: wishes, and a place."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from skill.handlers.bookmarks import AFTER_A_NIGHT
from skill.practice.place import ENDING
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.preferences import Preferences
from skill.practice.spec import Detail, Pace, Spec
from skill.store.port import Memory
from tests.lives.reference import ANSWERING, Known, Talk, Track, keys
from tests.lives.whereabouts import Whereabouts

AREAS = ("feet", "knees", "neck", "jaw", "hands")
"""None has to do with another, and some groups remain without all of them."""
WISHES: Mapping[str, tuple[str, str]] = {
    "softer": ("volume", "soft"),
    "louder": ("volume", "loud"),
    "fewer words": ("detail", "brief"),
    "more detail": ("detail", "full"),
}
STEPS: Mapping[str, int] = {"slower": -1, "faster": 1}


class Remembered(Whereabouts):
    """Three voices, and what each has wished and left."""

    people: dict[str | None, Known]

    def _wish(self, talk: Talk, words: str, question: str) -> None:
        changed = self._changed(talk, words, question)
        if changed is None:
            return
        known = self.people[talk.person]
        talk.wishes = changed(talk.wishes)
        if known.since is None or known.since > talk.began:
            assert self.home.app.content.phrases.adjusting.not_saved in self.home.words, "confirmed, and not saved"
            talk.kept = None  # the record is gone, and the place with it
            return
        known.wishes = changed(known.wishes)

    def _with_kept(self, talk: Talk, words: str, question: str) -> None:
        """A wish told while a session is paused becomes that session's, which is the speaker's own from then on."""
        about_it = words.startswith(("always skip", "bring back", "fewer words", "more detail", "slower", "faster"))
        kept = talk.kept
        if not (about_it or (question == "resume" and words.startswith(("skip my", "five more minutes")))):
            return
        if talk.track or kept is None or not self._alive(kept):
            return
        here = kept.here(self.home.now, self.home.library.made_by)
        if self.home.now < kept.until:
            if question == "resume":
                self._keeps(talk, kept, here, leaves=False)
            return
        memory = self.home.store.load(self.home.of(talk.person))
        there = self._at(memory.bookmark) if memory and memory.bookmark else None
        (index, *_) = here
        stands, pace = kept.stand(index, kept.at), talk.wishes.pace if words in STEPS else kept.wished
        if there and memory and memory.bookmark and memory.bookmark.started_at == kept.run:
            self._is_there(there, kept)
            stands = Track(there.plan, stands.made_by, there.index, kept.run, kept.at)
        self._keep(talk, replace(stands, made_by=self.home.library.made_by, wished=pace), kept.run)

    def _alive(self, kept: Track) -> bool:
        return not kept.plan.bedtime or self.home.now < kept.until + AFTER_A_NIGHT

    def _changed(self, talk: Talk, words: str, question: str) -> Callable[[Preferences], Preferences] | None:
        """Return what a wish changes in what is remembered."""
        verb, _, area = words.rpartition(" my ")
        if words in WISHES:
            return lambda known: known.with_changes(_typed(*WISHES[words]))
        if words in STEPS:
            step = list(Pace).index(self._pace(talk, question)) + STEPS[words]
            asked = list(Pace)[min(max(step, 0), 2)]
            return lambda known: known.with_changes({"pace": asked})
        if words == "remember fifteen minutes":
            return lambda known: known.with_changes({"minutes": 15})
        if words == "forget my settings":
            return lambda _: Preferences()
        if verb in ("always skip", "bring back") and area in AREAS:
            return lambda known: known.with_changes({"skipped": {area: verb == "always skip"}})
        return None

    def _pace(self, talk: Talk, question: str) -> Pace:
        if talk.track:
            return talk.track.pace
        offered = self.offered if question in ("offer", "evening") else None
        if question == "resume" and talk.kept:
            return talk.kept.pace
        return offered.pace if offered else talk.wishes.pace or Pace.NORMAL

    @property
    def offered(self) -> Spec | None:
        """What was offered in the request that was answered last."""
        attributes = (self.home.last.get("session") or {}).get("attributes") or {}
        return Spec.from_wire(attributes["offer"]) if "offer" in attributes else None

    def _keep(self, talk: Talk, place: Track | None, run: int, *, finishes: bool = False) -> None:
        """Keep a place, unless a later run has, or all was deleted since."""
        known = self.people[talk.person]
        talk.kept = place
        if known.since is None or known.since > talk.began:
            return
        if finishes:
            known.finished = self.home.now
        if run >= known.settled:
            known.place, known.settled = place, run

    def _keeps(self, talk: Talk, before: Track, here: set[int], *, leaves: bool) -> None:
        """Keep the place where the voice was; of several that it may be, the one that is kept.

        Who leaves at the ending has finished; who stays may still be asked whether to hear it.
        """
        now, known = self.home.now, self.people[talk.person]
        if known.since is None or known.since > talk.began or before.run < known.settled:
            return
        if (before.closes and now >= before.until - ANSWERING) or not self._is_left(before.plan.spec):
            return
        memory = self.home.store.load(self.home.of(talk.person))
        kept = memory.bookmark if memory else None
        if kept and kept.started_at != before.run:
            kept = None  # it is the household's
        arrives = self._here(before, make_plan(before.plan.spec, self.home.library))
        ended = {key for key in arrives if key[0] == ENDING}
        if kept is None or (leaves and ended == arrives):
            assert ended, "the place was not kept"
            self._keep(talk, None, before.run, finishes=not before.is_counted)
            return
        there = self._at(kept)
        assert there
        self._is_there(there, before)
        self._keep(talk, Track(there.plan, self.home.library.made_by, there.index, before.run, now), before.run)

    def _is_there(self, there: Position, before: Track) -> None:
        found, expected = list(keys(there.plan))[there.index], self._here(before, there.plan)
        assert found in expected, f"{found} is kept, not {expected}"

    def _place(self, person: str | None) -> Track | None:
        """Return the place that somebody can take up: their own, or the household's if they have done nothing since."""
        own, household = self.people[person], self.people[None]
        if own.place or household.place is None or max(own.settled, own.finished) >= household.settled:
            return own.place
        return household.place

    def _remembered(self, person: str | None) -> Memory | None:
        """Return all that is remembered, but for the phrasings: what is begun twice may use others, and fewer."""
        memory = self.home.store.load(self.home.of(person))
        if memory is None:
            return None
        done, kept = memory.done and replace(memory.done, seed=0, practised=0), memory.bookmark
        if kept:
            plain = replace(kept.spec, seed=0, practised=0, detail=Detail.FULL)
            kept = replace(kept, spec=plain, until=0.0, at=0.0)
        return replace(memory, done=done, bookmark=kept)


def _typed(name: str, value: str) -> dict[str, Any]:
    return {name: getattr(Preferences.from_wire({name: value}), name)}
