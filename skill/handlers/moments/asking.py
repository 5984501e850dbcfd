"""Questions about the practice: a short honest answer, the same in writing, then what fits the moment."""

from dataclasses import replace

from skill.content.answers import Topic
from skill.handlers.bookmarks import resumable
from skill.handlers.offers import ask_quietly
from skill.handlers.reply import Card, Reply
from skill.handlers.staying import say_and_go_on, stay, with_care
from skill.handlers.turn import Question, Turn
from skill.handlers.wishes import usual
from skill.practice.plan import Plan, Segment
from skill.practice.planner import make_plan
from skill.practice.spec import Spec


def about(turn: Turn) -> Reply:
    """Answer a question about the practice; where no topic is named, say what it is.

    What is asked about the doing has no card, and what was interrupted by it goes on. Nobody is moved on who had
    paused, or was being asked whether to.
    """
    asking = turn.content.phrases.asking
    answer = turn.content.answers.get(turn.request.slots.get("topic", turn.content.default_topic))
    if answer is None:
        return stay(turn, asking.unknown)
    if answer.doctor_first:
        return replace(with_care(turn, answer.say), card=_answer_card(turn, answer))
    if answer.names_doctor and turn.position is None:
        return replace(ask_quietly(turn, answer.say), card=_answer_card(turn, answer))
    if answer.card:
        return replace(stay(turn, answer.say), card=_answer_card(turn, answer))
    return say_and_go_on(turn, answer.say) if turn.is_interrupted else stay(turn, answer.say)


def send_steps(turn: Turn) -> Reply:
    """Send the steps of the session that yes would begin or go on with, and say so in a few words."""
    spec = _spec(turn)
    offered = replace(turn, state=replace(turn.state, offer=spec))
    reply = stay(offered, turn.content.phrases.asking.steps_sent)
    return replace(reply, card=_card(turn, make_plan(spec, turn.library)))


def _answer_card(turn: Turn, answer: Topic) -> Card:
    """Return an answer in writing, with what it rests on."""
    asking = turn.content.phrases.asking
    sources = "\n".join([asking.sources, *(f"• {source}" for source in answer.sources)]) if answer.sources else ""
    return Card(answer.title, "\n\n".join(filter(None, [answer.card, sources, asking.card_note])))


def _spec(turn: Turn) -> Spec:
    if turn.progress:
        return turn.progress.spec
    kept = resumable(turn) if turn.state.question is Question.RESUME else None
    return kept.spec if kept else turn.state.offer or usual(turn)


def _card(turn: Turn, plan: Plan) -> Card:
    """Return a plan in writing."""
    asking, guidance = turn.content.phrases.asking, turn.library.guidance
    routine, minutes = turn.library.routines[plan.spec.routine], guidance.in_minutes(plan.spec.minutes)
    title = asking.steps_title.format(minutes=minutes[:1].upper() + minutes[1:], routine=routine.name)
    opening, ending = _line(turn, plan.segments[0]), _line(turn, plan.segments[-1])
    return Card(title, "\n".join([opening, *_parts(turn, plan), ending, "", asking.steps_more, asking.card_note]))


def _parts(turn: Turn, plan: Plan) -> list[str]:
    """Return the numbered steps: those of the first pass in full; of each further one how it begins, and its parts."""
    lines: list[str] = []
    for number, part in enumerate(plan.segments[1:-1], start=1):
        name = turn.library.groups[part.place.group].names[part.place.side]
        if part.place.cycle == 1:
            lines.append(f"{number}. {_line(turn, part)}")
        elif part.place.cycle != plan.segments[number - 1].place.cycle:
            lead, *_ = part.beats[0].words.pieces
            lines.append(f"{number}. {lead} {name}")
        else:
            lines[-1] += f", {name}"
    return lines


def _line(turn: Turn, segment: Segment) -> str:
    silence = turn.content.phrases.asking.silence
    return " ".join(beat.text or silence.format(seconds=round(beat.seconds)) for beat in segment.beats)
