"""Parts of the body: left out now or always, pictured, only let go, gone to, or the only ones."""

from collections.abc import Iterable, Set
from dataclasses import replace

from skill.handlers.bookmarks import resumable
from skill.handlers.going_on import go_on_from
from skill.handlers.moments.guiding import skip_group, to_rest
from skill.handlers.naming import area_name, area_names, area_wishes
from skill.handlers.offers import begin, nothing_left, offer, offer_nearest
from skill.handlers.reply import Reply
from skill.handlers.staying import remember, say_and_go_on, stay, with_kept, with_wishes
from skill.handlers.turn import Question, Turn
from skill.handlers.wishes import asked_area, kept_with, known_area, nameable, on_the_way, still_wished, usual
from skill.practice.course import NothingLeft
from skill.practice.muscle_group import Side
from skill.practice.planner import nearest
from skill.practice.preferences import ABOUT_AREAS
from skill.practice.spec import Spec

OTHER_SIDE = {Side.LEFT.value: Side.RIGHT.value, Side.RIGHT.value: Side.LEFT.value}
CAREFUL = (Question.CARE, Question.STOP, Question.GENTLER)
"""Questions after which nobody is asked to begin."""
OTHERS = ("other_area", "third_area")
"""Slots of areas that are named beside one."""
KEPT_OPEN = (Question.OFFER, Question.QUIET, *CAREFUL)
"""Questions beside which a session may be offered, or wished for already."""
REST = "rest"
"""What the slot for an area says of the rest that ends a session."""


def skip(turn: Turn) -> Reply:
    """Leave out an area this time, or without one the group that is being guided."""
    wishes = _all_asked(turn)
    if not wishes:
        return stay(turn, turn.content.phrases.areas.which) if turn.request.slots.get("area") else skip_group(turn)
    return _skipped(turn, wishes)


def leave_out(turn: Turn) -> Reply:
    """Yes to leaving out an area that hurts, this time."""
    wish = known_area(turn, turn.state.area_in_question)
    return _skipped(turn, [wish]) if wish else skip(turn)


def _skipped(turn: Turn, wishes: list[str]) -> Reply:
    words = _about(turn, wishes, turn.content.phrases.areas.skipped_now)
    try:
        if turn.progress:
            return say_and_go_on(_with_wishes(turn, "skipped", {*wishes}), words)
        if turn.state.question is Question.RESUME and (
            kept := kept_with(turn, {"skipped": dict.fromkeys(wishes, True)})
        ):
            return with_kept(turn, words, kept)
        spec = (turn.state.question in KEPT_OPEN and turn.state.offer) or usual(turn)
        offered = nearest(replace(spec, skipped=spec.skipped | {*wishes}), turn.library)
        if turn.is_quiet or turn.state.question in CAREFUL:
            return stay(replace(turn, state=replace(turn.state, offer=offered)), words)
        return offer(turn, offered, words)
    except NothingLeft:
        return nothing_left(turn)


def always_skip(turn: Turn) -> Reply:
    """Leave out an area from now on; without one, the area that was just asked about."""
    return _always(turn, "skipped", turn.content.phrases.areas.skipped_always)


def missing(turn: Turn) -> Reply:
    """Leave out a limb that isn't there, from now on; it is not named back, and no reason is asked or kept."""
    lines, wish = turn.content.phrases.areas, _meant(turn)
    if not wish:
        return stay(turn, lines.which_missing)
    return _from_now_on(turn, "skipped", {wish} | _beyond(turn, wish), lines.missing)


def only_limb(turn: Turn) -> Reply:
    """Leave out the limb on the other side of the only one, from now on; without a side ask which isn't there."""
    slots = turn.request.slots
    other = OTHER_SIDE.get(slots.get("side", ""))
    if other is None:
        return stay(turn, turn.content.phrases.areas.which_missing)
    return missing(replace(turn, request=replace(turn.request, slots={**slots, "side": other})))


def _beyond(turn: Turn, wish: str) -> set[str]:
    """Return what of a limb is further from the trunk than a part of it: beyond a knee the foot, on the same side.

    Muscle groups stand in the order of the body, and within a limb that is from its end to the trunk.
    """
    key, slash, side = wish.partition("/")
    parts = turn.library.areas[key].parts
    limbs = [group for group in turn.library.groups.values() if group.paired and group.parts == {group.key}]
    own = [group for group in limbs if group.key in parts]
    within = [group for group in limbs if own and group.region == own[-1].region]
    beyond = within[: within.index(own[-1])] if own else []
    return {f"{group.key}{slash}{side}" for group in beyond if group.key not in parts}


def imagine(turn: Turn) -> Reply:
    """Only picture an area from now on."""
    return _always(turn, "imagined", turn.content.phrases.areas.imagined)


def release_only(turn: Turn) -> Reply:
    """Only let go of an area from now on, without tensing it."""
    return _always(turn, "released", turn.content.phrases.areas.released)


