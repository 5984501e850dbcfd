"""Who publishes the skill: what only they can say, read from infra/publisher.yaml."""

from dataclasses import dataclass, fields
from pathlib import Path

from skill.content.fault import WHOLE, ContentError, Fault
from skill.content.reader import Reader
from skill.content.yaml_file import read_file
from skill.practice.declaration import declare

UNNAMED = r"(?i:(?!.*alexa))"
"""The store takes no address and no publisher's name with "alexa" in it (docs/platform.md)."""
ANY_URL = r"(?a:https://[\w-]+(\.[\w-]+)+(:\d+)?([/?#][\w.~!$&()*+,;=:@%/?#-]*)?)"
"""In the signs that an address may have: no quote, no space, no letter beyond ASCII."""
URL = UNNAMED + ANY_URL
EMAIL = r"[\w.+'-]+@[\w-]+(\.[\w-]+)+"
WORDS = r"\w.*\S"
"""A line that begins with a letter or a digit."""
REGIONS = ("us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1")
"""Where Alexa calls functions."""
SKILL_ID = r"amzn1\.ask\.skill\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
ENDPOINT = rf"(?a:arn:aws:lambda:({'|'.join(REGIONS)}):\d{{12}}:function:[\w-]{{1,64}}:live)"
"""Alexa may call what is live, and nothing else (infra/template.yaml)."""
PAGES = ("privacy_policy_url", "terms_of_use_url", "complaints_url")
"""Each is a page of its own."""


@dataclass(frozen=True)
class Publisher:
    """Who stands behind the skill in the store."""

    name: str = declare(form=UNNAMED + WORDS, what='the name that listeners read, without "alexa" in it,')
    email: str = declare(form=EMAIL, what="the e-mail address that listeners write to")
    privacy_policy_url: str = declare(
        form=URL, what='the https address where you host build/pages/privacy.html, without "alexa" in it,'
    )
    terms_of_use_url: str = declare(
        form=URL, what='the https address where you host build/pages/terms.html, without "alexa" in it,'
    )
    address: str = declare(form=r"\w.{8,}\S", what="the postal address of whoever answers for the data, in one line,")
    complaints_to: str = declare(
        form=WORDS, what="the name of the authority that people may complain to about their data"
    )
    complaints_url: str = declare(form=ANY_URL, what="the https address of that authority")
    skill_id: str = declare(
        form=SKILL_ID, what="the skill's id, amzn1.ask.skill. and a UUID, from the developer console,"
    )
    endpoint: str = declare(
        form=ENDPOINT,
        what=f"the output `Endpoint` of the stack, an ARN that ends in :live, in {', '.join(REGIONS)},",
    )


NOBODY = Publisher(*("" for _ in fields(Publisher)))
"""Whose pages can be filled in before anything is known."""


def read(path: Path) -> Publisher:
    """Return the publisher; raises ContentError with all that is missing or wrong."""
    file = str(path)
    if not path.exists():
        raise ContentError(
            Fault(file, WHOLE, "this file is missing: PUBLISHER= says where it is, a copy of infra/publisher.yaml")
        )
    reader = Reader(file)
    given = reader.parts(Publisher, reader.opened(read_file(path, file)))
    urls = [(key, given[key].rstrip("/").lower()) for key in PAGES if key in given]
    for order, (key, url) in enumerate(urls):
        for other, same in urls[:order]:
            if url == same:
                reader.fault(key, f"{given[key]} is {other} as well: each is a page of its own")
    reader.close()
    return Publisher(**given)
