"""How well what people say is understood, by three judges: the desk, one of another kind, and word for word.

All know nothing but the JSON that Amazon gets, and talk that is meant for nobody. Of the unseen corpus only counts are
printed: whoever builds on a line of it has to replace it.
"""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import quantiles

from skill.handlers.meanings import meant
from skill.simulator.alexa_model import AlexaModel
from skill.simulator.learning import NOBODY, learn
from skill.simulator.model import FOLDER
from skill.simulator.recogniser import Recogniser
from skill.simulator.sentences import other_talk
from skill.simulator.sentences import read as read_sentences
from skill.simulator.understanding import ENOUGH, Understanding
from tests.bench.neighbours import Neighbours
from tests.simulator.corpus import HARMFUL, Utterance, one, read

CORPORA = ("building", "unseen")
LOCALE = "en-US"
DOUBTS = (0.0, 0.8, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5)
"""What the desk's guess has to weigh before it takes an utterance for something that can do no harm."""
LIKENESSES = (0.5, 0.6, 0.7)
"""What the judge of another kind has to find."""
FIFTH = 5
Heard = tuple[str, dict[str, str]]
"""An intent, NOBODY where it is left alone, and the values of its slots."""
Judge = Callable[[str], Heard]


def report() -> None:
    """Print sizes, costs, what each judge hears of each corpus, and what the second half of the sentences gains."""
    model = AlexaModel.read(FOLDER / "locales" / f"{LOCALE}.json")
    _print_sizes(model)
    _print_costs()
    understanding, others = Understanding.load(FOLDER), other_talk(FOLDER, "en")
    neighbours = Neighbours(model, others)
    for name in CORPORA:
        corpus = read(name)
        print(f"\n{name}: {len(corpus)} utterances")
        print(f"{'judge':24}   right    half   wrong  missed  harmful  of nobody's taken")
        for doubt in DOUBTS:
            _print_row(f"the desk, {doubt}", corpus, _at(understanding, doubt))
        for likeness in LIKENESSES:
            _print_row(f"most alike, {likeness}", corpus, _alike(neighbours, likeness))
        _print_row("word for word", corpus, _word_for_word(model))
        for kind in sorted({each.kind for each in corpus}):
            alone = [each for each in corpus if each.kind == kind]
            _print_row(f"the desk, {kind or 'any'}", alone, _at(understanding, ENOUGH))
    _print_halves(model, others)


def _print_sizes(model: AlexaModel) -> None:
    language, file = read_sentences(FOLDER, "en"), FOLDER / "locales" / f"{LOCALE}.json"
    samples = sum(map(len, model.samples.values()))
    code = Path(sys.modules[Understanding.__module__].__file__ or "").parent
    names = [
        "sentences",
        "joined",
        "two_wishes",
        "heard",
        "corrections",
        "alexa_model",
        "learning",
        "recogniser",
        "slots",
        "understanding",
        "spelling",
        "model",
    ]
    lines = sum(len((code / f"{name}.py").read_text("utf-8").splitlines()) for name in names)
    print(f"{language.lines} lines are written, {samples} samples and {file.stat().st_size} bytes sent of {LOCALE}")
    print(f"{lines} lines of code make the model and understand by it")


def _print_costs() -> None:
    """Print the CPU of a start beside that of importing scikit-learn alone, and of an utterance."""
    start = _cpu("from skill.simulator.understanding import *; Understanding.load(Path('interaction_model'))")
    alone = _cpu("import sklearn.svm, sklearn.feature_extraction.text, sklearn.pipeline")
    print(f"a start takes {start:.2f} s of CPU, {start / alone:.2f} times what importing scikit-learn does")
    understanding, times = Understanding.load(FOLDER), []
    for each in read("building"):
        begun = time.process_time()
        understanding.understand(each.say)
        times.append(1000 * (time.process_time() - begun))
    print(f"an utterance takes {sum(times) / len(times):.1f} ms of CPU, {quantiles(times, n=100)[-1]:.1f} ms at p99")


def _cpu(code: str) -> float:
    """Return the seconds of CPU that a process takes."""
    timed = f"import time; {code}; print(time.process_time())"
    run = subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True, cwd=FOLDER.parent)
    return float(run.stdout)


def _at(understanding: Understanding, doubt: float) -> Judge:
    doubting = replace(understanding, enough=doubt)

    def judge(said: str) -> Heard:
        heard = doubting.understand(said)
        if heard is None:
            return NOBODY, {}
        return heard.intent, {name: slot.id or slot.value for name, slot in heard.slots.items()}

    return judge


def _alike(neighbours: Neighbours, likeness: float) -> Judge:
    def judge(said: str) -> Heard:
        intent, slots, alike = neighbours.heard(said)
        return (intent, slots) if alike >= likeness else (NOBODY, {})

    return judge


def _word_for_word(model: AlexaModel) -> Judge:
    def judge(said: str) -> Heard:
        intent, spans = model.exactly(said) or (NOBODY, {})
        return intent, {slot: span.value for slot, span in spans.items()}

    return judge


def _print_row(name: str, corpus: Sequence[Utterance], judge: Judge) -> None:
    how, harmful = Counter[str](), 0
    for each in corpus:
        intent, slots = judge(each.say)
        found = ("missed" if each.meant else "left") if intent == NOBODY else each.judged(intent, slots)
        how[found if each.meant else ("taken" if intent != NOBODY else "left")] += 1
        harmful += found == "wrong" and one(meant(intent, {})[0]) in HARMFUL - {one(meant(each.intent, {})[0])}
    of = (how["nearest"] + how["half"] + how["wrong"] + how["missed"]) or 1
    shares = "".join(f"{how[each] / of:8.1%}" for each in ("nearest", "half", "wrong", "missed"))
    print(f"{name:24}{shares}{harmful:9}{how['taken']:9} of {how['taken'] + how['left']}")


def _print_halves(model: AlexaModel, others: Sequence[str]) -> None:
    """Print how many of a fifth of each intent's sentences are heard by half of the others, and by all of them."""
    held = {intent: samples[::FIFTH] for intent, samples in model.samples.items()}
    rest = {i: [each for n, each in enumerate(samples) if n % FIFTH] for i, samples in model.samples.items()}
    halves = {intent: samples[::2] for intent, samples in rest.items()}
    columns = []
    for samples in (halves, rest):
        part = AlexaModel(model.digest, samples, model.slots, model.values)
        recogniser = Recogniser(part, (), learn(part, (), others))
        columns.append({i: _heard(recogniser, model, i, each) for i, each in held.items() if len(each) > 1})
    print("\nof a fifth of its sentences, by half of the others and by all of them")
    for intent in columns[0]:
        half, whole = (column[intent] for column in columns)
        print(f"{intent:24}{len(model.samples[intent]):5} sentences{half:8.0%}{whole:8.0%}")
    half, whole = (sum(column.values()) / len(column) for column in columns)
    print(f"{'on average':24}{'':15}{half:8.1%}{whole:8.1%}")


def _heard(recogniser: Recogniser, model: AlexaModel, intent: str, samples: Sequence[str]) -> float:
    right = 0
    for sample in samples:
        said = sample.format(**{slot: next(iter(model.values[type_])) for slot, type_ in model.slots[intent].items()})
        right += meant(recogniser.guess(said).intent, {})[0] == meant(intent, {})[0]
    return right / len(samples)
