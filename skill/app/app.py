"""The skill: a request becomes a turn, a turn an answer, by the table of handlers; everything is put together here."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from skill.app.going import with_what_goes_on
from skill.app.memory import load, remember
from skill.app.playback import playback_of, token_of, whose, with_playback
from skill.app.state import Attributes
from skill.app.telemetry import Count, Counted, Field, Line, Metric, counts, lines, uncounted
from skill.audio.port import Audio, AudioFault
from skill.audio.token import LongToken, Token
from skill.content.content import Content
from skill.handlers import events, table
from skill.handlers.reply import Play, Reply
from skill.handlers.request import PLAYBACK_FAILED, SKILL_EVENTS, AudioState, Request
from skill.handlers.turn import State, Turn
from skill.practice.course import NothingLeft
from skill.practice.planner import make_plan
from skill.store.port import Memory, Store

log = logging.getLogger(__name__)

UNKNOWN = Memory(hands_free_offered=True)
"""Where memory could not be read: what is offered once is not offered then."""


@dataclass(frozen=True, eq=False, slots=True)
class Edition:
    """The skill in one language: what is said, and where sessions to be played lie; without audio all are spoken."""

    content: Content
    audio: Audio | None = None


@dataclass(frozen=True, slots=True)
class Playable:
    """What a device is told to play: where it lies, by which token, and where to begin."""

    url: str
    token: str = field(repr=False)
    offset: float
    """Seconds."""
    title: str = ""
    """What is read of it on a screen."""
    art: str = ""
    """Where the picture beside it lies; empty where there is none."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A reply with all that it takes to give it."""

    request: Request
    reply: Reply
    attributes: Attributes
    """What the next turn is handed."""
    playable: Playable | None = None
    stops: bool = False
    """What plays is to be ended, if nothing else is to play."""


