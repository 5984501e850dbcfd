"""Speaking on from a place: what every way of guiding a session has in common."""

from dataclasses import replace

from skill.handlers.reply import Reply
from skill.handlers.turn import Question, Turn, Underway
from skill.practice.line import varied
from skill.practice.muscle_group import Side
from skill.practice.place import ENDING, OPENING, Place
from skill.practice.session import Session
from skill.speech.chunk import Chunk, next_chunk
from skill.store.port import Changes, Kept

SECONDS_A_MINUTE = 60


def speak_from(turn: Turn, session: Session, before: str = "", *, begins: bool = False) -> Reply:
    """Return the reply that speaks the next chunk from a place, and asks whether to go on unless it is the last.

    `begins` says that a new run of the session begins here: it was started, or taken up again. If the words
    before have just named the place, it is not named twice.
    """
    chunk = next_chunk(session, turn.check_ins, turn.library, turn.preferences.volume)
    if before.endswith(f"{place_name(turn, session.place)}."):
        chunk = _unnamed(chunk, place_name(turn, session.place))
    run = turn.now if begins or turn.underway is None else turn.underway.run
    begun = turn.now + turn.library.speech_time.seconds(before)
    changes = _changes(chunk, begun, run)
    if chunk.end is None:
        return Reply(before, chunk.spoken, chunk, changes=changes)
    spec, place, upto = session.plan.spec, session.place, chunk.end.place
    return Reply(
        before,
        chunk.spoken,
        chunk,
        ask=_check_in(turn, chunk.end),
        question=Question.GO_ON,
        underway=Underway(spec, place, begun, chunk.seconds, upto, run=run),
        changes=changes,
    )


def keep(turn: Turn, session: Session) -> Changes:
    """Return the changes that keep a place where the listener left; nothing remains of a session at its ending."""
    known = turn.memory.kept
    if known and not known.until and (known.spec, known.place) == (session.plan.spec, session.place):
        return Changes()
    run = turn.underway.run if turn.underway else turn.now
    if session.at_ending:
        return Changes(forget_kept=True, finished=True, run=run)
    return Changes(kept=kept_at(session, turn.now), run=run)


def kept_at(session: Session, at: float) -> Kept:
    """Return what is kept of a session that stands at its place."""
    return Kept(session.plan.spec, session.place, round(at))


def standing(turn: Turn, session: Session) -> Underway:
    """Return the session under way with nothing being spoken."""
    run = turn.underway.run if turn.underway else turn.now
    return Underway(session.plan.spec, session.place, turn.now, fresh=turn.at_question, run=run)


def place_name(turn: Turn, place: Place) -> str:
    """Return a place as spoken in a sentence: "your shoulders"."""
    if place.group == OPENING:
        return turn.content.phrases.opening.beginning
    if place.group == ENDING or place.group not in turn.library.groups:
        return turn.content.phrases.opening.closing_rest
    names = turn.library.groups[place.group].names
    return names.get(place.side) or next(iter(names.values()))


def area_name(turn: Turn, wish: str) -> str:
    """Return an area as spoken in a sentence: "your left knee" for "knees/left"."""
    key, _, side = wish.partition("/")
    names = turn.library.areas[key].names
    return names.get(Side(side or Side.BOTH)) or names[Side.BOTH]


def back_to(turn: Turn, session: Session) -> str:
    """Return the half-sentence with which a place is taken up again."""
    return turn.content.phrases.opening.back.format(place=place_name(turn, session.place))


def in_minutes(turn: Turn, seconds: float) -> str:
    """Return a time left in whole minutes, at least one: "six minutes"."""
    return turn.library.guidance.in_minutes(max(1, round(seconds / SECONDS_A_MINUTE)))


def _unnamed(chunk: Chunk, name: str) -> Chunk:
    first, *others = chunk.spoken.beats
    beats = (replace(first, text=first.text.replace(f"{name[:1].upper()}{name[1:]}. ", "", 1)), *others)
    return replace(chunk, spoken=replace(chunk.spoken, beats=beats))


def _changes(chunk: Chunk, begun: float, run: int) -> Changes:
    if chunk.end is None and (chunk.start.plan.bedtime or chunk.start.at_ending):
        return Changes(forget_kept=True, finished=True, run=run)
    kept = replace(kept_at(chunk.start, begun), until=round(begun + chunk.seconds), closes=chunk.end is None)
    return Changes(kept=kept, finished=chunk.end is None, run=run)


def _check_in(turn: Turn, after: Session) -> str:
    guiding = turn.content.phrases.guiding
    if after.at_ending:
        return guiding.check_in_ending
    return varied(guiding.check_in, after.plan.spec.seed + after.index).format(part=place_name(turn, after.place))
