"""THE ordered table of handlers: the first row that fits answers."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from skill.handlers import several
from skill.handlers.bookmarks import broken_off
from skill.handlers.moments import (
    adjusting,
    areas,
    asking,
    bending,
    caring,
    choosing,
    closing,
    guiding,
    keeping,
    opening,
    playing,
    recovering,
    suiting,
    urgent,
)
from skill.handlers.reply import Reply
from skill.handlers.request import TOUCHED
from skill.handlers.turn import Question, Turn

ANYTHING = "anything"
Handler = Callable[[Turn], Reply]


@dataclass(frozen=True)
class Row:
    """One line of the table: who answers what, in which moment."""

    heard: str
    """An intent, or a request type."""
    answer: Handler
    asked: tuple[Question, ...] = ()
    """Only while one of these questions is open; without any, always."""
    underway: bool = False
    """Only while a session is under way."""
    in_car: bool = False
    """Only from a device that is meant for a car."""
    latest: bool = False
    """Only where ours was the last audio that the device played, and no session is open."""
    plain: bool = False
    """Only where nothing more was said with it: "start"."""
    after_safety: bool = False
    """Only where the safety lines were what was said last."""
    quiet: bool = False
    """Only on a day without offers."""

    def fits(self, turn: Turn) -> bool:
        """Whether this row answers a turn."""
        request = turn.request
        return (
            self.heard in (request.kind, request.intent, ANYTHING)
            and (request.in_car or not self.in_car)
            and (not self.asked or turn.state.question in self.asked)
            and (turn.progress is not None or not self.underway)
            and (turn.is_latest or not self.latest)
            and not (self.plain and request.slots)
            and (turn.is_quiet or not self.quiet)
            and (turn.after_safety or not self.after_safety)
        )


TABLE = (
    # What Alexa and the device tell by themselves: nobody is listening.
    Row("AlexaSkillEvent.SkillDisabled", keeping.skill_disabled),
    Row("AudioPlayer.PlaybackStarted", playing.noticed),
    Row("AudioPlayer.PlaybackNearlyFinished", playing.noticed),
    Row("AudioPlayer.PlaybackStopped", playing.stopped),
    Row("AudioPlayer.PlaybackFinished", playing.finished),
    Row("AudioPlayer.PlaybackFailed", playing.failed),
    Row("SessionEndedRequest", closing.leave),
    # Danger, distress and pain: above everything else, whatever question is open.
    Row("EmergencyIntent", urgent.emergency),
    Row("SelfHarmIntent", urgent.self_harm),
    Row("HurtByOthersIntent", urgent.hurt_by_others),
    Row("HarmOthersIntent", urgent.harm_others),
    Row("AMAZON.YesIntent", urgent.again, asked=(Question.CALL,)),
    Row("AMAZON.RepeatIntent", urgent.again, asked=(Question.CALL,)),
    Row("AMAZON.NoIntent", urgent.close, asked=(Question.CALL,)),
    Row("AMAZON.StopIntent", urgent.close, asked=(Question.CALL,)),
    Row("AMAZON.CancelIntent", urgent.close, asked=(Question.CALL,)),
    Row("AMAZON.NavigateHomeIntent", urgent.close, asked=(Question.CALL,)),
    Row(ANYTHING, urgent.first, asked=(Question.CALL,)),
    Row("SwollenLegIntent", urgent.swollen_leg),
    Row("CannotMoveIntent", caring.cannot_move),
    Row("AMAZON.YesIntent", urgent.emergency, asked=(Question.NEW,)),
    Row("AMAZON.NoIntent", caring.not_new, asked=(Question.NEW,)),
    Row("DistressIntent", caring.in_distress),
    Row("PainIntent", caring.in_pain),
    # Leaving: silence first where ours was the last audio, and no session is open.
    Row("AMAZON.StopIntent", playing.stop, latest=True),
    Row("AMAZON.CancelIntent", playing.stop, latest=True),
    Row("AMAZON.NavigateHomeIntent", playing.pause, latest=True),
    Row("PlaybackController.PauseCommandIssued", playing.pause),
    Row("AMAZON.StopIntent", closing.stop),
    Row("AMAZON.CancelIntent", closing.stop),
    Row("AMAZON.NavigateHomeIntent", closing.leave),
    # Not while driving, nor while something else needs the listener.
    Row("NotNowIntent", caring.not_now),
    Row("DrivingIntent", caring.driving),
    Row(ANYTHING, caring.driving, in_car=True),
    # Buttons, answered with audio only.
    Row("PlaybackController.PlayCommandIssued", playing.play_button),
    Row("PlaybackController.NextCommandIssued", playing.next_button),
    Row("PlaybackController.PreviousCommandIssued", playing.previous_button),
    # Opening the skill.
    Row("LaunchRequest", opening.quiet, quiet=True),
    Row("LaunchRequest", playing.resume, underway=True),
    Row("LaunchRequest", opening.launch),
    # Yes and no mean what was asked.
    Row("AMAZON.YesIntent", guiding.answer_yes, asked=(Question.GO_ON,)),
    Row("AMAZON.YesIntent", opening.take_up, asked=(Question.RESUME,)),
    Row("AMAZON.YesIntent", choosing.accept, asked=(Question.OFFER, Question.EVENING)),
    Row("AMAZON.YesIntent", areas.leave_out, asked=(Question.LEAVE_OUT,)),
    Row("AMAZON.YesIntent", closing.stop, asked=(Question.STOP,)),
    Row("AMAZON.YesIntent", keeping.delete, asked=(Question.DELETE,)),
    Row("AMAZON.YesIntent", guiding.go_on, asked=(Question.HANDS_FREE,), underway=True),
    Row("AMAZON.YesIntent", adjusting.go_hands_free, asked=(Question.HANDS_FREE,)),
    Row("AMAZON.YesIntent", caring.choose, asked=(Question.GENTLER, Question.CARE)),
    Row("AMAZON.YesIntent", opening.quiet, asked=(Question.QUIET,)),
    Row("AMAZON.RepeatIntent", caring.choose, asked=(Question.HANDS_FREE,)),
    Row("AMAZON.YesIntent", recovering.unclear),
    Row("AMAZON.NoIntent", closing.stop, asked=(Question.GO_ON, Question.GENTLER, Question.CARE, Question.HANDS_FREE)),
    Row("AMAZON.NoIntent", choosing.decline_resume, asked=(Question.RESUME,)),
    Row("AMAZON.NoIntent", choosing.decline, asked=(Question.OFFER, Question.QUIET)),
    Row("AMAZON.NoIntent", choosing.take_usual, asked=(Question.EVENING,)),
    Row("AMAZON.NoIntent", caring.rest, asked=(Question.LEAVE_OUT, Question.STOP)),
    Row("AMAZON.ResumeIntent", caring.rest, asked=(Question.STOP,)),
    Row("AMAZON.NoIntent", keeping.keep_data, asked=(Question.DELETE,)),
    Row("AMAZON.NoIntent", recovering.unclear),
    # Not yet, and small talk; thanks are yes where nothing is lost by it.
    Row("NotYetIntent", playing.pause, latest=True),
    Row("NotYetIntent", keeping.keep_data, asked=(Question.DELETE,)),
    Row("NotYetIntent", guiding.not_yet),
    Row("ThanksIntent", opening.take_up, asked=(Question.RESUME,)),
    Row("ThanksIntent", choosing.accept, asked=(Question.OFFER, Question.EVENING)),
    Row("ThanksIntent", guiding.thanks),
    Row("GoodNightIntent", closing.stop, asked=(Question.STOP,)),
    Row("GoodNightIntent", closing.good_night),
    # What is gentler, until a doctor was asked, and after pain or distress.
    Row("ConditionIntent", caring.condition),
    Row("SetTensionIntent", caring.tension, asked=(Question.CARE, Question.GENTLER)),
    Row("ReleaseOnlyIntent", caring.let_go_only, asked=(Question.CARE, Question.GENTLER)),
    Row("ImagineIntent", caring.picture_only, asked=(Question.CARE, Question.GENTLER)),
    Row("OnlyAreasIntent", caring.hands_only, asked=(Question.GENTLER,)),
    Row("GoToIntent", caring.hands_only, asked=(Question.GENTLER,)),
    Row("EyesOpenIntent", caring.hands_only, asked=(Question.GENTLER,)),
    # Beginning, pausing, going on.
    Row("StartIntent", playing.resume, underway=True, latest=True, plain=True),
    Row("StartIntent", guiding.go_on, underway=True, plain=True),
    Row("StartIntent", choosing.accept, asked=(Question.OFFER,), plain=True),
    Row("StartIntent", choosing.start),
    Row("SameAgainIntent", choosing.same_again),
    Row("AMAZON.PauseIntent", playing.pause, latest=True),
    Row("AMAZON.PauseIntent", guiding.pause),
    Row("AMAZON.ResumeIntent", playing.resume, latest=True),
    Row("AMAZON.ResumeIntent", guiding.go_on, underway=True),
    Row("AMAZON.ResumeIntent", opening.take_up, asked=(Question.RESUME,)),
    Row("AMAZON.ResumeIntent", opening.resume),
    # Moving about in a session, and the parts of the body.
    Row("AMAZON.NextIntent", guiding.next_group),
    Row("AMAZON.PreviousIntent", guiding.previous_group),
    Row("AMAZON.RepeatIntent", opening.safety_lines, after_safety=True),
    Row("AMAZON.RepeatIntent", guiding.repeat_group),
    Row("SkipIntent", areas.skip),
    Row("AlwaysSkipIntent", areas.always_skip),
    Row("MissingIntent", areas.missing),
    Row("OnlyLimbIntent", areas.only_limb),
    Row("ImagineIntent", areas.imagine),
    Row("ReleaseOnlyIntent", areas.release_only),
    Row("IncludeIntent", areas.include),
    Row("GoToIntent", areas.go_to),
    Row("OnlyAreasIntent", areas.only),
    Row("SkippedIntent", areas.listed),
    Row("AMAZON.StartOverIntent", guiding.start_over, underway=True),
    Row("AMAZON.StartOverIntent", opening.start_kept_over),
    # How much is left, and wishes that are remembered.
    Row("TimeLeftIntent", guiding.time_left),
    Row("ChangeMinutesIntent", bending.change_minutes),
    Row("FinishInIntent", bending.finish_in),
    Row("SetMinutesIntent", adjusting.set_minutes),
    Row("SetDirectionIntent", adjusting.set_direction),
    Row("SetPaceIntent", adjusting.set_pace),
    Row("SetCheckInsIntent", adjusting.set_check_ins),
    Row("SetDetailIntent", adjusting.set_detail),
    Row("SetSidesIntent", adjusting.set_sides),
    Row("SetVolumeIntent", adjusting.set_volume),
    Row("SetPostureIntent", suiting.set_posture),
    Row("SetTensionIntent", suiting.set_tension),
    Row("SetSoftIntent", suiting.set_soft),
    Row("EyesOpenIntent", suiting.eyes_open),
    Row("EyesClosedIntent", suiting.eyes_closed),
    Row("SettingsIntent", adjusting.settings),
    # What is kept, and questions about the practice.
    Row("ForgetSettingsIntent", keeping.forget_settings),
    Row("DeleteDataIntent", keeping.ask_to_delete),
    Row("ProgressIntent", keeping.progress),
    Row("SafetyLinesIntent", opening.safety_lines),
    Row("PrivacyIntent", keeping.privacy),
    Row("AboutIntent", asking.about),
    Row("SendStepsIntent", asking.send_steps),
    # Wishes for what is played.
    Row("SetBackgroundIntent", adjusting.set_background),
    Row("SetTailIntent", adjusting.set_tail),
    Row("AMAZON.LoopOnIntent", playing.in_order),
    Row("AMAZON.LoopOffIntent", playing.in_order),
    Row("AMAZON.ShuffleOnIntent", playing.in_order),
    Row("AMAZON.ShuffleOffIntent", playing.in_order),
    # Help, and whatever did not come across.
    Row("AMAZON.HelpIntent", recovering.help_me),
    Row("WhatElseIntent", recovering.what_else),
    Row("AMAZON.FallbackIntent", recovering.unclear),
    Row("IntentRequest", recovering.unclear),
    Row(TOUCHED, recovering.unclear),
)

SERVED = frozenset(row.heard for row in TABLE)
"""The types of requests that the table has a row for, and its intents."""


def answer(turn: Turn) -> Reply:
    """Return the reply to all that was wished; raises LookupError where no row fits.

    What it broke off stands at its place, and is kept there: no word may come of how the Alexa session ends.
    """
    reply = several.answer(turn, _by_row) if turn.request.intent else _by_row(turn)
    return replace(reply, changes=broken_off(turn, reply.progress, reply.changes))


def _by_row(turn: Turn) -> Reply:
    """Return the reply of the first row that fits; raises LookupError where none does."""
    for row in TABLE:
        if row.fits(turn):
            return row.answer(turn)
    raise LookupError(f"no row fits {turn.request.kind}")


def in_trouble(turn: Turn) -> Reply:
    """Return the reply where something broke that nobody foresaw."""
    return recovering.trouble(turn)
