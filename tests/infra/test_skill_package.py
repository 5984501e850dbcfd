"""What `make package` writes for the store is whole, and names its publisher; without one it says what to set."""

import json
import re
from dataclasses import asdict
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from infra.skill_package import INFRA, MODELS, build, check_models, made_models, main, manifest
from skill.content.fault import ContentError
from skill.practice.preferences import ABOUT_AREAS, NAMES
from skill.practice.routine import Manner
from skill.simulator import model
from skill.simulator.calling import address
from skill.simulator.understanding import Understanding
from skill.store import record
from tests.infra.listed import CLINIC, LOCALES, in_one_sentence_alone
from tests.simulator.small_model import change, write

STORED = {
    record.USER,
    record.PERSON,
    record.SHAPE,
    record.EXPIRES,
    record.SINCE,
    record.WELCOMED,
    record.HANDS_FREE_OFFERED,
    record.SESSIONS,
    record.LAST,
    record.DONE,
    record.COUNTED_RUN,
    record.WISHED_AT,
    record.TAKEN_BACK_AT,
    record.BEGUN,
    record.BEGUN_AT,
    record.QUIET_UNTIL,
    record.BOOKMARK,
    record.STARTED_AT,
    *record.KEPT,
    *(record.WISH + name for name in NAMES),
    *(record.AREA + kind for kind in ABOUT_AREAS),
    *(record.FINISHED + manner for manner in Manner),
}
"""Every attribute of a record; of areas one for each, and of wishes one more, of which the name begins so."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    build(CLINIC, folder)
    return folder


def test_the_package_is_whole(built: Path) -> None:
    package = built / "skill-package"
    files = {path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()}
    models = {f"interactionModels/custom/{locale}.json" for locale in LOCALES}
    assert files == {"skill.json", "assets/images/icon-108.png", "assets/images/icon-512.png", *models}
    for listing in _json(package / "skill.json")["manifest"]["publishingInformation"]["locales"].values():
        for key, size in (("smallIconUri", 108), ("largeIconUri", 512)):
            assert listing[key] == f"file://assets/images/icon-{size}.png"
            assert (package / listing[key].removeprefix("file://")).is_file()


def test_ask_cli_finds_the_package_and_knows_the_skill(built: Path) -> None:
    profile = _json(built / "ask-resources.json")["profiles"]["default"]
    assert (built / profile["skillMetadata"]["src"] / "skill.json").is_file()
    assert _json(built / ".ask" / "ask-states.json")["profiles"]["default"]["skillId"] == CLINIC.skill_id


def test_what_was_built_before_is_gone(tmp_path: Path) -> None:
    old = tmp_path / "skill-package" / "interactionModels" / "custom" / "xx-XX.json"
    old.parent.mkdir(parents=True)
    old.write_text("{}")
    build(CLINIC, tmp_path)
    assert not old.exists()


class Page(HTMLParser):
    """What a page holds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data

    def values(self, name: str) -> list[str]:
        """Return every value of an attribute."""
        return [value for each, value in self.attributes if each == name]


@pytest.fixture(params=["privacy", "terms"])
def page(request: pytest.FixtureRequest, built: Path) -> Page:
    return Page((built / "pages" / f"{request.param}.html").read_text("utf-8"))


def test_a_page_names_its_publisher(page: Page) -> None:
    assert CLINIC.name in page.words
    assert f"mailto:{CLINIC.email}" in page.values("href")
    assert "$" not in page.words


def test_a_page_loads_nothing_and_runs_nothing(page: Page) -> None:
    assert not {"script", "link", "img", "iframe", "form"} & set(page.tags)
    assert not page.values("src")
    assert "url(" not in page.words
    assert "@import" not in page.words
    others = {CLINIC.privacy_policy_url, CLINIC.terms_of_use_url, f"mailto:{CLINIC.email}", CLINIC.complaints_url}
    assert set(page.values("href")) <= others


def test_a_page_can_be_read_by_everyone(page: Page) -> None:
    assert page.values("lang") == ["en"]
    assert (page.tags.count("h1"), page.tags.count("main"), page.tags.count("title")) == (1, 1, 1)
    assert "width=device-width" in page.values("content")[0]
    if "table" in page.tags:
        assert "caption" in page.tags
        assert page.values("scope") == ["row"] * page.tags.count("th")


@pytest.mark.promise("privacy-page")
def test_the_privacy_policy_tells_of_all_that_is_stored_and_of_nothing_else(built: Path) -> None:
    policy = Page((built / "pages" / "privacy.html").read_text("utf-8"))
    told = " ".join(policy.values("data-stored")).split()
    assert len(told) == len(set(told))
    assert set(told) == STORED
    assert record.LIFETIME == 365 * 24 * 60 * 60
    assert "a year after it was last changed" in " ".join(policy.words.split())


def test_the_privacy_policy_tells_nothing_to_be_said_in_one_sentence_alone(
    built: Path, understanding: Understanding
) -> None:
    policy = " ".join(Page((built / "pages" / "privacy.html").read_text("utf-8")).words.split())
    told = re.findall(r"\N{LEFT DOUBLE QUOTATION MARK}(.+?)\N{RIGHT DOUBLE QUOTATION MARK}", policy)
    assert len(told) > 4
    assert in_one_sentence_alone(told, understanding.calling) == []
    for words in (address(each, understanding.calling).words for each in told):
        assert not words or understanding.understand(words), words


