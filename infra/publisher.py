"""Who publishes the skill: what only they can say, read from infra/publisher.yaml."""

import re
from dataclasses import dataclass, fields
from pathlib import Path

from skill.content.outside import check_keys
from skill.content.yaml_file import parse

UNNAMED = r"(?i:(?!.*alexa))"
"""The store takes no address and no publisher's name with "alexa" in it (docs/platform.md)."""
ANY_URL = r"https://[^\s/]+\.[^\s/]+(/\S*)?"
URL = UNNAMED + ANY_URL
REGIONS = ("us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1")
"""Where Alexa calls functions."""
WANTED = {
    "name": (UNNAMED + r"\S.*\S", 'the name that listeners read, without "alexa" in it'),
    "email": (r"[^@\s]+@[^@\s]+\.[^@\s]+", "the address that listeners write to"),
    "privacy_policy_url": (URL, 'the https address where you host build/pages/privacy.html, without "alexa" in it'),
    "terms_of_use_url": (URL, 'the https address where you host build/pages/terms.html, without "alexa" in it'),
    "address": (r"\S.{8,}\S", "the postal address of whoever answers for the data, in one line"),
    "complaints_to": (r"\S.*\S", "the authority that people may complain to about their data, by its name"),
    "complaints_url": (ANY_URL, "the https address of that authority"),
    "skill_id": (r"amzn1\.ask\.skill\.[0-9a-f-]{36}", "amzn1.ask.skill.…, from the developer console"),
    "endpoint": (
        rf"arn:aws:lambda:({'|'.join(REGIONS)}):\d{{12}}:function:[\w-]+:[A-Za-z][\w-]*",
        f"the ARN with the alias at its end, the output `Endpoint` of the stack, in a region of {', '.join(REGIONS)}",
    ),
}
"""Of each: its form, and what it is."""


class NotSet(Exception):
    """Something that only the publisher can say is not said; it tells what, and where to say it."""


@dataclass(frozen=True)
class Publisher:
    """Who stands behind the skill in the store."""

    name: str
    email: str
    privacy_policy_url: str
    terms_of_use_url: str
    address: str
    """By post."""
    complaints_to: str
    """The authority that watches over the protection of data."""
    complaints_url: str
    skill_id: str
    endpoint: str


def read(path: Path) -> Publisher:
    """Return the publisher; raises NotSet, or ContentError where the file can't be read."""
    if not path.is_file():
        raise NotSet(f"{path} is missing; infra/publisher.yaml shows what belongs in it")
    raw = parse(path.read_text("utf-8"), path.name)
    check_keys(raw, (field.name for field in fields(Publisher)), path.name)
    missing = [
        f"  {key}: {what}"
        for key, (form, what) in WANTED.items()
        if not re.fullmatch(form, str(raw[key] or "").strip())
    ]
    if missing:
        raise NotSet("\n".join([f"Please set in {path}:", *missing]))
    return Publisher(**{key: str(raw[key]).strip() for key in WANTED})
