"""Where the reference expects a session to be, and from where it may be guided."""

from contextlib import suppress
from dataclasses import replace

from skill.handlers.bookmarks import AFTER_A_NIGHT, SOME_HOURS
from skill.handlers.moments.opening import A_WEEK
from skill.practice.bookmark import Bookmark
from skill.practice.course import NothingLeft
from skill.practice.place import OPENING
from skill.practice.plan import Plan
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.spec import Spec
from tests.lives.home import Home
from tests.lives.reference import ANSWERING, BLUR, Talk, Track, arrived, first_of, keys, next_part, part_before

Keys = set[tuple[str, str, int]]
TAKES_UP = ("yes", "finish in five minutes")
"""What takes up a session that is offered."""


class Whereabouts:
    """What depends on the home's content and time alone."""

    home: Home

    def _at(self, kept: Bookmark) -> Position | None:
        """Return where a kept place is now; None where content has its routine no more, or none of its parts."""
        if not self._is_left(kept.spec):
            return None
        return kept.position(lambda spec: make_plan(spec, self.home.library), self.home.now, self.home.library.made_by)

    def _is_left(self, spec: Spec) -> bool:
        """Say whether content has anything of a session still."""
        with suppress(NothingLeft):
            return spec.routine in self.home.library.routines and bool(make_plan(spec, self.home.library))
        return False

    def _here(self, track: Track, plan: Plan | None = None) -> Keys:
        return self._in(track, track.here(self.home.now, self.home.library.made_by), plan or track.plan)

    def _in(self, track: Track, indexes: set[int], plan: Plan) -> Keys:
        """Return where a plan takes places of a session up: what changed may be the content first, and then a wish."""
        library = self.home.library
        found = set[tuple[str, str, int]]().union(*(arrived(track.plan, each, plan, library) for each in indexes))
        if track.made_by == library.made_by or plan.spec == track.plan.spec or not self._is_left(track.plan.spec):
            return found
        edited = make_plan(track.plan.spec, library)
        there = set[tuple[str, str, int]]().union(*(arrived(track.plan, each, edited, library) for each in indexes))
        between = [index for index, key in enumerate(keys(edited)) if key in there]
        return found.union(*(arrived(edited, each, plan, library) for each in between))

    def _indexes(self, track: Track, indexes: set[int], plan: Plan) -> set[int]:
        arrives = self._in(track, indexes, plan)
        return {index for index, key in enumerate(keys(plan)) if key in arrives}

    def _without_skipped(self, plan: Plan, words: str) -> Plan:
        """Return the plan without what is skipped by these words; in which minutes, its ending doesn't tell."""
        verb, _, area = words.rpartition(" my ")
        if verb not in ("skip", "always skip"):
            return plan
        return make_plan(replace(plan.spec, skipped=plan.spec.skipped | {area}), self.home.library)

    def _expected(self, talk: Talk, before: Track | None, plan: Plan, words: str, question: str) -> Keys:
        """Return where it may be guided from after these words."""
        now, beginning = self.home.now, {(OPENING, "both", 1)}
        kept = talk.kept
        if before is None:
            if words.startswith("start"):
                return beginning
            resumes = words in ("resume", "go on") or (question == "resume" and words in TAKES_UP)
            if not (resumes or words.startswith("Alexa") or (kept and kept.plan.bedtime)):
                return beginning
            return self._here(kept, plan) if kept and self._resumable(talk, kept, words, question) else beginning
        here, border = before.here(now, self.home.library.made_by), before.at_border(now)
        there = self._indexes(before, here, plan)
        match words:
            case "yes" | "go on":
                onward = here if not before.times or now < before.until - ANSWERING + BLUR else set[int]()
                onward |= {before.upto} if before.times and now >= before.until - ANSWERING - BLUR else set()
                moved = {max(1, each) if before.times else each for each in self._indexes(before, onward, plan)}
            case "next":
                moved = {each for each in there if True in border}
                moved |= {next_part(plan, each) for each in there if False in border}
            case "skip this one":
                moved = {next_part(plan, each) for each in there}
            case "go back":
                moved = {part_before(plan, each) for each in there}
            case "again":
                moved = {first_of(plan, each) for each in there if False in border}
                moved |= {part_before(plan, each) for each in there if True in border}
            case "start over":
                moved = {0}
            case "finish in five minutes":
                ahead = {each for index in here for each in range(index, len(before.plan.segments))}
                return self._in(before, ahead, plan)
            case "go to my shoulders" | "go to my jaw":
                area = self.home.library.areas[words.rpartition(" ")[2]].parts
                return {each for each in keys(plan) if area & self._parts(each[0])}
            case _:
                moved = there
        return {key for index, key in enumerate(keys(plan)) if index in moved}

    def _parts(self, group: str) -> frozenset[str]:
        found = self.home.library.groups.get(group)
        return found.parts if found else frozenset()

    def _resumable(self, talk: Talk, kept: Track, words: str, question: str) -> bool:
        if not self._is_left(replace(kept.plan.spec, skipped=kept.plan.spec.skipped | (talk.wishes.skipped or set()))):
            return False
        if kept.plan.bedtime:
            return self.home.now < kept.until + AFTER_A_NIGHT + BLUR
        return words in ("resume", "go on") or question == "resume" or self.home.now - kept.at < max(SOME_HOURS, A_WEEK)
