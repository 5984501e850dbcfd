"""Speaking on from a place: what every way of guiding a session has in common."""

from dataclasses import replace

from skill.audio.stream import Stream
from skill.handlers.reply import Play, Reply
from skill.handlers.turn import Playing, Question, Turn, Underway
from skill.practice.background import Background
from skill.practice.line import varied
from skill.practice.muscle_group import Side
from skill.practice.place import ENDING, OPENING, Place
from skill.practice.position import Position
from skill.practice.preferences import CheckIns
from skill.practice.spec import Spec
from skill.speech.chunk import Chunk, next_chunk
from skill.store.port import Changes, Kept

SECONDS_A_MINUTE = 60


def speak_from(turn: Turn, session: Position, before: str = "", *, begins: bool = False) -> Reply:
    """Return the reply that speaks the next chunk from a place, and asks whether to go on unless it is the last.

    `begins` says that a new run of the session begins here: it was started, or taken up again. If the words
    before have just named the place, it is not named twice. Hands-free, the device plays the whole rest instead.
    """
    if hands_free(turn, bedtime=session.plan.bedtime):
        return play_from(turn, session, before, begins=begins)
    chunk = next_chunk(session, turn.check_ins, turn.library, turn.preferences.volume)
    if before.endswith(f"{place_name(turn, session.place)}."):
        chunk = _unnamed(chunk)
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


def hands_free(turn: Turn, *, bedtime: bool) -> bool:
    """Whether a session is played rather than spoken: at bedtime wherever that is possible, by day without questions.

    Where wishes could not be read, or a button is pressed, what plays goes on playing.
    """
    goes_on = turn.playing is not None and turn.underway is not None and (turn.pressed or not turn.memory_known)
    return turn.audio is not None and (bedtime or turn.check_ins is CheckIns.NONE or goes_on)


def play_from(turn: Turn, session: Position, before: str = "", *, begins: bool = False) -> Reply:
    """Return the reply that plays a session from its place; the clips name the place themselves."""
    assert turn.audio
    there = session.in_plan(turn.audio.plan(session.plan.spec))
    before = before.removesuffix(back_to(turn, session)).strip()
    return play_at(turn, there.plan.spec, there.plan.starts[there.index], before, begins=begins)


def play_at(turn: Turn, spec: Spec, offset: float, before: str = "", *, begins: bool = False) -> Reply:
    """Return the reply that plays a session from a moment of its plan, in seconds.

    Every playing is a run of its own, so that what is heard late of an earlier one changes nothing. Bedtime
    counts as finished when it begins, as nobody sees its end.
    """
    assert turn.audio
    plan, wishes = turn.audio.plan(spec), turn.preferences
    stream = Stream(plan.spec, wishes.background or Background.FLOOR, (wishes.tail or 0) if plan.bedtime else 0)
    if plan.bedtime:
        changes = Changes(forget_kept=True, finished=True, run=turn.now) if begins else Changes()
        return Reply(before, play=Play(stream, offset), changes=changes)
    begun = turn.now + turn.library.speech_time.seconds(before)
    session = Position(plan, plan.at(offset))
    kept = kept_at(session, begun - (offset - plan.starts[session.index]))
    changes = Changes(kept=replace(kept, until=round(begun + plan.seconds - offset)), run=turn.now)
    return Reply(before, play=Play(stream, offset), changes=changes)


def carry_on(turn: Turn, session: Position, before: str) -> Reply:
    """Return the reply that says something and goes on: what plays goes on playing, what was paused stays so."""
    playing = turn.playing
    if playing is None or turn.underway is None or not hands_free(turn, bedtime=session.plan.bedtime):
        return speak_from(turn, session, before)
    if not playing.active:
        return Reply(before, changes=keep(turn, session))
    if turn.underway.spec != playing.stream.spec:
        return speak_from(turn, session, before)
    return replay(turn, playing, before)


def replay(turn: Turn, playing: Playing, before: str = "") -> Reply:
    """Return the reply that takes up what was playing, to the second, but not in the middle of a line."""
    assert turn.audio
    plan = turn.audio.plan(playing.stream.spec)
    reply = play_at(turn, playing.stream.spec, plan.line_at(playing.offset), before)
    counted = playing.counted or playing.place.group == ENDING
    return replace(reply, play=replace(reply.play, counted=counted)) if reply.play else reply


def keep(turn: Turn, session: Position) -> Changes:
    """Return the changes that keep a place where the listener left; nothing remains of a session at its ending.

    Bedtime has been counted and is not offered again; while its device holds it, "resume" still takes it up.
    """
    if session.plan.bedtime:
        return Changes()
    known = turn.memory.kept
    if known and not known.until and (known.spec, known.place) == (session.plan.spec, session.place):
        return Changes()
    run = turn.underway.run if turn.underway else turn.now
    if session.at_ending:
        if turn.playing and (turn.playing.counted or turn.kind == "IntentRequest"):
            return Changes()  # counted before, or when the device told that it stopped
        return Changes(forget_kept=True, finished=True, run=run)
    return Changes(kept=kept_at(session, turn.now), run=run)


def kept_at(session: Position, at: float) -> Kept:
    """Return what is kept of a session that stands at its place."""
    return Kept(session.plan.spec, session.place, round(at))


def standing(turn: Turn, session: Position) -> Underway:
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


def back_to(turn: Turn, session: Position) -> str:
    """Return the half-sentence with which a place is taken up again."""
    return turn.content.phrases.opening.back.format(place=place_name(turn, session.place))


def in_minutes(turn: Turn, seconds: float) -> str:
    """Return a time left in whole minutes, at least one: "six minutes"."""
    return turn.library.guidance.in_minutes(max(1, round(seconds / SECONDS_A_MINUTE)))


def _unnamed(chunk: Chunk) -> Chunk:
    first, *others = chunk.spoken.beats
    beats = (replace(first, words=first.words.unnamed()), *others)
    return replace(chunk, spoken=replace(chunk.spoken, beats=beats))


def _changes(chunk: Chunk, begun: float, run: int) -> Changes:
    if chunk.end is None and (chunk.start.plan.bedtime or chunk.start.at_ending):
        return Changes(forget_kept=True, finished=True, run=run)
    kept = replace(kept_at(chunk.start, begun), until=round(begun + chunk.seconds), closes=chunk.end is None)
    return Changes(kept=kept, finished=chunk.end is None, run=run)


def _check_in(turn: Turn, after: Position) -> str:
    guiding = turn.content.phrases.guiding
    if after.at_ending:
        return guiding.check_in_ending
    return varied(guiding.check_in, after.plan.spec.seed + after.index).format(part=place_name(turn, after.place))
