"""What the tests of the store's listing share: a publisher, and what is built for them."""

import json
from collections.abc import Iterable
from typing import Any

from infra.publisher import Publisher
from infra.skill_package import MODELS, manifest
from skill.content.language import Calling
from skill.simulator.calling import address

CLINIC = Publisher(
    name="Clinic <North> & Friends",
    email="hello@clinic.example",
    privacy_policy_url="https://clinic.example/privacy.html",
    terms_of_use_url="https://clinic.example/terms.html",
    address="1 Quiet Lane, Northtown, Exampleland",
    complaints_to="Office for Data & Privacy",
    complaints_url="https://authority.example/complaints",
    skill_id="amzn1.ask.skill.01234567-89ab-cdef-0123-456789abcdef",
    endpoint="arn:aws:lambda:eu-west-1:123456789012:function:muscle-relaxation:live",
)
MANIFEST: dict[str, Any] = manifest(CLINIC)["manifest"]
LISTINGS: dict[str, dict[str, Any]] = MANIFEST["publishingInformation"]["locales"]
LOCALES = tuple(LISTINGS)


def language_model(locale: str) -> dict[str, Any]:
    """Return the language model of a locale as it is committed."""
    whole = json.loads((MODELS / f"{locale}.json").read_text("utf-8"))
    found: dict[str, Any] = whole["interactionModel"]["languageModel"]
    return found


def in_one_sentence_alone(told: Iterable[str], calling: Calling) -> list[str]:
    """Return what is told to be said with the skill's name and a wish, and not also apart: Alexa+ refuses it."""
    said = [address(each, calling) for each in told]
    opened = any(each.opens and not each.words for each in said)
    alone = {each.words for each in said if not each.opens} if opened else set()
    return [each.words for each in said if each.opens and each.words and each.words not in alone]
