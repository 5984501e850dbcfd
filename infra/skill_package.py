"""`make package`: build/skill-package, ready for `ask deploy`, and build/pages, ready to be hosted."""

import argparse
import json
import shutil
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from infra.listing import FOLDER as LISTINGS
from infra.listing import listings
from infra.pages import pages
from infra.publisher import NOBODY, Publisher, read
from skill.content.fault import WHOLE, ContentError, Fault
from skill.content.languages import load_languages
from skill.content.outside import noting
from skill.content.yaml_file import MISSING, OTHER_ENCODING
from skill.simulator import generated
from skill.simulator.model import FOLDER, models

INFRA = Path(__file__).parent
ROOT = INFRA.parent
CONTENT, MODELS = ROOT / "content", FOLDER / "locales"
DRAWN = INFRA / "icons"
ICONS = {"smallIconUri": "icon-108.png", "largeIconUri": "icon-512.png"}
MANIFEST = INFRA / "skill.json"
FILLED_IN = (
    "manifest.publishingInformation.locales",
    "manifest.privacyAndCompliance.locales",
    "manifest.apis.custom",
    "manifest.events",
)
"""Where the manifest is filled in."""
PROFILE = "default"
"""What ask-cli calls an account, in ask-resources.json too."""


def ready(path: Path) -> Publisher:
    """Return who publishes, where nothing is missing for a package; raises ContentError with all that is."""
    faults: list[Fault] = []
    publisher = None
    with noting(faults):
        publisher = read(path)
    made: Mapping[Path, str] = {}
    with noting(faults):
        made = made_models(FOLDER)
        check_models(FOLDER, made)
    with noting(faults):
        manifest(publisher or NOBODY, [path.stem for path in made])
    with noting(faults):
        pages(publisher or NOBODY)
    faults += [_missing(f"infra/icons/{name}") for name in ICONS.values() if not (DRAWN / name).is_file()]
    if faults or publisher is None:
        raise ContentError(*faults)
    return publisher


def made_models(folder: Path) -> dict[Path, str]:
    """Return what the sentences make now, by the file that it belongs in; raises ContentError."""
    try:
        return models(folder)
    except ContentError as error:
        raise ContentError(
            *(fault._replace(file=f"interaction_model/{fault.file}") for fault in error.faults)
        ) from None


def check_models(folder: Path, made: Mapping[Path, str]) -> None:
    """Raise ContentError where an interaction model isn't what its sentences make now."""
    unmade = [path for path in sorted((folder / "locales").glob("*.json")) if path not in made]
    faults = [
        _of_model(path.name, "not what its sentences make now: run `make model`") for path in generated.stale(made)
    ]
    faults += [_of_model(path.name, "no language.yaml has this locale: delete the file") for path in unmade]
    if faults:
        raise ContentError(*faults)


def every_listing(locales: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return the listing of every locale, all of which have a model; raises ContentError."""
    found: dict[str, dict[str, Any]] = {}
    for language, content in load_languages(CONTENT).contents.items():
        found |= listings(language, content.help_lines, locales, LISTINGS)
    return found


def manifest(publisher: Publisher, locales: Collection[str] = ()) -> dict[str, Any]:
    """Return the skill manifest with the listings of every locale; raises ContentError.

    `locales` are those that have a model: without any, those whose model is in the repository.
    """
    whole = _form(MANIFEST)
    body = whole["manifest"]
    icons = {key: f"file://assets/images/{name}" for key, name in ICONS.items()}
    addresses = {"privacyPolicyUrl": publisher.privacy_policy_url, "termsOfUseUrl": publisher.terms_of_use_url}
    for locale, listing in every_listing(locales or [path.stem for path in MODELS.glob("*.json")]).items():
        body["publishingInformation"]["locales"][locale] = listing | icons
        body["privacyAndCompliance"]["locales"][locale] = addresses
    for part in (body["apis"]["custom"], body["events"]):
        part["endpoint"] = {"uri": publisher.endpoint}
    return whole


def _form(path: Path) -> dict[str, Any]:
    """Return what infra/skill.json says, with all the places that are filled in; raises ContentError."""
    file = f"infra/{path.name}"
    try:
        whole: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except UnicodeDecodeError:
        raise ContentError(Fault(file, WHOLE, OTHER_ENCODING)) from None
    except json.JSONDecodeError as error:
        raise ContentError(Fault(file, f"line {error.lineno}", f"this is no JSON: {error.msg.lower()}")) from None
    for place in FILLED_IN:
        found: Any = whole
        for key in place.split("."):
            found = found.get(key) if isinstance(found, dict) else None
        if not isinstance(found, dict):
            raise ContentError(
                Fault(file, place, "keys with values are expected here: take them back from the last commit")
            )
    return whole


def build(publisher: Publisher, folder: Path) -> None:
    """Write skill-package/, pages/ and ask-cli's files into a folder; raises ContentError."""
    package = folder / "skill-package"
    for old in (package, folder / "pages"):
        shutil.rmtree(old, ignore_errors=True)
    whole = manifest(publisher)
    _write(package / "skill.json", whole)
    for locale in whole["manifest"]["publishingInformation"]["locales"]:
        _copy(MODELS / f"{locale}.json", package / "interactionModels" / "custom" / f"{locale}.json")
    for name in ICONS.values():
        _copy(DRAWN / name, package / "assets" / "images" / name)
    (folder / "pages").mkdir()
    for name, page in pages(publisher).items():
        (folder / "pages" / name).write_text(page, "utf-8")
    for picture in (INFRA / "art").glob("*.png"):
        _copy(picture, folder / "pages" / picture.name)
    _copy(INFRA / "ask-resources.json", folder / "ask-resources.json")
    _write(folder / ".ask" / "ask-states.json", _states(publisher))


def _missing(file: str) -> Fault:
    return Fault(file, WHOLE, MISSING)


def _of_model(name: str, reason: str) -> Fault:
    return Fault(f"interaction_model/locales/{name}", WHOLE, reason)


def _states(publisher: Publisher) -> dict[str, Any]:
    """Tell ask-cli which skill it is: without that it makes a new one each time."""
    return {"askcliStatesVersion": "2020-03-31", "profiles": {PROFILE: {"skillId": publisher.skill_id}}}


def _write(path: Path, value: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def main() -> int:
    """Build as the command line wants it; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m infra.skill_package", description=__doc__)
    parser.add_argument("--publisher", type=Path, default=INFRA / "publisher.yaml")
    parser.add_argument("--to", type=Path, default=ROOT / "build")
    parser.add_argument("--check", action="store_true", help="only say what is missing, and build nothing")
    options = parser.parse_args()
    try:
        publisher = ready(options.publisher.expanduser())
        if options.check:
            return 0
        build(publisher, options.to)
    except ContentError as reason:
        print(reason, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or options.to}: {error.strerror}", file=sys.stderr)
        return 1
    print(f"{options.to}/skill-package is ready for `ask deploy`, {options.to}/pages to be hosted")
    return 0


if __name__ == "__main__":
    sys.exit(main())
