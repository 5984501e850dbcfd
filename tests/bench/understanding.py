"""How well what people say is understood: the corpus that is built on, and the blind one."""

from collections import Counter

from skill.simulator.understanding import Understanding
from tests.bench.voices import ROOT
from tests.simulator.corpus import HOW, judged, read


def report() -> None:
    """Print one line for what each corpus means for the skill, and one for what it means for nobody."""
    understanding = Understanding.load(ROOT / "interaction_model")
    print(f"{'corpus':10}{'utterances':>12}" + "".join(f"{how:>10}" for how in HOW) + f"{'right':>10}{'wrong':>10}")
    for name in ("building", "blind"):
        corpus = read(name)
        how = [(utterance.meant, judged(utterance, understanding)) for utterance in corpus]
        meant: Counter[str] = Counter(each for is_meant, each in how if is_meant)
        taken = sum(each == "wrong" for is_meant, each in how if not is_meant)
        right = (meant["exact"] + meant["nearest"]) / meant.total()
        counts = "".join(f"{meant[each]:10}" for each in HOW)
        print(f"{name:10}{meant.total():12}{counts}{right:10.1%}{meant['wrong'] / meant.total():10.1%}")
        print(f"{'':10}{len(corpus) - meant.total():12}   meant for nobody, {taken} of them taken for something")
