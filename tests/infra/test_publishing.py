"""infra/README.md tells a publisher what the template, the tools and the code have."""

import re
from typing import Any

import pytest

from infra.lambda_zip import Target
from infra.publisher import REGIONS
from tests.bench.costs import ALARMED_METRICS, CORES, CUSTOM_METRICS, MEMORY
from tests.conftest import ROOT
from tests.infra.template import Deployment, read

README = (ROOT / "infra" / "README.md").read_text("utf-8")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PICTURE = "https://pages.example/relax/art-512.png"


@pytest.fixture
def template() -> dict[str, Any]:
    return read()


def alarms(template: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the properties of every alarm."""
    return [each["Properties"] for each in template["Resources"].values() if each["Type"] == "AWS::CloudWatch::Alarm"]


def test_the_alarms_are_as_many_as_it_says(template: dict[str, Any]) -> None:
    assert f"{NUMBERS[len(alarms(template))]} alarms" in README


def test_the_costs_are_of_what_the_template_makes(template: dict[str, Any]) -> None:
    watched = [each for alarm in alarms(template) for each in alarm.get("Metrics", [alarm])]
    assert sum("MetricName" in each or "MetricStat" in each for each in watched) == ALARMED_METRICS
    memory = template["Resources"]["SkillFunction"]["Properties"]["MemorySize"]
    assert memory == MEMORY * 1024 == round(CORES * 1769)
    assert CUSTOM_METRICS > 0


def test_every_parameter_is_told_with_its_default(template: dict[str, Any]) -> None:
    section = README.partition("## Parameters\n")[2].partition("\n## ")[0]
    told: dict[str, str] = {}
    for names, defaults in re.findall(r"^\| (`.+?`) \| (.+?) \|", section, re.MULTILINE):
        told |= dict(zip(re.findall(r"`(\w+)`", names), defaults.split(", "), strict=True))
    assert told == {name: str(each["Default"]) or "empty" for name, each in template["Parameters"].items()}


def test_it_speaks_of_parameters_and_not_of_what_the_function_gets_of_them(template: dict[str, Any]) -> None:
    given = template["Resources"]["SkillFunction"]["Properties"]["Environment"]["Variables"]
    set_by = {
        name for name, value in given.items() if isinstance(value, dict) and value.get("Ref") in template["Parameters"]
    }
    assert "SPEAKING_RATE" in set_by
    assert [name for name in sorted(set_by) if f"`{name}`" in README] == []


def test_the_regions_are_those_that_alexa_calls(template: dict[str, Any]) -> None:
    paragraph = re.search(r"The region is one of the (\w+) that(.+?)\n\n", README, re.DOTALL)
    assert paragraph
    words = " ".join(paragraph[2].split())
    assert paragraph[1] == NUMBERS[len(REGIONS)]
    assert sorted(re.findall(r"`([a-z]+-[a-z]+-\d)`", paragraph[2])) == sorted(REGIONS)
    served = template["Mappings"]["RegionsThatAlexaCalls"]
    assert list(served) == list(REGIONS)
    assert all(f"`{region}`" in paragraph[2] and each["Listeners"][3:] in words for region, each in served.items())


def test_where_no_region_of_alexas_is_deployed_to_no_mapping_is_found(
    template: dict[str, Any], deployment: Deployment
) -> None:
    sub = template["Resources"]["SkillFunction"]["Properties"]["Description"]["Fn::Sub"]
    assert sub[1] == {"Where": {"Fn::FindInMap": ["RegionsThatAlexaCalls", {"Ref": "AWS::Region"}, "Listeners"]}}
    made = deployment.client("lambda").get_function(FunctionName=deployment.outputs["FunctionName"])["Configuration"]
    assert made["Description"] == "Guides listeners in Europe and India through progressive muscle relaxation"


def test_the_pythons_are_those_that_the_makefile_and_the_template_ask_for(template: dict[str, Any]) -> None:
    step = README.partition("**2. Tools.**")[2].partition("```")[0]
    python = Target().python
    function = template["Resources"]["SkillFunction"]["Properties"]
    assert (function["Runtime"], function["Architectures"]) == (f"python{python}", [Target().arch])
    assert f"`python{python}` on the PATH" in step
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert f"LAMBDA_PYTHON ?= {python}\n" in makefile
    (oldest,) = re.findall(r"sys\.version_info < \((\d+), (\d+)\)", makefile)
    assert f"Python {'.'.join(oldest)} or newer" in step


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("", True),
        ("night.o'neil+alarm@clinic.example", True),
        ("<night@clinic.example>", False),
        ('"night@clinic.example"', False),
        ("night@clinic", False),
    ],
)
def test_an_address_for_alarms_is_one(template: dict[str, Any], address: str, taken: bool) -> None:
    assert bool(re.search(template["Parameters"]["AlarmEmail"]["AllowedPattern"], address)) is taken


@pytest.mark.parametrize("address", ["", PICTURE, PICTURE.replace("example", "example:8443") + "?v=2"])
def test_a_picture_is_taken_from_an_https_address(template: dict[str, Any], address: str) -> None:
    assert re.search(template["Parameters"]["ArtUrl"]["AllowedPattern"], address)


@pytest.mark.parametrize(
    "address",
    [
        PICTURE.replace("https", "http"),
        "build/pages/art-512.png",
        "https://pages.example",
        "https://localhost/art-512.png",
        f'"{PICTURE}"',
        f"{PICTURE}, please",
        PICTURE.replace("relax", "my pages"),
        "https://pages.example/\N{HORIZONTAL ELLIPSIS}",
    ],
)
def test_no_other_address_of_a_picture_is_taken(template: dict[str, Any], address: str) -> None:
    assert not re.search(template["Parameters"]["ArtUrl"]["AllowedPattern"], address)
