"""Wishes that are remembered: saved in part and at once, said in a few words, and the session goes on."""

from collections.abc import Iterator
from dataclasses import replace

from skill.handlers.asked import BEDTIME
from skill.handlers.bookmarks import resumable, told
from skill.handlers.going_on import go_on_from
from skill.handlers.naming import SECONDS_A_MINUTE, area_wishes, in_minutes
from skill.handlers.reply import Reply
from skill.handlers.staying import not_understood, remember, say_and_go_on, set_way, stay, with_wishes
from skill.handlers.turn import Question, Turn
from skill.handlers.wishes import adapted
from skill.practice.background import LONGEST_TAIL, Background
from skill.practice.planner import MINUTES_AT_BEDTIME, MINUTES_BY_DAY, make_plan, nearest
from skill.practice.position import Position
from skill.practice.preferences import CheckIns, Volume
from skill.practice.routine import Direction
from skill.practice.spec import Detail, Pace, Sides


def set_minutes(turn: Turn) -> Reply:
    """Remember how long a session is, or a night; of another routine's own length nothing is kept."""
    adjusting, asked, routine = turn.content.phrases.adjusting, turn.request.minutes, turn.request.slots.get("routine")
    known = turn.library.routines.get(routine or "")
    at_night = routine == BEDTIME or (known is not None and known.bedtime)
    if asked is None or (routine and not at_night):
        return stay(turn, adjusting.which_minutes)
    return _set_minutes_at_night(turn, asked) if at_night else _set_minutes_by_day(turn, asked)


def _set_minutes_by_day(turn: Turn, asked: int) -> Reply:
    adjusting, minutes = turn.content.phrases.adjusting, _within(MINUTES_BY_DAY, asked)
    words = adjusting.minutes if minutes == asked else adjusting.nearest_minutes
    return remember(turn, words.format(minutes=turn.library.guidance.in_minutes(minutes)), minutes=minutes)


def _set_minutes_at_night(turn: Turn, asked: int) -> Reply:
    adjusting, minutes = turn.content.phrases.adjusting, _within(MINUTES_AT_BEDTIME, asked)
    words = adjusting.minutes_at_night if minutes == asked else adjusting.nearest_minutes_at_night
    turn = _offered_at_night(turn, minutes)
    return remember(turn, words.format(minutes=turn.library.guidance.in_minutes(minutes)), minutes_at_night=minutes)


def _offered_at_night(turn: Turn, minutes: int) -> Turn:
    """Return the turn with a night that is offered in these minutes."""
    offered = turn.state.offer
    if offered is None or not turn.library.routines[offered.routine].bedtime:
        return turn
    return replace(turn, state=replace(turn.state, offer=adapted(turn, offered, {"minutes": minutes})))


def _within(allowed: range, minutes: int) -> int:
    return min(max(minutes, allowed[0]), allowed[-1])


def set_direction(turn: Turn) -> Reply:
    """Remember which end of the body comes first."""
    adjusting, asked = turn.content.phrases.adjusting, turn.request.slots.get("direction", "")
    if asked not in set(Direction):
        return stay(turn, adjusting.which_direction)
    words = adjusting.direction_later if turn.position else adjusting.direction
    direction = turn.library.guidance.directions[Direction(asked)]
    return remember(turn, words.format(direction=direction), direction=Direction(asked))


def set_pace(turn: Turn) -> Reply:
    """Go one step slower or faster, or at the usual pace, and remember it; at the limit that is said.

    On the way it changes what is left, and says so.
    """
    adjusting, position = turn.content.phrases.adjusting, turn.position
    slot = turn.request.slots.get("pace", "")
    if slot not in set(Pace):
        return not_understood(turn)
    asked, before = Pace(slot), _pace(turn)
    pace = _one_step(before, asked)
    if pace is before:
        return remember(turn, adjusting.pace_already[asked], pace=pace)
    words = adjusting.pace[asked]
    if position is None:
        return remember(turn, words, pace=pace)
    position = _at_pace(position, pace, turn)
    left = turn.content.phrases.guiding.minutes_left.format(minutes=in_minutes(turn, position.seconds_left))
    return with_wishes(go_on_from(told(turn), position, f"{words} {left}"), pace=pace)


def _pace(turn: Turn) -> Pace:
    """Return the pace of the session under way, offered, or kept and asked about; else the usual one."""
    if turn.progress:
        return turn.progress.spec.pace
    kept = resumable(turn) if turn.state.question is Question.RESUME else None
    spec = kept.spec if kept else turn.state.offer
    return spec.pace if spec else turn.preferences.pace or Pace.NORMAL


def _one_step(before: Pace, asked: Pace) -> Pace:
    """Return the pace one step from here towards the one asked for; the usual one is asked for by its name."""
    steps = tuple(Pace)
    if asked is Pace.NORMAL:
        return asked
    step = steps.index(before) + (1 if asked is Pace.BRISK else -1)
    return steps[min(max(step, 0), len(steps) - 1)]


