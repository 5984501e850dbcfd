"""How well what people say is understood, by three judges: the desk, a recogniser trained on the JSON, word for word.

The second and the third know nothing but the JSON that Amazon gets, the second also talk that is meant for nobody;
neither has seen an utterance of the corpora. A fourth line has: the blind corpus, once the other one is in the model.
"""

import json
from collections import Counter
from collections.abc import Sequence

from skill.simulator.model import FOLDER
from skill.simulator.spelling import numbers
from skill.simulator.understanding import Understanding
from tests.bench.recogniser import NOBODY, Model, Recogniser
from tests.bench.word_for_word import WordForWord
from tests.simulator.corpus import HOW, Utterance, judged, read

CORPORA = ("building", "blind")
DOUBTS = (0.0, 0.8, 1.0, 1.1, 1.2, 1.3)
"""What the recogniser's guess has to weigh before it takes an utterance for something."""
OTHERS = FOLDER / "other_talk" / "en.txt"


def report() -> None:
    """Print a line for each corpus and judge, and what the recogniser does at each doubt."""
    model = Model(json.loads((FOLDER / "locales" / "en-US.json").read_text("utf-8")), numbers("en"))
    others, corpora = OTHERS.read_text("utf-8").splitlines(), {name: read(name) for name in CORPORA}
    understanding, literal = Understanding.load(FOLDER), WordForWord(model)
    trained = Recogniser.trained(model, others)
    said = [(each.say, each.intent if each.meant else NOBODY) for each in corpora["building"]]
    trained_more = Recogniser.trained(model, others, said)
    print(f"{'judge':20}{'corpus':10}" + "".join(f"{how:>9}" for how in HOW) + "    right    wrong   of nobody's taken")
    for name, corpus in corpora.items():
        _print("the desk", name, corpus, [judged(utterance, understanding) for utterance in corpus])
        _print("word for word", name, corpus, [compared(each, *literal.heard(each.say)) for each in corpus])
        _print_curve("trained", trained, name, corpus)
    _print_curve("trained on both", trained_more, "blind", corpora["blind"])


def _print_curve(judge: str, recogniser: Recogniser, name: str, corpus: Sequence[Utterance]) -> None:
    guesses = recogniser.guesses([utterance.say for utterance in corpus])
    slots = [recogniser.slots(guess.intent, each.say) for each, guess in zip(corpus, guesses, strict=True)]
    for doubt in DOUBTS:
        taken = [guess.intent if guess.weight >= doubt else NOBODY for guess in guesses]
        how = [compared(*each) for each in zip(corpus, taken, slots, strict=True)]
        _print(f"{judge}, {doubt:.1f}", name, corpus, how)


def compared(utterance: Utterance, intent: str, slots: dict[str, str]) -> str:
    """Return how an utterance is understood that is taken for an intent with slots, or for nothing."""
    if intent == NOBODY:
        return "missed" if utterance.meant else "exact"
    return "nearest" if intent in (utterance.intent, utterance.parted) and slots == utterance.slots else "wrong"


def _print(judge: str, name: str, corpus: Sequence[Utterance], how: Sequence[str]) -> None:
    meant = Counter(each for utterance, each in zip(corpus, how, strict=True) if utterance.meant)
    nobodys = Counter(each for utterance, each in zip(corpus, how, strict=True) if not utterance.meant)
    right = (meant["exact"] + meant["nearest"]) / meant.total()
    counts = "".join(f"{meant[each]:9}" for each in HOW)
    wrong = f"{meant['wrong'] / meant.total():9.1%}"
    print(f"{judge:20}{name:10}{counts}{right:9.1%}{wrong}{nobodys['wrong']:9} of {nobodys.total()}")
