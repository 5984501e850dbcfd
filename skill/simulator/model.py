"""Makes Alexa's interaction model from the sentences in interaction_model/."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from skill.content.fault import ContentError, Fault
from skill.simulator import generated
from skill.simulator.joined import MOST_SYNONYMS
from skill.simulator.sentences import BUILT_IN, LANGUAGE, Sentences, read

FOLDER = Path(__file__).parents[2] / "interaction_model"
MOST_CHARACTERS = 1_000_000
"""Of a whole model; ask-cli's issue 9 has the service's own words for it."""
MOST_INTENTS = 250


def alexa_model(language: Sentences, locale: str) -> dict[str, Any]:
    """Return the interaction model in Alexa's form, without the words that its locale does not say."""
    unsaid = [f" {words} " for words in language.locales[locale]]

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
    model = {"invocationName": language.invocation, "intents": intents, "types": types}
    return {"interactionModel": {"languageModel": model | {"modelConfiguration": sensitivity}}}


def _value(id_: str, words: Sequence[str]) -> dict[str, Any]:
    return {"id": id_, "name": {"value": words[0], "synonyms": list(words[1:])}}


def check_limits(language: Sentences, locale: str, text: str) -> None:
    """Raise ContentError where a locale's model is larger than Alexa takes."""
    file = f"{language.code}/{LANGUAGE}"
    if len(text) > MOST_CHARACTERS:
        raise ContentError(Fault(file, f"locales.{locale}", f"its model is longer than {MOST_CHARACTERS} characters"))
    if (intents := len(language.declared["intents"])) > MOST_INTENTS:
        raise ContentError(Fault("intents.yaml", "intents", f"{intents}, where Alexa takes {MOST_INTENTS}"))
    for type_, ids in language.values.items():
        for id_, words in ids.items():
            if len(words) > MOST_SYNONYMS + 1:
                reason = f"{len(words)} words for one value, where Alexa takes {MOST_SYNONYMS + 1}"
                raise ContentError(Fault(f"{language.code}/values.yaml", f"{type_}.{id_}", reason))


def main(arguments: Sequence[str] | None = None, folder: Path = FOLDER) -> int:
    """Write Alexa's model of every locale; with --check only say which is not current. Return the exit code."""
    return generated.write(lambda: models(folder), "make model", arguments)


def models(folder: Path) -> dict[Path, str]:
    """Return Alexa's model of every locale, by the file that it belongs in; raises ContentError."""
    read_all = (read(folder, file.parent.name) for file in sorted(folder.glob(f"??/{LANGUAGE}")))
    return {path: text for language in read_all for path, text in models_of(folder, language)}


def models_of(folder: Path, language: Sentences) -> Iterator[tuple[Path, str]]:
    """Yield the file of each locale of a language, and its text; raises ContentError where Alexa wouldn't take it."""
    for locale in language.locales:
        text = json.dumps(alexa_model(language, locale), indent=0, ensure_ascii=False) + "\n"
        check_limits(language, locale, text)
        yield folder / "locales" / f"{locale}.json", text


if __name__ == "__main__":
    sys.exit(main())
