"""Arriving: what a session is, how to settle, and how to take part."""

from dataclasses import replace

from skill.practice.course import course, passes_of
from skill.practice.library import Library
from skill.practice.muscle_group import Region
from skill.practice.name import Name
from skill.practice.rotation import Choice
from skill.practice.spec import Posture, Spec
from skill.practice.words import Words, filled, said


def arriving(spec: Spec, library: Library, choice: Choice, *, full: bool, short: bool) -> Words:
    """Return the first words of a session, in full or in few words, or in the fewest where it is short."""
    note = library.guidance.notes.get(spec.routine, "")
    settle = choice.take(*_settling(spec, library, full=full, short=short))
    return said(*_announcement(spec, library), note, settle, _introduction(spec, library, full=full))


def _announcement(spec: Spec, library: Library) -> tuple[str, ...]:
    """Return what the session is; its minutes and its direction are pieces of their own."""
    guidance, routine, name = library.guidance, library.routines[spec.routine], _name(spec, library)
    minutes = guidance.in_minutes(spec.minutes)
    minutes = minutes[:1].upper() + minutes[1:]
    direction = routine.direction_for(spec.direction)
    if direction is None or not _goes_all_the_way(spec, library):
        return filled(guidance.announce_plain, apart=("minutes",), minutes=minutes, routine=name)
    whence = guidance.directions[direction]
    apart = ("minutes", "direction")
    return filled(guidance.announce, apart=apart, minutes=minutes, routine=name, direction=whence)


def _name(spec: Spec, library: Library) -> Name:
    """Return what a session is called: by the number of its parts only where it has them all."""
    routine, numbers = library.routines[spec.routine], library.guidance.numbers
    says_number = numbers[len(routine.order) - 1] in str(routine.name).split()
    everything = course(replace(spec, skipped=frozenset(), only=frozenset()), library)
    has_all = list(course(spec, library)) == list(everything)
    return library.routines[library.roles.full].name if says_number and not has_all else routine.name


def _goes_all_the_way(spec: Spec, library: Library) -> bool:
    """Say whether a session leads from one end of the body to the other, also with what is left out."""
    regions = [group.region for group, _ in course(spec, library)]
    return {regions[0], regions[-1]} == {Region.LEGS, Region.HEAD}


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
