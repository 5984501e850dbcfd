"""`make pictures`: docs/pictures, screens as Amazon's renderer shows them in the middle of a session."""

from pathlib import Path

from skill.content.content import load
from skill.screen.moments import Phase
from skill.simulator.desk import CONTENT, MODEL
from skill.simulator.dialogue.repeating import Repeating
from tests.screen.documents import said_on_a_screen
from tests.screen.renderer import ROUND, TV, WIDE, renderer

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
SESSIONS = {
    "show-wide": ("Alexa, ask muscle relaxation for the sixteen part version", "upper_arms", WIDE),
    "show-round": ("Alexa, start muscle relaxation", "calves", ROUND),
    "show-tv": ("Alexa, ask muscle relaxation for the four part version", "arm_whole", TV),
}
"""By the name of a picture what is said, the muscle group that is tense in it, and the screen."""
GLOWS = 1.5
"""Seconds into a tension after which it glows."""


def main() -> None:
    """Draw them all."""
    content, understanding = load(CONTENT), Repeating.load(MODEL)
    FOLDER.mkdir(exist_ok=True)
    with renderer() as amazon:
        for name, (said, group, viewport) in SESSIONS.items():
            sent = said_on_a_screen([said], content, understanding)[-1]
            tense = next(each for each in sent.moments(content) if each.group == group and each.phase is Phase.TENSE)
            with amazon.show(sent.document, viewport) as screen:
                screen.at(content.library.speech_time.seconds(sent.before) + tense.at + GLOWS)
                (FOLDER / f"{name}.png").write_bytes(screen.picture())
            print(FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
