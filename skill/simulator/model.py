"""Makes Alexa's interaction model from the sentences in interaction_model/."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from hassil import recognize_all

from skill.lines import ContentError
from skill.simulator.sentences import BUILT_IN, SLOT, Language, read

FOLDER = Path(__file__).parents[2] / "interaction_model"


def check_conflicts(language: Language) -> None:
    """Raise ContentError where a sample, its slots filled, is a sentence of another intent too."""
    for intent, samples in language.samples.items():
        for sentence in chain.from_iterable(_filled(sample, language) for sample in samples):
            for result in recognize_all(sentence, language.grammar):
                if result.intent.name != intent:
                    reason = f'"{sentence}" is a sentence of {result.intent.name} too'
                    raise ContentError(language.file, f"intents.{intent}", reason)


def alexa_model(language: Language) -> dict[str, Any]:
    """Return the interaction model in Alexa's form."""
    intents = []
    for name, slots in language.declared["intents"].items():
        intent: dict[str, Any] = {"name": name, "samples": list(language.samples[name])}
        if not name.startswith(BUILT_IN):
            intent["slots"] = [{"name": slot, "type": language.declared["slots"][slot]} for slot in slots]
        intents.append(intent)
    types = [
        {
            "name": name,
            "values": [
                {"id": id_, "name": {"value": first, "synonyms": others}} for id_, (first, *others) in ids.items()
            ],
        }
        for name, ids in language.said["slot_types"].items()
    ]
    sensitivity = {"fallbackIntentSensitivity": {"level": language.declared["fallback_sensitivity"]}}
    model = {"invocationName": language.said["invocation"], "intents": intents, "types": types}
    return {"interactionModel": {"languageModel": model | {"modelConfiguration": sensitivity}}}


def main(arguments: Sequence[str] | None = None, folder: Path = FOLDER) -> int:
    """Write Alexa's model of every locale; with --check only say which is not current."""
    parser = argparse.ArgumentParser(prog="python -m skill.simulator.model", description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a model is not current")
    check = parser.parse_args(arguments).check
    try:
        models = dict(_models(folder))
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    stale = [path for path, text in models.items() if not path.exists() or path.read_text("utf-8") != text]
    for path in stale:
        if check:
            print(f"{path.relative_to(folder.parent)} is not current: run `make model`", file=sys.stderr)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(models[path], "utf-8")
    return int(check and bool(stale))


def _models(folder: Path) -> Iterator[tuple[Path, str]]:
    for file in sorted(folder.glob("??.yaml")):
        language = read(folder, file.stem)
        check_conflicts(language)
        text = json.dumps(alexa_model(language), indent=2, ensure_ascii=False) + "\n"
        yield from ((folder / "locales" / f"{locale}.json", text) for locale in language.said["locales"])


def _filled(sample: str, language: Language) -> Iterator[str]:
    """Yield a sample with its slots filled: by every value if at most one word of its own tells it apart."""
    spoken = {slot: [words for words, _ in language.spoken(slot)] or ["ten"] for slot in SLOT.findall(sample)}
    longest = max(map(len, spoken.values()), default=1)
    for turn in range(longest if len(sample.split()) < len(spoken) + 2 else 1):
        yield sample.format(**{slot: words[turn % len(words)] for slot, words in spoken.items()})


if __name__ == "__main__":
    sys.exit(main())