def include(turn: Turn) -> Reply:
    """Take back every wish about an area."""
    asked = _all_asked(turn)
    if not asked:
        return stay(turn, turn.content.phrases.areas.which)
    words = _about(turn, asked, turn.content.phrases.areas.included)
    known = {kind: (*nameable(turn.library), *(getattr(turn.preferences, kind) or ())) for kind in ABOUT_AREAS}
    wishes = {kind: _taken_back(turn, known[kind], asked) for kind in ABOUT_AREAS}
    if turn.progress:
        spec = turn.progress.spec
        turn = on_the_way(turn, **{kind: _without(turn, getattr(spec, kind), asked) for kind in ABOUT_AREAS})
    return remember(turn, words, **wishes)


def go_to(turn: Turn) -> Reply:
    """Go to an area of the session under way, or to its rest; before one, begin a session of just that area."""
    if turn.request.slots.get("area") == REST:
        return to_rest(turn)
    wish, position = asked_area(turn), turn.position
    if wish is None:
        return stay(turn, turn.content.phrases.areas.which_way)
    if position is None:
        return only(turn)
    found = position.go_to(wish, turn.library)
    if found is None:
        return stay(turn, turn.content.phrases.areas.not_here.format(area=area_name(turn, wish)))
    return go_on_from(turn, found)


def only(turn: Turn) -> Reply:
    """Begin a session of just these areas, as near to the usual minutes as they can take, or offer the nearest to those
    asked for."""
    wishes = _all_asked(turn)
    if not wishes:
        return stay(turn, turn.content.phrases.areas.which)
    wished = replace(_usual(turn), routine=turn.library.roles.full, only=frozenset(wishes))
    for each in (wished, replace(wished, skipped=frozenset())):  # what is asked for now goes before what is left out
        try:
            spec = nearest(each, turn.library)
        except NothingLeft:
            continue
        is_other = turn.request.minutes not in (None, spec.minutes)
        return (offer_nearest if is_other else begin)(turn, spec, _about(turn, wishes, turn.content.phrases.areas.only))
    return stay(turn, turn.content.phrases.areas.not_here.format(area=area_name(turn, wishes[0])))


def _usual(turn: Turn) -> Spec:
    spec, minutes = still_wished(turn, usual(turn)), turn.request.minutes
    return spec if minutes is None else replace(spec, minutes=minutes)


def listed(turn: Turn) -> Reply:
    """Say which areas are left out, pictured or only let go: of the session under way or offered, else always."""
    kept = resumable(turn) if turn.state.question is Question.RESUME else None
    wishes = (turn.progress and turn.progress.spec) or (kept and kept.spec) or turn.state.offer or turn.preferences
    return stay(turn, " ".join(area_wishes(turn, wishes)) or turn.content.phrases.areas.list_nothing)


def _always(turn: Turn, kind: str, template: str) -> Reply:
    wish = _meant(turn)
    if not wish:
        return stay(turn, turn.content.phrases.areas.which)
    wishes = [wish, *(each for each in _all_asked(turn) if each != wish)]
    return _from_now_on(turn, kind, {*wishes}, _about(turn, wishes, template))


def _meant(turn: Turn) -> str | None:
    """Return the area named; where none is, the one that was just asked about."""
    meant = turn.state.question is Question.LEAVE_OUT and not turn.request.slots.get("area")
    return asked_area(turn) or (turn.state.area_in_question if meant else None)


def _from_now_on(turn: Turn, kind: str, areas: Set[str], words: str) -> Reply:
    wishes = {kind: dict.fromkeys(sorted(areas), True)}
    try:
        return remember(_with_wishes(turn, kind, areas), words, **wishes)
    except NothingLeft:
        memory = replace(turn.memory, preferences=turn.preferences.with_changes(wishes))
        return with_wishes(nothing_left(replace(turn, memory=memory), words), **wishes)


def _with_wishes(turn: Turn, kind: str, areas: Set[str]) -> Turn:
    if turn.progress is None:
        return turn
    return on_the_way(turn, **{kind: getattr(turn.progress.spec, kind) | areas})


def _all_asked(turn: Turn) -> list[str]:
    """Return the areas named, one to three."""
    return [wish for wish in (asked_area(turn), *(asked_area(turn, slot) for slot in OTHERS)) if wish]


def _about(turn: Turn, areas: list[str], template: str) -> str:
    """Return what is said of some areas, and that another one was not understood."""
    return f"{template.format(area=area_names(turn, areas))} {_not_understood(turn)}".rstrip()


def _not_understood(turn: Turn) -> str:
    slots, phrases = turn.request.slots, turn.content.phrases
    if slots.get("minutes") and turn.request.minutes is None:
        return phrases.choosing.rest
    missed = any(slots.get(slot) and not asked_area(turn, slot) for slot in OTHERS)
    return phrases.areas.other if missed else ""


def _taken_back(turn: Turn, wishes: Iterable[str], asked: list[str]) -> dict[str, bool]:
    """Return which of these wishes have to do with some areas, or with none that is known any more."""
    areas = turn.library.areas
    parts = {part for wish in asked for part in areas[wish.partition("/")[0]].parts}
    return {
        each: False
        for each in wishes
        if (area := areas.get(each.partition("/")[0])) is None or not area.parts.isdisjoint(parts)
    }


def _without(turn: Turn, wishes: frozenset[str], asked: list[str]) -> frozenset[str]:
    return wishes.difference(_taken_back(turn, wishes, asked))
