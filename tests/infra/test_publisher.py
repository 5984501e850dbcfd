"""What a publisher says of themselves is read as it stands, and what can't be used is shown with its remedy."""

import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
import yaml

from infra.publisher import SKILL_ID, read
from infra.skill_package import INFRA
from skill.content.fault import ContentError
from tests.infra.listed import CLINIC
from tests.infra.template import read as read_template

WHOLE = yaml.safe_dump(asdict(CLINIC), allow_unicode=True, sort_keys=False)


def refusal(path: Path) -> str:
    """Return what is said of a file that can't be used."""
    with pytest.raises(ContentError) as refused:
        read(path)
    return str(refused.value)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clinic.yaml"


def test_a_publisher_who_has_set_everything(path: Path) -> None:
    path.write_text(WHOLE, "utf-8")
    assert read(path) == CLINIC


@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.replace("email", "# who reads it\nemail").encode(),
    ],
)
def test_how_an_editor_saves_it_does_not_matter(path: Path, written: Callable[[str], bytes]) -> None:
    path.write_bytes(written(WHOLE))
    assert read(path) == CLINIC


def test_nothing_set_is_said_at_once_and_by_name(path: Path) -> None:
    form = (INFRA / "publisher.yaml").read_text("utf-8")  # may be filled in by whoever runs this
    path.write_text(re.sub(r'^(\w+:) +"[^"]*"', r'\1 ""', form, flags=re.M), "utf-8")
    said = refusal(path).splitlines()
    assert [line.removeprefix(f"{path}: ").split(":")[0] for line in said] == list(asdict(CLINIC))
    assert all(": nothing stands here: " in line for line in said)


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("name", " "),
        ("name", 12),
        ("name", ["Clinic"]),
        ("name", "<your name>"),
        ("name", "The Alexa Clinic"),
        ("email", "hello"),
        ("email", "<hello@clinic.example>"),
        ("email", "hello@clinic"),
        ("privacy_policy_url", "http://clinic.example/privacy.html"),
        ("privacy_policy_url", "https://clinic.example/alexa/privacy.html"),
        ("privacy_policy_url", 'https://clinic.example/"privacy".html'),
        ("privacy_policy_url", "https://clinic.example/pri vacy.html"),
        ("privacy_policy_url", "https://clinic.example/\N{HORIZONTAL ELLIPSIS}"),
        ("privacy_policy_url", "https://localhost/privacy.html"),
        ("terms_of_use_url", "terms.html"),
        ("terms_of_use_url", "https://my-Alexa.example/terms.html"),
        ("address", "Home"),
        ("address", "1 Quiet Lane\nNorthtown"),
        ("complaints_to", " "),
        ("complaints_url", "authority.example"),
        ("complaints_url", "https://authority.example/it's"),
        ("skill_id", "amzn1.ask.skill.desk"),
        ("skill_id", "amzn1.ask.skill.\N{HORIZONTAL ELLIPSIS}"),
        ("skill_id", f"amzn1.ask.skill.{'-' * 36}"),
        ("skill_id", f"amzn1.ask.skill.{'0' * 36}"),
        ("endpoint", "arn:aws:lambda:eu-west-1:123456789012:function:muscle-relaxation"),  # no alias
        ("endpoint", "arn:aws:lambda:eu-west-1:123456789012:function:muscle-relaxation:$LATEST"),
        ("endpoint", "arn:aws:lambda:eu-west-1:123456789012:function:muscle-relaxation:7"),
        ("endpoint", "arn:aws:lambda:eu-central-1:123456789012:function:muscle-relaxation:live"),  # none of Alexa's
        ("endpoint", "arn:aws:dynamodb:eu-west-1:123456789012:table/muscle-relaxation"),
    ],
)
def test_what_is_set_wrongly_is_refused_and_shown(path: Path, key: str, wrong: object) -> None:
    path.write_text(yaml.safe_dump(asdict(CLINIC) | {key: wrong}, allow_unicode=True), "utf-8")
    said = refusal(path)
    assert said.startswith(f"{path}: {key}: ")
    assert said.endswith(f"is expected here, not {wrong!r}")


@pytest.mark.parametrize("key", list(asdict(CLINIC)))
def test_quotes_that_an_editor_has_curled_are_told(path: Path, key: str) -> None:
    curled = "\N{LEFT DOUBLE QUOTATION MARK}" + asdict(CLINIC)[key] + "\N{RIGHT DOUBLE QUOTATION MARK}"
    path.write_text(yaml.safe_dump(asdict(CLINIC) | {key: curled}, allow_unicode=True), "utf-8")
    assert refusal(path).startswith(f"{path}: {key}: write straight quotes")


@pytest.mark.parametrize("word", ["yes", "On", "false"])
def test_a_word_that_yaml_takes_for_true_or_false_is_refused(path: Path, word: str) -> None:
    path.write_text(WHOLE.replace(f"name: {CLINIC.name}", f"name: {word}"), "utf-8")
    assert refusal(path) == f'{path}: name: put yes, no, on and off in "quotes", or they are read as true and false'


@pytest.mark.parametrize(
    ("key", "same"),
    [
        ("terms_of_use_url", CLINIC.privacy_policy_url),
        ("terms_of_use_url", CLINIC.privacy_policy_url.replace("clinic", "Clinic") + "/"),
        ("complaints_url", CLINIC.privacy_policy_url),
    ],
)
def test_one_address_for_two_pages_is_refused(path: Path, key: str, same: str) -> None:
    path.write_text(yaml.safe_dump(asdict(CLINIC) | {key: same}), "utf-8")
    assert refusal(path) == f"{path}: {key}: {same} is privacy_policy_url as well: each is a page of its own"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (WHOLE.replace("Quiet", "Qui\N{LATIN SMALL LETTER E WITH ACUTE}t").encode("latin-1"), "save the file as UTF-8"),
        (WHOLE.encode("utf-16"), "save the file as UTF-8"),
        (b"", "keys with values are expected here"),
        (WHOLE.replace("name", "\tname").encode(), "line 1: a tab stands here"),
        (WHOLE.replace("email", "e_mail").encode(), "e_mail: unknown key; is email meant?"),
        (WHOLE.encode() + b"---\n" + WHOLE.encode(), "a file is one"),
        (f"- {WHOLE.splitlines()[0]}\n".encode(), "keys with values are expected here"),
    ],
)
def test_a_file_that_is_wrong_in_itself_is_refused_with_the_remedy(path: Path, written: bytes, told: str) -> None:
    path.write_bytes(written)
    assert told in refusal(path)


def test_no_file_and_a_folder_are_told_apart(path: Path) -> None:
    assert "this file is missing: PUBLISHER= says where it is, a copy of infra/publisher.yaml" in refusal(path)
    path.mkdir()
    assert "this file can't be opened: is a directory" in refusal(path)


def test_the_template_takes_the_same_ids_of_a_skill() -> None:
    pattern = read_template()["Parameters"]["SkillId"]["AllowedPattern"]
    assert pattern == f"^({SKILL_ID})?$"
