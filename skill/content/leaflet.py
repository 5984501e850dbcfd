"""The words of the leaflet, a page on paper."""

from dataclasses import dataclass

from skill.practice.line import line


@dataclass(frozen=True)
class Saying:
    """Something to say to the skill."""

    say: str = line()
    does: str = line()


@dataclass(frozen=True)
class Leaflet:
    """The file. The first words of safety and the numbers to call are put in from elsewhere."""

    title: str = line()
    lead: str = line()
    about_title: str = line()
    about: str = line()
    how_title: str = line()
    steps: tuple[str, ...] = line()
    stop: str = line()
    """When to stop: below the first words of safety."""
    cautions: tuple[str, ...] = line()
    """Whatever else to mind."""
    say_title: str = line()
    sayings: tuple[Saying, ...] = line()
    emergency: str = line("emergency")
    crisis: str = line("crisis")
