"""What the skill says outside the routines: one class for each moment of the conversation, one file each."""

from collections.abc import Mapping
from dataclasses import dataclass

from skill.content.care_phrases import Caring, Conditions, Urgent
from skill.content.kept_phrases import Adjusting, Keeping, Playing, Suiting
from skill.practice.background import Background
from skill.practice.line import line
from skill.practice.name import Name
from skill.practice.spec import Pace


@dataclass(frozen=True)
class Opening:
    """The first words, and the way back to a kept place."""

    welcome: str = line()
    safety: str = line()
    """Once only, before the first session."""
    safety_pause: str = line()
    """Goes with it by day; a bedtime session cannot be paused."""
    first_offer: str = line("minutes", asks=True)
    resume_offer: str = line("place", "minutes", asks=True)
    resume_later_offer: str = line("place", "minutes", asks=True)
    """After some hours: also offers to start over."""
    evening_offer: str = line(asks=True)
    """Late: the bedtime version, or the usual."""
    quiet: str = line()
    """For a day after a crisis, distress, or "not now": it is here, and how to begin."""
    quiet_kept: str = line()
    """The same, where a place is kept."""
    quiet_question: str = line(asks=True)
    """Offers nothing."""
    back: str = line("place")
    beginning: Name = line()
    """The place before the first group, as spoken in a sentence."""
    closing_rest: Name = line()
    """The place after the last group."""


@dataclass(frozen=True)
class Choosing:
    """Agreeing on what to do."""

    begin_offer: str = line("minutes", asks=True)
    fresh_offer: str = line("minutes", asks=True)
    nearest_minutes_offer: str = line("minutes", asks=True)
    nearest_offer: str = line("routine", "minutes", asks=True)
    which_routine: str = line()
    """One was asked for that isn't known: names three."""
    which_direction: str = line()
    which_left_out: str = line()
    rest: str = line()
    """Some of what was asked for with a session was not understood, and it begins all the same."""
    pace: Mapping[Pace, str] = line()
    """Of a session that begins."""
    own_order: str = line()
    """A direction was asked for that the routine can't take."""
    played: str = line()
    """This time, without questions."""
    background: Mapping[Background, str] = line()
    no_background: str = line()
    nothing_paused: str = line()
    nothing_left: str = line()
    declined: str = line()
    not_yet: str = line()


@dataclass(frozen=True)
class Guiding:
    """On the way."""

    check_in: tuple[str, ...] = line("part", asks=True)
    check_in_ending: str = line(asks=True)
    paused: str = line()
    go_on: str = line(asks=True)
    """The question after a pause, or after an answer."""
    time_left: str = line("place", "minutes")
    start_over: str = line()
    not_yet: str = line()
    """Before half a minute of quiet."""
    longer: str = line()
    """What is left was made longer, or shorter, ..."""
    shorter: str = line()
    longest: str = line()
    """... or as much so as it can be."""
    shortest: str = line()
    in_all: str = line("minutes")
    minutes_left: str = line("minutes")
    """What a change on the way means for the time left."""
    finish_in: str = line("minutes")
    finish_fewer: str = line("minutes")
    """The last parts stay out for it."""
    finish_nearest: str = line("minutes")
    which_finish: str = line()
    nothing_under_way: str = line()


@dataclass(frozen=True)
class Areas:
    """Parts of the body that are left out, pictured, or only let go."""

    skipped_now: str = line("area")
    skipped_always: str = line("area")
    included: str = line("area")
    imagined: str = line("area")
    released: str = line("area")
    imagined_now: str = line("area")
    """This time only, as the next."""
    released_now: str = line("area")
    missing: str = line()
    """A limb that isn't there is left out for good: it is not named back, and no reason is asked."""
    which_missing: str = line()
    only: str = line("area")
    """Before a session of named parts alone."""
    not_here: str = line("area")
    other: str = line()
    """Of two parts that were named one was not understood."""
    which: str = line()
    which_way: str = line()
    """A part to go to that isn't known."""
    list_skipped: str = line("areas")
    list_imagined: str = line("areas")
    list_released: str = line("areas")
    list_nothing: str = line()
    both: str = line("first", "last")
    """Joins the last two of a list."""


@dataclass(frozen=True)
class Asking:
    """What surrounds an answer."""

    unknown: str = line()
    card_note: str = line()
    """At the end of every answer in writing."""
    sources: str = line()
    """Before the studies that a written answer rests on."""
    steps_sent: str = line()
    steps_title: str = line("minutes", "routine")
    silence: str = line("seconds")
    """A silence in the written steps."""
    steps_more: str = line(spoken=False)
    """Below the written steps: how to get what they rest on in writing too."""


@dataclass(frozen=True)
class Closing:
    """Last words."""

    kept: str = line()
    goodbye: str = line()
    good_night: str = line()
    welcome: str = line()
    """The kind word after thanks."""
    hands_free_offer: str = line(asks=True)
    """After the first session that was finished by day, once only."""


@dataclass(frozen=True)
class Recovering:
    """Help, and what did not come across."""

    help_before: tuple[str, ...] = line()
    """The first is help; each further one is told at "what else"."""
    help_paused: tuple[str, ...] = line()
    help_on_the_way: tuple[str, ...] = line()
    unclear_before: str = line()
    unclear_on_the_way: str = line()
    unclear_paused: str = line()
    """While a place is offered."""
    unclear_hands_free: str = line()
    """While going hands-free is offered."""
    still_unclear_before: str = line()
    """The second time in a row."""
    still_unclear_on_the_way: str = line()
    trouble: str = line()


@dataclass(frozen=True)
class Seen:
    """What stands on a screen beside what is heard."""

    pause: str = line()
    """The names of buttons, for who hears the screen."""
    go_on: str = line()
    next_part: str = line()
    previous_part: str = line()
    minutes_left: str = line("minutes")


@dataclass(frozen=True)
class Phrases:
    """All of the above."""

    opening: Opening
    choosing: Choosing
    guiding: Guiding
    areas: Areas
    caring: Caring
    urgent: Urgent
    conditions: Conditions
    keeping: Keeping
    asking: Asking
    adjusting: Adjusting
    suiting: Suiting
    closing: Closing
    recovering: Recovering
    playing: Playing
    screen: Seen