def test_the_terms_say_that_it_is_no_substitute_and_whom_to_call(built: Path) -> None:
    words = " ".join(Page((built / "pages" / "terms.html").read_text("utf-8")).words.split())
    assert "no substitute for professional advice, diagnosis or treatment" in words
    assert "In an emergency, call your local emergency number." in words


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def test_the_privacy_policy_says_who_answers_what_rights_there_are_and_where_to_complain(built: Path) -> None:
    page = Page((built / "pages" / "privacy.html").read_text("utf-8"))
    _, _, legal = page.words.partition("Who answers for it, and your rights")
    legal = " ".join(legal.partition("What Amazon does")[0].split())
    assert f"The controller of your data is {CLINIC.name}, {CLINIC.address}, {CLINIC.email}." in legal
    for right in ("a copy", "corrected", "deleted", "restricted", "machines read", "object"):
        assert right in legal
    assert legal.endswith(f"responsible for the publisher: {CLINIC.complaints_to}.")
    assert CLINIC.complaints_url in page.values("href")


@pytest.mark.promise("missing-said")
def test_what_is_missing_is_said_before_anything_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "clinic.yaml"
    path.write_text(yaml.safe_dump(asdict(CLINIC) | {"address": ""}), "utf-8")
    monkeypatch.setattr("sys.argv", ["", "--publisher", str(path), "--to", str(tmp_path / "build"), "--check"])
    assert main() == 1
    assert f"{path}: address: nothing stands here: the postal address" in capsys.readouterr().err
    path.write_text(yaml.safe_dump(asdict(CLINIC)), "utf-8")
    assert main() == 0
    assert not (tmp_path / "build").exists()
    recipe = (INFRA.parent / "Makefile").read_text("utf-8").partition("\npackage:")[2].partition("\n\n")[0]
    assert recipe.index("--check") < recipe.index("lambda\n")


def test_all_that_is_missing_is_said_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("infra.skill_package.FOLDER", write(tmp_path))
    (tmp_path / "en" / "listing").mkdir()
    monkeypatch.setattr("infra.skill_package.LISTINGS", tmp_path / "en" / "listing")
    monkeypatch.setattr("infra.skill_package.DRAWN", tmp_path / "en")
    monkeypatch.setattr("sys.argv", ["", "--publisher", str(tmp_path / "none.yaml"), "--to", str(tmp_path / "build")])
    assert main() == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in said] == [
        str(tmp_path / "none.yaml"),
        "interaction_model/locales/en-US.json",
        "infra/listing/en.yaml",
        "infra/icons/icon-108.png",
        "infra/icons/icon-512.png",
    ]
    assert not (tmp_path / "build").exists()


def test_a_model_that_is_not_what_its_sentences_make_is_not_packaged(tmp_path: Path) -> None:
    folder = write(tmp_path)
    assert model.main([], folder) == 0
    check_models(folder, made_models(folder))
    change(folder, "en/moments.yaml", "that's enough", "that is enough")
    (folder / "locales" / "en-IE.json").write_bytes(b"\xff")
    with pytest.raises(ContentError) as refused:
        check_models(folder, made_models(folder))
    assert str(refused.value).splitlines() == [
        "interaction_model/locales/en-US.json: (the whole file): not what its sentences make now: run `make model`",
        "interaction_model/locales/en-IE.json: (the whole file): no language.yaml has this locale: delete the file",
    ]


def test_sentences_that_can_not_be_used_are_told_by_their_file(tmp_path: Path) -> None:
    folder = write(tmp_path)
    change(folder, "en/moments.yaml", "that's enough", "that's 1 enough")
    with pytest.raises(ContentError, match=r"^interaction_model/en/moments\.yaml: "):
        made_models(folder)


def test_a_model_that_was_never_made_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "clinic.yaml"
    path.write_text(yaml.safe_dump(asdict(CLINIC)), "utf-8")
    made = {tmp_path / "locales" / file.name: file.read_text("utf-8") for file in MODELS.glob("*.json")}
    (tmp_path / "locales").mkdir()
    for file, text in made.items():
        if file.stem != "en-GB":
            file.write_text(text, "utf-8")
    monkeypatch.setattr("infra.skill_package.FOLDER", tmp_path)
    monkeypatch.setattr("infra.skill_package.models", lambda folder: made)
    monkeypatch.setattr("sys.argv", ["", "--publisher", str(path), "--check"])
    assert main() == 1
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith("interaction_model/locales/en-GB.json: ")


def test_a_place_that_can_not_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, place = tmp_path / "clinic.yaml", tmp_path / "build"
    path.write_text(yaml.safe_dump(asdict(CLINIC)), "utf-8")
    place.write_text("", "utf-8")
    monkeypatch.setattr("sys.argv", ["", "--publisher", str(path), "--to", str(place)])
    assert main() == 1
    assert capsys.readouterr().err == f"{place / 'skill-package'}: Not a directory\n"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b'{"manifest": {}\n"events": {}}', "line 2: this is no JSON: "),
        (b"\xff", "(the whole file): these letters are in another encoding"),
        (b"[]", "manifest.publishingInformation.locales: keys with values are expected here"),
        (
            (INFRA / "skill.json").read_bytes().replace(b'"events"', b'"event"'),
            "manifest.events: keys with values are expected here: take them back from the last commit",
        ),
    ],
)
def test_a_manifest_that_can_not_be_filled_in_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: bytes, told: str
) -> None:
    (tmp_path / "skill.json").write_bytes(written)
    monkeypatch.setattr("infra.skill_package.MANIFEST", tmp_path / "skill.json")
    with pytest.raises(ContentError) as refused:
        manifest(CLINIC)
    assert str(refused.value).startswith(f"infra/skill.json: {told}")