class App:
    """The skill: content and a store, and what to do with a request."""

    def __init__(
        self,
        content: Content,
        store: Store,
        random: Random | None = None,
        count: Count = uncounted,
        audio: Audio | None = None,
        edition_of: Callable[[str], Edition] | None = None,
        art: str = "",
    ) -> None:
        """Take the chance that varies the wording; None lets each request's id be its seed.

        `edition_of` tells the edition of a locale; without it every locale has this content and audio. `art` is the
        address of the picture beside what is played; empty where there is none.
        """
        self.content, self.store, self.random, self.count, self.audio = content, store, random, count, audio
        self.art = art
        self.edition_of = edition_of or (lambda _: Edition(self.content, self.audio))

    def turn(self, request: Request) -> Turn:
        """Return the turn that a request makes, with memory read where the session begins.

        What a device tells of its audio needs no memory, and says by its token whom it is about.
        """
        if request.kind.startswith(SKILL_EVENTS):
            return self._turn(request, Attributes(person=request.listener.person))
        attributes = None if request.is_new else Attributes.from_wire(request.attributes)
        if attributes:
            return self._turn(replace(request, audio_state=AudioState()), self._of_whom_speaks(request, attributes))
        if request.kind == PLAYBACK_FAILED:
            log.warning(Line.PLAYBACK_FAILED, extra={Field.ERROR: request.failure})
        token = token_of(request)
        edition = self.edition_of(request.locale)
        playback = playback_of(request, token, edition.content.library, edition.audio) if token else None
        active = playback is not None and playback.active
        listener = whose(request, token.person, active=active) if token else request.listener
        memory = None if request.is_audio_event else load(self.store, listener, self.count)
        read = memory is not None
        known = Attributes(
            person=listener.person,
            by_token=listener != request.listener,
            memory=memory or UNKNOWN,
            memory_known=read,
            began=request.now,
        )
        turn = with_playback(replace(self._turn(request, known), playback=playback))
        return with_what_goes_on(turn)

    def answer(self, turn: Turn) -> Answer:
        """Return the answer to a turn, its changes remembered, what plays put in its place."""
        reply, playable = self._playable(turn)
        if turn.heard_safety:
            reply = replace(reply, changes=replace(reply.changes, welcomed=True))
        happened = (*events.heard(turn), *reply.events)
        for counted in counts(reply, happened):
            self.count(counted)
        for told in lines(happened):
            log.info(told.line, extra=told.fields)
        return _answered(turn, remember(self.store, turn, reply, self.count), playable)

    def trouble(self, turn: Turn | None, kind: str, locale: str) -> Answer:
        """Return the answer where something broke that nobody foresaw, to a request of this type and locale.

        Without a turn it broke before anything was understood.
        """
        self.count(Counted(Metric.UNFORESEEN_ERRORS))
        content = self.edition_of(locale).content
        turn = turn or Turn(request=Request(kind=kind, now=0, locale=locale), content=content)
        reply = table.in_trouble(replace(turn, audio=None)) if turn.request.is_spoken_to else Reply()
        return _answered(turn, reply, None)

    def _of_whom_speaks(self, request: Request, attributes: Attributes) -> Attributes:
        """Return the attributes of a session; where a token alone told whose it is, what is somebody else's becomes so.

        The session goes on as theirs, with what is remembered of them.
        """
        if not attributes.by_token:
            return attributes
        listener = whose(request, attributes.person, active=True)
        if listener.person == attributes.person:
            return attributes
        memory = load(self.store, listener, self.count)
        read = memory is not None
        return replace(attributes, person=listener.person, by_token=False, memory=memory or UNKNOWN, memory_known=read)

    def _playable(self, turn: Turn) -> tuple[Reply, Playable | None]:
        """Return the reply, with what it plays put where the device finds it; else a reply that is spoken."""
        reply = table.answer(turn)
        if reply.play is None or turn.audio is None:
            return reply, None
        try:
            return reply, replace(_put(turn, reply.play, turn.audio), art=self.art)
        except (AudioFault, LongToken) as fault:
            self.count(Counted(Metric.AUDIO_FAULTS))
            log.warning(Line.AUDIO_FAULT, extra={Field.FAULT: str(fault)})
            return table.answer(replace(turn, audio=None)), None

    def _turn(self, request: Request, attributes: Attributes) -> Turn:
        edition = self.edition_of(request.locale)
        turn = Turn(
            request=request,
            content=edition.content,
            listener=replace(request.listener, person=attributes.person),
            by_token=attributes.by_token,
            state=attributes.state,
            memory=attributes.memory,
            memory_known=attributes.memory_known,
            began=attributes.began,
            random=self.random or Random(request.id),
            audio=edition.audio if request.can_play else None,
        )
        if turn.heard_safety:
            turn = replace(turn, memory=replace(turn.memory, welcomed=True))
        if _can_be_planned(turn):
            return turn
        known = turn.state
        return replace(turn, state=State(fallbacks_in_a_row=known.fallbacks_in_a_row, safety_until=known.safety_until))


def _put(turn: Turn, play: Play, audio: Audio) -> Playable:
    """Put what is to be played where the device finds it; raises AudioFault and LongToken."""
    token = Token(
        stream=play.stream,
        person=turn.listener.person,
        started_at=turn.now,
        start=play.offset,
        counted=play.counted,
        made_by=audio.made_by,
        place=play.place,
    )
    name = turn.library.routines[play.stream.spec.routine].name
    return Playable(audio.url(play.stream), token.to_wire(), play.offset, title=name[:1].upper() + name[1:])


def _answered(turn: Turn, reply: Reply, playable: Playable | None) -> Answer:
    memory = turn.memory.after(reply.changes, turn.now) if reply.changes else turn.memory
    memory = replace(memory, preferences=memory.preferences.with_changes(reply.for_now))
    state = replace(reply.state, troubled=turn.state.troubled + reply.troubled)
    interrupts = turn.request.is_spoken_to and turn.playback is not None and turn.playback.active
    return Answer(
        request=turn.request,
        reply=reply,
        attributes=Attributes(
            person=turn.listener.person,
            by_token=turn.by_token,
            memory=memory,
            memory_known=turn.memory_known,
            state=state,
            began=turn.began,
        ),
        playable=playable,
        stops=turn.is_latest and (reply.stop or interrupts),
    )


def _can_be_planned(turn: Turn) -> bool:
    """Whether content still has what the session under way needs."""
    try:
        _ = turn.position
        if turn.state.offer:
            make_plan(turn.state.offer, turn.library)
    except (KeyError, NothingLeft):
        return False
    return True
