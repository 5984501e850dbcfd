"""Everything is put together here, and THE ordered table of handlers: the first row that fits answers."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import CustomSkillBuilder

from skill.alexa import SKILL_EVENTS, Said, read
from skill.attributes import Attributes
from skill.content import Content
from skill.dispatch import Edge, Heard, RowHandler
from skill.handlers import adjusting, areas, asking, caring, choosing, closing, guiding, keeping, opening, recovering
from skill.handlers.reply import Reply
from skill.handlers.turn import Question, Turn
from skill.observed import Count, Counted, Field, Line, Metric, StoreCall, counts, lines, uncounted
from skill.practice.planner import NothingLeft, make_plan
from skill.store.port import Listener, Memory, Store, StoreFault

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

    def fits(self, turn: Turn) -> bool:
        """Whether this row answers a turn."""
        return (
            self.heard in (turn.kind, turn.intent, ANYTHING)
            and (turn.in_car or not self.in_car)
            and self.asked in (None, turn.question)
            and (turn.underway is not None or not self.underway)
        )


TABLE = (
    Row("AlexaSkillEvent.SkillDisabled", keeping.skill_disabled),
    Row("SessionEndedRequest", closing.leave),
    Row("EmergencyIntent", caring.emergency),
    Row("SelfHarmIntent", caring.self_harm),
    Row("DistressIntent", caring.in_distress),
    Row("PainIntent", caring.in_pain),
    Row("AMAZON.StopIntent", closing.stop),
    Row("AMAZON.CancelIntent", closing.stop),
    Row("AMAZON.NavigateHomeIntent", closing.leave),
    Row("DrivingIntent", caring.driving),
    Row(ANYTHING, caring.driving, in_car=True),
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
    Row("AMAZON.PauseIntent", guiding.pause),
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
    ) -> None:
        """Take the chance that varies the wording; None lets each request's id be its seed."""
        self.content, self.store, self.random, self.hour_of, self.count = content, store, random, hour_of, count

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

    def answer(self, row: Row, heard: Heard) -> Reply:
        """Return a row's reply to what was heard, with its changes remembered."""
        reply = row.answer(heard.turn)
        for counted in counts(heard.turn, reply):
            self.count(counted)
        for told in lines(heard.turn, reply):
            log.info(told.line, extra=told.fields)
        return self.remember(heard.turn, heard.listener, reply)

    def turn(self, said: Said) -> Heard:
        """Return the turn that a request makes, with memory read where the session begins."""
        if said.kind.startswith(SKILL_EVENTS):
            return Heard(self._turn_of(said, Attributes()), said.listener)
        attributes = None if said.new else Attributes.from_wire(said.attributes)
        if attributes:
            return Heard(self._turn_of(said, attributes), replace(said.listener, person=attributes.person))
        try:
            memory = self.store.load(said.listener) or Memory()
            known = True
        except StoreFault as fault:
            self._failed(StoreCall.READ, fault)
            memory, known = Memory(), False
        turn = self._turn_of(said, Attributes(said.listener.person, memory))
        return Heard(replace(turn, memory_known=known), said.listener)

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
        )
        return turn if _can_be_planned(turn) else replace(turn, underway=None, question=None, offer=None)

    def remember(self, turn: Turn, listener: Listener, reply: Reply) -> Reply:
        """Save what the reply changes; what could not be saved is no longer among its changes, but wishes hold for now.

        If it was a wish just spoken, the reply says so. Raises StoreFault where an account could not be deleted.
        """
        if reply.deletes_account:
            self._delete_account(listener)
        if reply.deletes:
            return self._delete(turn, listener, reply)
        if not reply.changes:
            return reply
        try:
            self.store.save(listener, reply.changes, turn.now)
        except StoreFault as fault:
            self._failed(StoreCall.WRITE, fault)
            reply = replace(reply, changes=replace(reply.changes, kept=None, forget_kept=False))
            if reply.wish:
                words = f"{reply.before} {turn.content.phrases.adjusting.not_saved}"
                return replace(reply, before=words.strip())
        return reply

    def _delete_account(self, listener: Listener) -> None:
        try:
            self.store.delete_account(listener.user)
        except StoreFault as fault:
            self._failed(StoreCall.DELETE, fault)
            raise

    def _failed(self, call: StoreCall, fault: StoreFault) -> None:
        self.count(Counted(Metric.STORE_FAULTS, call))
        log.warning(Line.STORE_FAULT, extra={Field.REASON: call.value, Field.FAULT: str(fault)})

    def _delete(self, turn: Turn, listener: Listener, reply: Reply) -> Reply:
        try:
            self.store.delete(listener)
        except StoreFault as fault:
            self._failed(StoreCall.DELETE, fault)
            return replace(reply, before=turn.content.phrases.keeping.not_deleted)
        return reply


def _can_be_planned(turn: Turn) -> bool:
    """Whether content still has what the session under way needs."""
    try:
        turn.session()
        if turn.offer:
            make_plan(turn.offer, turn.library)
    except (KeyError, NothingLeft):
        return False
    return True
