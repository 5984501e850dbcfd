"""Waking up: how a session by day leads back, with what the listener can move, in the order of moving."""

from skill.practice.library import Library
from skill.practice.rotation import Choice
from skill.practice.spec import Eyes, Spec, Tension


def waking(spec: Spec, library: Library, choice: Choice, *, full: bool) -> tuple[str, str, str]:
    """Return the steps of waking up: a small movement, a stretch, and the way back.

    Only the full words of arriving invite to close the eyes; without them none are opened, unless that was wished.
    """
    guidance = library.guidance
    open_eyes = spec.eyes is Eyes.OPEN or (spec.eyes is None and not full)
    roles, still = library.roles, spec.tension is Tension.PICTURED
    toes, fingers = (not still and not _is_held_still(part, spec, library) for part in (roles.toes, roles.fingers))
    stands = not still and not _is_held_still(roles.standing, spec, library, any_side=True)
    small = {
        (True, True): guidance.move,
        (False, True): guidance.move_fingers,
        (True, False): guidance.move_toes,
        (False, False): guidance.move_anything,
    }[toes, fingers]
    back = {
        (False, True): guidance.back,
        (False, False): guidance.back_staying,
        (True, True): guidance.back_eyes_open,
        (True, False): guidance.back_eyes_open_staying,
    }[open_eyes, stands]
    return choice.take("move", small), choice.take("stretch", guidance.stretch), choice.take("coming_back", back)


def _is_held_still(part: str, spec: Spec, library: Library, *, any_side: bool = False) -> bool:
    """Say whether the listener left out or pictures anything of an area, on both sides or, if so asked, on one."""
    parts = library.areas[part].parts
    wishes = (wish.partition("/") for wish in spec.skipped | spec.imagined)
    return any(
        (any_side or not side) and key in library.areas and not parts.isdisjoint(library.areas[key].parts)
        for key, _, side in wishes
    )
