"""Everything is put together here, and THE ordered table of handlers: the first row that fits answers."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import CustomSkillBuilder

from skill.alexa.dispatch import Answered, Edge, Heard, RowHandler
from skill.alexa.translation import FAILED, SKILL_EVENTS, Said, Sound, read
from skill.app.memory import load, remember
from skill.app.playback import by_ear, playing_of, token_of, whose
from skill.app.state import Attributes
from skill.app.telemetry import Count, Counted, Field, Line, Metric, counts, lines, uncounted
from skill.audio.port import Audio, AudioFault
from skill.audio.token import LongToken, Token
from skill.content.content import Content
from skill.handlers.moments import (
    adjusting,
    areas,
    asking,
    caring,
    choosing,
    closing,
    guiding,
    keeping,
    opening,
    playing,
    recovering,
)
from skill.handlers.reply import Reply
from skill.handlers.turn import Question, Turn
from skill.practice.planner import NothingLeft, make_plan
from skill.store.port import Listener, Memory, Store

log = logging.getLogger(__name__)

ANYTHING = "anything"
Answer = Callable[[Turn], Reply]
HourOf = Callable[[HandlerInput], int | None]


@dataclass(frozen=True)
class Row:
    """One line of the table: who answers what, in which moment."""

    heard: str
    """An intent, or a request type."""
    answer: Answer
    asked: Question | None = None
    """Only while this question is open."""
    underway: bool = False
    """Only while a session is under way."""
    in_car: bool = False
    """Only from a device that is meant for a car."""
    by_ear: bool = False
    """Only where ours was the last audio that the device played, and no session is open."""

    def fits(self, turn: Turn) -> bool:
        """Whether this row answers a turn."""
        return (
            self.heard in (turn.kind, turn.intent, ANYTHING)
            and (turn.in_car or not self.in_car)
            and self.asked in (None, turn.question)
            and (turn.underway is not None or not self.underway)
            and (turn.latest or not self.by_ear)
        )


TABLE = (
    Row("AlexaSkillEvent.SkillDisabled", keeping.skill_disabled),
    Row("AudioPlayer.PlaybackStarted", playing.noticed),
    Row("AudioPlayer.PlaybackNearlyFinished", playing.noticed),
    Row("AudioPlayer.PlaybackStopped", playing.stopped),
    Row("AudioPlayer.PlaybackFinished", playing.finished),
    Row("AudioPlayer.PlaybackFailed", playing.stopped),
    Row("SessionEndedRequest", closing.leave),
    Row("EmergencyIntent", caring.emergency),
    Row("SelfHarmIntent", caring.self_harm),
    Row("DistressIntent", caring.in_distress),
    Row("PainIntent", caring.in_pain),
    Row("AMAZON.StopIntent", playing.stop, by_ear=True),
    Row("AMAZON.CancelIntent", playing.stop, by_ear=True),
    Row("AMAZON.NavigateHomeIntent", playing.pause, by_ear=True),
    Row("PlaybackController.PauseCommandIssued", playing.pause),
    Row("AMAZON.StopIntent", closing.stop),
    Row("AMAZON.CancelIntent", closing.stop),
    Row("AMAZON.NavigateHomeIntent", closing.leave),
    Row("DrivingIntent", caring.driving),
    Row(ANYTHING, caring.driving, in_car=True),
    Row("PlaybackController.PlayCommandIssued", playing.play_button),
    Row("PlaybackController.NextCommandIssued", playing.next_button),
    Row("PlaybackController.PreviousCommandIssued", playing.previous_button),
    Row("LaunchRequest", playing.resume, underway=True),
    Row("LaunchRequest", opening.launch),
    Row("AMAZON.YesIntent", guiding.go_on, asked=Question.GO_ON),
    Row("AMAZON.YesIntent", opening.take_up, asked=Question.RESUME),
    Row("AMAZON.YesIntent", choosing.accept, asked=Question.OFFER),
    Row("AMAZON.YesIntent", choosing.accept, asked=Question.EVENING),
    Row("AMAZON.YesIntent", areas.leave_out, asked=Question.LEAVE_OUT),
    Row("AMAZON.YesIntent", closing.stop, asked=Question.STOP),
    Row("AMAZON.YesIntent", keeping.delete, asked=Question.DELETE),
    Row("AMAZON.YesIntent", recovering.unclear),
    Row("AMAZON.NoIntent", closing.stop, asked=Question.GO_ON),
    Row("AMAZON.NoIntent", choosing.decline_resume, asked=Question.RESUME),
    Row("AMAZON.NoIntent", choosing.decline, asked=Question.OFFER),
    Row("AMAZON.NoIntent", choosing.take_usual, asked=Question.EVENING),
    Row("AMAZON.NoIntent", guiding.go_on, asked=Question.LEAVE_OUT),
    Row("AMAZON.NoIntent", guiding.go_on, asked=Question.STOP),
    Row("AMAZON.NoIntent", keeping.keep_data, asked=Question.DELETE),
    Row("AMAZON.NoIntent", recovering.unclear),
    Row("StartIntent", choosing.start),
    Row("AMAZON.PauseIntent", playing.pause, by_ear=True),
    Row("AMAZON.PauseIntent", guiding.pause),
    Row("AMAZON.ResumeIntent", playing.resume, by_ear=True),
    Row("AMAZON.ResumeIntent", guiding.go_on, underway=True),
    Row("AMAZON.ResumeIntent", opening.take_up, asked=Question.RESUME),
    Row("AMAZON.ResumeIntent", opening.resume),
    Row("AMAZON.NextIntent", guiding.next_group),
    Row("AMAZON.PreviousIntent", guiding.previous_group),
    Row("AMAZON.RepeatIntent", guiding.repeat_group),
    Row("SkipIntent", areas.skip),
    Row("AlwaysSkipIntent", areas.always_skip),
    Row("ImagineIntent", areas.imagine),
    Row("ReleaseOnlyIntent", areas.release_only),
    Row("IncludeIntent", areas.include),
    Row("GoToIntent", areas.go_to),
    Row("OnlyAreasIntent", areas.only),
    Row("SkippedIntent", areas.listed),
    Row("AMAZON.StartOverIntent", guiding.start_over, underway=True),
    Row("AMAZON.StartOverIntent", opening.start_kept_over),
    Row("TimeLeftIntent", guiding.time_left),
    Row("SetMinutesIntent", adjusting.set_minutes),
    Row("SetDirectionIntent", adjusting.set_direction),
    Row("SetPaceIntent", adjusting.set_pace),
    Row("SetCheckInsIntent", adjusting.set_check_ins),
    Row("SetDetailIntent", adjusting.set_detail),
    Row("SetSidesIntent", adjusting.set_sides),
    Row("SetVolumeIntent", adjusting.set_volume),
    Row("EyesOpenIntent", adjusting.eyes_open),
    Row("SettingsIntent", adjusting.settings),
    Row("ForgetSettingsIntent", keeping.forget_settings),
    Row("DeleteDataIntent", keeping.ask_to_delete),
    Row("ProgressIntent", keeping.progress),
    Row("AboutIntent", asking.about),
    Row("SendStepsIntent", asking.send_steps),
    Row("SetBackgroundIntent", adjusting.set_background),
    Row("SetTailIntent", adjusting.set_tail),
    Row("AMAZON.LoopOnIntent", playing.in_order),
    Row("AMAZON.LoopOffIntent", playing.in_order),
    Row("AMAZON.ShuffleOnIntent", playing.in_order),
    Row("AMAZON.ShuffleOffIntent", playing.in_order),
    Row("AMAZON.HelpIntent", recovering.help_me),
    Row("AMAZON.FallbackIntent", recovering.unclear),
    Row("IntentRequest", recovering.unclear),
)


class App:
    """The skill: content and a store, and what to do with a request."""

    def __init__(
        self,
        content: Content,
        store: Store,
        random: Random | None = None,
        hour_of: HourOf = lambda _: None,
        count: Count = uncounted,
        audio: Audio | None = None,
    ) -> None:
        """Take the chance that varies the wording; None lets each request's id be its seed.

        Without audio every session is spoken.
        """
        self.content, self.store, self.random, self.hour_of, self.count = content, store, random, hour_of, count
        self.audio = audio

    @property
    def served(self) -> frozenset[str]:
        """The types of requests that the table has a row for, and its intents."""
        return frozenset(row.heard for row in TABLE)

    def builder(self) -> CustomSkillBuilder:
        """Return the SDK's builder with every row of the table registered in order."""
        builder = CustomSkillBuilder()
        for row in TABLE:
            builder.add_request_handler(RowHandler(self.hear, row.fits, partial(self.answer, row)))
        builder.add_exception_handler(Edge(self.nothing_heard, recovering.trouble, self.count))
        return builder

    def hear(self, handler_input: HandlerInput) -> Heard:
        """Return what a request says, with what is known of the listener."""
        heard = self.turn(read(handler_input))
        return replace(heard, turn=replace(heard.turn, find_hour=partial(self.hour_of, handler_input)))

    def nothing_heard(self) -> Heard:
        """Return a turn that nothing is known of, for a request that broke before it was understood."""
        return Heard(Turn("", 0, self.content), Listener(""))

    def answer(self, row: Row, heard: Heard) -> Answered:
        """Return a row's reply to what was heard, with its changes remembered, and with what it plays."""
        reply, sound = self._sounding(row, heard)
        for counted in counts(heard.turn, reply):
            self.count(counted)
        for told in lines(heard.turn, reply):
            log.info(told.line, extra=told.fields)
        return Answered(remember(self.store, heard.turn, heard.listener, reply, self.count), sound)

    def _sounding(self, row: Row, heard: Heard) -> tuple[Reply, Sound | None]:
        """Return a row's reply, with what it plays put where the device finds it; else a reply that is spoken."""
        turn, reply = heard.turn, row.answer(heard.turn)
        if reply.play is None or turn.audio is None:
            return reply, None
        stream, offset = reply.play.stream, reply.play.offset
        token = Token(stream, heard.listener.person, turn.now, offset, reply.play.counted)
        try:
            return reply, Sound(turn.audio.url(stream), token.to_wire(), offset)
        except (AudioFault, LongToken) as fault:
            self.count(Counted(Metric.AUDIO_FAULTS))
            log.warning(Line.AUDIO_FAULT, extra={Field.FAULT: str(fault)})
            return row.answer(replace(turn, audio=None)), None

    def turn(self, said: Said) -> Heard:
        """Return the turn that a request makes, with memory read where the session begins.

        What a device tells of its audio needs no memory, and says by its token whom it is about.
        """
        if said.kind.startswith(SKILL_EVENTS):
            return Heard(self._turn_of(said, Attributes()), said.listener)
        attributes = None if said.new else Attributes.from_wire(said.attributes)
        if attributes:
            return Heard(self._turn_of(said, attributes), replace(said.listener, person=attributes.person))
        if said.kind == FAILED:
            log.warning(Line.PLAYBACK_FAILED, extra={Field.ERROR: said.failure})
        token = token_of(said)
        heard = playing_of(said, token, self.content.library, self.audio) if token else None
        listener = whose(said, token, active=heard is not None and heard.active) if token else said.listener
        memory = None if said.untold else load(self.store, listener, self.count)
        turn = self._turn_of(said, Attributes(listener.person, memory or Memory()))
        turn = replace(turn, memory_known=memory is not None, latest=bool(said.player.token), playing=heard)
        return Heard(by_ear(turn), listener)

    def _turn_of(self, said: Said, attributes: Attributes) -> Turn:
        turn = Turn(
            kind=said.kind,
            now=said.now,
            content=self.content,
            intent=said.intent,
            slots=said.slots,
            new=said.new,
            memory=attributes.memory,
            underway=attributes.underway,
            question=attributes.question,
            offer=attributes.offer,
            about=attributes.about,
            misses=attributes.misses,
            locale=said.locale,
            in_car=said.in_car,
            random=self.random or Random(said.id),
            audio=self.audio if said.plays else None,
        )
        return turn if _can_be_planned(turn) else replace(turn, underway=None, question=None, offer=None)


def _can_be_planned(turn: Turn) -> bool:
    """Whether content still has what the session under way needs."""
    try:
        turn.session()
        if turn.offer:
            make_plan(turn.offer, turn.library)
    except (KeyError, NothingLeft):
        return False
    return True
