"""What the skill says in pain, distress and danger, and of what is to be minded."""

from collections.abc import Mapping
from dataclasses import dataclass

from skill.practice.line import line


@dataclass(frozen=True)
class Caring:
    """Pain, distress and danger: above everything else."""

    pain: str = line()
    pain_offer: str = line("area", asks=True)
    distress: tuple[str, ...] = line()
    distress_offer: str = line(asks=True)
    distress_rest: tuple[str, ...] = line()
    """Before half a minute of quiet, where nobody wants to stop."""
    distress_gentler: tuple[str, ...] = line(asks=True)
    """After it."""
    pain_rest: tuple[str, ...] = line()
    pain_gentler: tuple[str, ...] = line(asks=True)
    """The same, where what hurts isn't to be left out."""
    aftercare: str = line()
    """After it was stopped in distress: no word of a place, nor of going on."""
    is_new: str = line(asks=True)
    """Of what somebody can't move."""
    not_new: str = line()
    """Before the offer to leave it out."""
    not_now: str = line()
    """In a bath, after alcohol, with a child or a stove: what needs somebody just now."""
    driving: str = line()


@dataclass(frozen=True)
class Urgent:
    """Where somebody is in danger: whom to call."""

    self_harm: str = line()
    """Before whom to call, for whoever thinks of harming themselves."""
    hurt: str = line()
    """The same, for whoever is hurt by somebody."""
    harm: str = line()
    """The same, for whoever is about to hurt somebody."""
    swollen: str = line()
    """One leg is hot and swollen: a doctor, today."""
    call_emergency: str = line("number")
    call_crisis: str = line("line", "number")
    call_hurt: str = line("line", "number")
    cannot_call: str = line()
    again_offer: str = line(asks=True)
    once_more_offer: str = line(asks=True)
    later: str = line()
    """Anything else was asked for meanwhile."""
    closed: str = line()
    local: str = line()
    """In the place of a number, as spoken in a sentence, where none is known."""
    card_title: str = line()
    card: str = line("number")
    card_line: str = line("line", "number")


@dataclass(frozen=True)
class Conditions:
    """What somebody says of their body or mind, or asks whether it is for them."""

    cautions: Mapping[str, str] = line()
    """By what was named: the ids of the values of CONDITION in interaction_model/intents.yaml."""
    general: str = line()
    """Where that isn't known."""
    ask_doctor: str = line()
    offer: str = line(asks=True)
    """What can be done until then; it never offers to begin."""
