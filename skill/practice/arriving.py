"""Arriving: what a session is, how to settle, and how to take part."""

from dataclasses import replace

from skill.practice.course import course, passes_of
from skill.practice.library import Library
from skill.practice.muscle_group import Region
from skill.practice.name import Name
from skill.practice.rotation import Choice
from skill.practice.spec import Posture, Spec
from skill.practice.words import Words, filled, said

FROM_END_TO_END = {Region.LEGS, Region.HEAD}
"""Where a session begins and ends whose way is worth announcing."""


def arriving(spec: Spec, library: Library, choice: Choice, *, full: bool, short: bool) -> Words:
    """Return the first words of a session, in full or in few words, or in the fewest where it is short."""
    note = library.guidance.notes.get(spec.routine, "")
    settle = choice.take(*_settling(spec, library, full=full, short=short))
    return said(*_announcement(spec, library), note, settle, _introduction(spec, library, full=full))


def _announcement(spec: Spec, library: Library) -> tuple[str, ...]:
    """Return what the session is; its minutes and its direction are pieces of their own."""
    guidance, routine, groups = library.guidance, library.routines[spec.routine], list(course(spec, library))
    minutes = guidance.in_minutes(spec.minutes)
    said_of_it = {"minutes": minutes[:1].upper() + minutes[1:], "routine": _name(spec, library, len(groups))}
    direction = routine.direction_for(spec.direction)
    if direction is None or {groups[0][0].region, groups[-1][0].region} != FROM_END_TO_END:
        return filled(guidance.announce_plain, apart=("minutes",), **said_of_it)
    whence = guidance.directions[direction]
    return filled(guidance.announce, apart=("minutes", "direction"), direction=whence, **said_of_it)


def _name(spec: Spec, library: Library, visited: int) -> Name:
    """Return what a session is called: by the number of its parts only where none is left out."""
    routine = library.routines[spec.routine]
    everything = course(replace(spec, skipped=frozenset(), only=frozenset()), library)
    if routine.numbered and visited != len(list(everything)):
        return library.routines[library.roles.full].name
    return routine.name


def _settling(spec: Spec, library: Library, *, full: bool, short: bool) -> tuple[str, tuple[str, ...]]:
    """Return the line in which the listener settles, and its phrasings."""
    guidance = library.guidance
    if library.routines[spec.routine].bedtime:
        return "opening_bedtime", guidance.opening_bedtime
    if short:
        return "opening_short", guidance.opening_short
    if not full:
        return "opening_brief", guidance.opening_brief
    if spec.posture is Posture.SEATED:
        return "opening_seated", guidance.opening_seated
    return "opening", guidance.opening


def _introduction(spec: Spec, library: Library, *, full: bool) -> str:
    guidance, manner = library.guidance, passes_of(spec, library)[0]
    if not full and manner in guidance.introduction_brief:
        return guidance.introduction_brief[manner]
    return guidance.introduction[manner]