def _at_pace(position: Position, pace: Pace, turn: Turn) -> Position:
    """Return the same place in a plan whose rest is longer or shorter by the new pace."""
    spec, tempos = position.plan.spec, turn.library.tempos
    factor = tempos[pace].longer / tempos[spec.pace].longer
    seconds = position.plan.seconds + position.seconds_left * (factor - 1)
    slower = nearest(replace(spec, pace=pace, minutes=round(seconds / SECONDS_A_MINUTE)), turn.library)
    return position.in_plan(make_plan(slower, turn.library))


def set_check_ins(turn: Turn) -> Reply:
    """Remember how often to ask whether to go on; without any questions, a device that can plays sessions through."""
    asked = turn.request.slots.get("check_ins", "")
    check_ins = CheckIns(asked) if asked in set(CheckIns) else CheckIns.DEFAULT
    return remember(turn, _check_ins(turn, check_ins), check_ins=check_ins)


def go_hands_free(turn: Turn) -> Reply:
    """Yes to going right through from the next session on: remembered, said in a few words, and it closes."""
    return with_wishes(Reply(_check_ins(turn, CheckIns.NONE)), check_ins=CheckIns.NONE)


def _check_ins(turn: Turn, check_ins: CheckIns) -> str:
    phrases = turn.content.phrases
    played = check_ins is CheckIns.NONE and turn.audio
    return phrases.playing.hands_free if played else phrases.adjusting.check_ins[check_ins]


def set_detail(turn: Turn) -> Reply:
    """Say more or less for each group, from here on."""
    return set_way(turn, "detail", Detail, turn.content.phrases.adjusting.detail)


def set_sides(turn: Turn) -> Reply:
    """Guide both sides together or one at a time, from here on."""
    return set_way(turn, "sides", Sides, turn.content.phrases.adjusting.sides)


def set_volume(turn: Turn) -> Reply:
    """Guide more softly or louder, from here on."""
    asked, phrases = turn.request.slots.get("volume", ""), turn.content.phrases
    if asked not in set(Volume):
        return not_understood(turn)
    words = phrases.playing.volume if turn.playback else phrases.adjusting.volume[Volume(asked)]
    return remember(turn, words, volume=Volume(asked))


def set_background(turn: Turn) -> Reply:
    """Remember what lies under the voice of what is played, from here on."""
    lines, asked = turn.content.phrases.playing, turn.request.slots.get("background", "")
    if asked not in set(Background):
        return stay(turn, lines.which_background)
    return remember(turn, lines.background[Background(asked)], background=Background(asked))


def set_tail(turn: Turn) -> Reply:
    """Remember for how many minutes the background goes on after a bedtime session."""
    lines, asked = turn.content.phrases.playing, turn.request.minutes
    if asked is None or asked > LONGEST_TAIL:
        return stay(turn, lines.which_tail)
    if not asked:
        return remember(turn, lines.tail_none, tail=0)
    return remember(turn, lines.tail.format(minutes=turn.library.guidance.in_minutes(asked)), tail=asked)


def settings(turn: Turn) -> Reply:
    """Say what is remembered, and go on: in one sentence, and one more for each wish that few make."""
    if not turn.memory_known:
        return say_and_go_on(turn, turn.content.phrases.keeping.not_known)
    few = (
        *_settings_at_night(turn),
        *_settings_played(turn),
        *_settings_suiting(turn),
        *area_wishes(turn, turn.preferences),
    )
    return say_and_go_on(turn, " ".join((_usual_settings(turn), *few)))


def _usual_settings(turn: Turn) -> str:
    adjusting, playing, wishes = turn.content.phrases.adjusting, turn.content.phrases.playing, turn.preferences
    direction = wishes.direction and turn.library.guidance.directions[wishes.direction]
    played = turn.audio and turn.check_ins is CheckIns.NONE
    return adjusting.settings.format(
        minutes=turn.library.guidance.in_minutes(wishes.minutes or turn.library.roles.usual),
        direction=direction or adjusting.settings_direction,
        pace=adjusting.settings_pace[wishes.pace or Pace.NORMAL],
        check_ins=playing.settings_hands_free if played else adjusting.settings_check_ins[turn.check_ins],
    )


def _settings_at_night(turn: Turn) -> Iterator[str]:
    if minutes := turn.preferences.minutes_at_night:
        line = turn.content.phrases.adjusting.settings_at_night
        yield line.format(minutes=turn.library.guidance.in_minutes(minutes))


def _settings_played(turn: Turn) -> Iterator[str]:
    playing, wishes = turn.content.phrases.playing, turn.preferences
    if wishes.background:
        yield playing.settings_background[wishes.background]
    if wishes.tail:
        yield playing.settings_tail.format(minutes=turn.library.guidance.in_minutes(wishes.tail))


def _settings_suiting(turn: Turn) -> Iterator[str]:
    suiting, wishes = turn.content.phrases.suiting, turn.preferences
    if wishes.posture:
        yield suiting.settings_posture[wishes.posture]
    if wishes.eyes:
        yield suiting.settings_eyes[wishes.eyes]
    if wishes.tension:
        yield suiting.settings_tension[wishes.tension]
    if wishes.soft is not None:
        yield suiting.settings_soft_on if wishes.soft else suiting.settings_soft_off
