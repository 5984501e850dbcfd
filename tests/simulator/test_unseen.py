"""The corpus that nobody has opened: only counted, so that no failure prints a line of it."""

from collections import Counter

from skill.content.yaml_file import parse
from skill.simulator.model import FOLDER
from skill.simulator.sentences import other_talk
from tests.simulator.corpus import CORPORA, NOBODY

URGENT = {
    "EmergencyIntent", "SelfHarmIntent", "HurtByOthersIntent", "HarmOthersIntent", "DrivingIntent", "NotNowIntent",
    "DistressIntent", "PainIntent",
}  # fmt: skip
KEYS = {"say", "intent", "slots", "kind", "also", "or"}


def test_it_is_large_half_hard_and_shares_nothing_with_what_is_built_on() -> None:
    rows = parse((CORPORA / "unseen.yaml").read_text("utf-8"), "unseen.yaml")
    said = {row["say"] for row in rows}
    intents, kinds = Counter(row["intent"] for row in rows), Counter(row["kind"] for row in rows)
    urgent = sum(intents[intent] for intent in URGENT)
    assert len(said) == len(rows)
    assert sum(not row.keys() <= KEYS for row in rows) == 0
    assert intents[NOBODY] >= 100
    assert urgent >= 150
    assert len(rows) - urgent - intents[NOBODY] >= 400
    assert kinds["plain"] <= 0.55 * (len(rows) - urgent - intents[NOBODY])
    assert len(said & set(other_talk(FOLDER, "en"))) == 0
