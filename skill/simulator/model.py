"""Makes Alexa's interaction model from the sentences in interaction_model/."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from skill.content.fault import ContentError, Fault
from skill.simulator import generated
from skill.simulator.sentences import BUILT_IN, NUMBER, SLOT, Sentences, read

FOLDER = Path(__file__).parents[2] / "interaction_model"
MOST_CHARACTERS = 1_000_000
"""Of a whole model; ask-cli's issue 9 has the service's own words for it."""
MOST_SYNONYMS = 100
"""Of one value of a slot."""
MOST_FILLINGS = 200
"""Of one sample, to compare it with other intents' samples word by word."""


def check_conflicts(language: Sentences) -> None:
    """Raise ContentError where two intents serve one sentence.

    What is urgent may take a sentence from any other intent: it is declared to win.
    """
    urgent, owners = language.declared["urgent"], dict[str, str]()
    for intent, samples in language.samples.items():
        for sentence in (sentence for sample in samples for sentence in _filled(sample, language)):
            owner = owners.setdefault(sentence, intent)
            if owner != intent and owner not in urgent:
                reason = f'"{sentence}" is a sentence of {owner} too'
                raise ContentError(Fault(language.file, f"intents.{intent}", reason))


def _filled(sample: str, language: Sentences) -> Iterator[str]:
    """Yield a sample with the type of each slot in its place, and filled by the values if these are not too many."""
    types = {slot: language.declared["slots"][slot] for slot in SLOT.findall(sample)}
    yield sample.format(**{slot: f"{{{type_}}}" for slot, type_ in types.items()})
    values = {slot: [words for words, _ in language.spoken(slot)] for slot, type_ in types.items() if type_ != NUMBER}
    values |= {slot: ["ten"] for slot in types.keys() - values.keys()}
    for number, words in enumerate(product(*values.values())):
        if number == MOST_FILLINGS:
            return
        yield sample.format(**dict(zip(values, words, strict=True)))


def alexa_model(language: Sentences, locale: str) -> dict[str, Any]:
    """Return the interaction model in Alexa's form, without the words that its locale does not say."""
    unsaid = [f" {words} " for words in language.said["locales"][locale]]

    def said(texts: Iterable[str]) -> list[str]:
        return [text for text in texts if not any(words in f" {text} " for words in unsaid)]

    intents = []
    for name, slots in language.declared["intents"].items():
        intent: dict[str, Any] = {"name": name, "samples": said(language.samples[name])}
        if not name.startswith(BUILT_IN):
            intent["slots"] = [{"name": slot, "type": language.declared["slots"][slot]} for slot in slots]
        intents.append(intent)
    types = [
        {"name": name, "values": [_value(id_, said(words)) for id_, words in ids.items()]}
        for name, ids in language.values.items()
    ]
    sensitivity = {"fallbackIntentSensitivity": {"level": language.declared["fallback_sensitivity"]}}
    model = {"invocationName": language.said["invocation"], "intents": intents, "types": types}
    return {"interactionModel": {"languageModel": model | {"modelConfiguration": sensitivity}}}


def _value(id_: str, words: Sequence[str]) -> dict[str, Any]:
    return {"id": id_, "name": {"value": words[0], "synonyms": list(words[1 : 1 + MOST_SYNONYMS])}}


def main(arguments: Sequence[str] | None = None, folder: Path = FOLDER) -> int:
    """Write Alexa's model of every locale; with --check only say which is not current. Return the exit code."""
    return generated.write(lambda: dict(_models(folder)), "make model", arguments)


def _models(folder: Path) -> Iterator[tuple[Path, str]]:
    for file in sorted(folder.glob("??.yaml")):
        language = read(folder, file.stem)
        check_conflicts(language)
        for locale in language.said["locales"]:
            text = json.dumps(alexa_model(language, locale), indent=2, ensure_ascii=False) + "\n"
            if len(text) > MOST_CHARACTERS:
                reason = f"{locale}.json is longer than the {MOST_CHARACTERS} characters that Alexa takes"
                raise ContentError(Fault(language.file, "intents", reason))
            yield folder / "locales" / f"{locale}.json", text


if __name__ == "__main__":
    sys.exit(main())
