"""Parts of the body: left out now or always, pictured, only let go, gone to, or the only ones."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from skill.handlers.moments.adjusting import changed_spec, go_on, remember
from skill.handlers.moments.choosing import begin, nothing_left, offer, usual
from skill.handlers.moments.guiding import skip_group
from skill.handlers.moments.recovering import stay
from skill.handlers.reply import Reply
from skill.handlers.speaking import area_name, speak_from
from skill.handlers.turn import Question, Turn
from skill.practice.muscle_group import Side
from skill.practice.planner import NothingLeft, nearest
from skill.store.port import Changes

KINDS = ("skipped", "imagined", "released")
"""The three different wishes that an area can have; fields of a spec and of preferences alike."""


def skip(turn: Turn) -> Reply:
    """Leave out an area this time, or without one the group that is being guided."""
    wish = _asked(turn)
    if wish is None:
        return stay(turn, turn.content.phrases.areas.which) if turn.slots.get("area") else skip_group(turn)
    words = turn.content.phrases.areas.skipped_now.format(area=area_name(turn, wish))
    try:
        if turn.underway:
            return go_on(_with_wish(turn, "skipped", wish), words)
        spec = (turn.question is Question.OFFER and turn.offer) or usual(turn)
        return offer(turn, nearest(replace(spec, skipped=spec.skipped | {wish}), turn.library), words)
    except NothingLeft:
        return nothing_left(turn)


def leave_out(turn: Turn) -> Reply:
    """Yes to leaving out an area that hurts, this time."""
    return skip(replace(turn, slots={"area": turn.about}) if turn.about else turn)


def always_skip(turn: Turn) -> Reply:
    """Leave out an area from now on; without one, the area that was just asked about."""
    return _always(turn, "skipped", turn.content.phrases.areas.skipped_always)


def imagine(turn: Turn) -> Reply:
    """Only picture an area from now on."""
    return _always(turn, "imagined", turn.content.phrases.areas.imagined)


def release_only(turn: Turn) -> Reply:
    """Only let go of an area from now on, without tensing it."""
    return _always(turn, "released", turn.content.phrases.areas.released)


def include(turn: Turn) -> Reply:
    """Take back every wish about an area."""
    wish = _asked(turn)
    if wish is None:
        return stay(turn, turn.content.phrases.areas.which)
    words = turn.content.phrases.areas.included.format(area=area_name(turn, wish))
    wishes = {kind: _without(turn, getattr(turn.preferences, kind) or (), wish) or None for kind in KINDS}
    if turn.underway:
        spec = turn.underway.spec
        kept_out: dict[str, Any] = {kind: _without(turn, getattr(spec, kind), wish) for kind in KINDS}
        turn = changed_spec(turn, replace(spec, **kept_out))
    return remember(turn, words, **wishes)


def go_to(turn: Turn) -> Reply:
    """Go to an area of the session under way; before one, begin a session of just that area."""
    wish, session = _asked(turn), turn.session()
    if wish is None:
        return stay(turn, turn.content.phrases.areas.which)
    if session is None:
        return only(turn)
    found = session.go_to(wish, turn.library)
    if found is None:
        return stay(turn, turn.content.phrases.areas.not_here.format(area=area_name(turn, wish)))
    return speak_from(turn, found)


def only(turn: Turn) -> Reply:
    """Begin a session of just these areas, as near to the usual minutes as they can take."""
    wishes = [wish for wish in (_asked(turn), _asked(turn, "other_area")) if wish]
    if not wishes:
        return stay(turn, turn.content.phrases.areas.which)
    library = turn.library
    steps = {step.group for step in library.routines[library.roles.full].order}
    wanted = {key for key in steps for wish in wishes if library.groups[key].touches(Side.BOTH, wish, library.areas)}
    if not wanted:
        return stay(turn, turn.content.phrases.areas.not_here.format(area=area_name(turn, wishes[0])))
    spec = replace(usual(turn), routine=library.roles.full, skipped=frozenset(steps - wanted))
    return begin(turn, nearest(spec, library))


def listed(turn: Turn) -> Reply:
    """Say which areas are left out, pictured or only let go."""
    lines, wishes = turn.content.phrases.areas, turn.preferences
    said = [
        template.format(areas=_joined(turn, sorted(kind)))
        for template, kind in (
            (lines.list_skipped, wishes.skipped),
            (lines.list_imagined, wishes.imagined),
            (lines.list_released, wishes.released),
        )
        if kind
    ]
    return stay(turn, " ".join(said) or lines.list_nothing)


def _always(turn: Turn, kind: str, template: str) -> Reply:
    meant = turn.about if turn.question is Question.LEAVE_OUT and not turn.slots.get("area") else None
    wish = _asked(turn) or meant
    if not wish:
        return stay(turn, turn.content.phrases.areas.which)
    kept = (getattr(turn.preferences, kind) or frozenset()) | {wish}
    words = template.format(area=area_name(turn, wish))
    try:
        return remember(_with_wish(turn, kind, wish), words, **{kind: kept})
    except NothingLeft:
        return replace(nothing_left(turn, words), changes=Changes(preferences={kind: kept}), wish=True)


def _with_wish(turn: Turn, kind: str, wish: str) -> Turn:
    if turn.underway is None:
        return turn
    spec = turn.underway.spec
    return changed_spec(turn, replace(spec, **{kind: getattr(spec, kind) | {wish}}))


def _asked(turn: Turn, slot: str = "area") -> str | None:
    """Return the area named, with its side where it has sides; None for none or an unknown one."""
    key = turn.slots.get(slot, "").partition("/")[0]
    area = turn.library.areas.get(key)
    if area is None:
        return None
    side = turn.slots.get("side", "") or turn.slots.get(slot, "").partition("/")[2]
    return f"{area.key}/{side}" if side in area.names and side != Side.BOTH else area.key


def _without(turn: Turn, wishes: Iterable[str], wish: str) -> frozenset[str]:
    """Return the wishes that have nothing to do with an area."""
    areas = turn.library.areas
    parts = areas[wish.partition("/")[0]].parts
    return frozenset(
        each for each in wishes if (area := areas.get(each.partition("/")[0])) and area.parts.isdisjoint(parts)
    )


def _joined(turn: Turn, wishes: list[str]) -> str:
    names = [area_name(turn, wish) for wish in wishes]
    if len(names) == 1:
        return names[0]
    return turn.content.phrases.areas.both.format(first=", ".join(names[:-1]), last=names[-1])
