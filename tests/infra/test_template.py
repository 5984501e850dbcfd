"""The template deploys, and makes what the code counts on. tests/store runs the store's contract on its table."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from moto.cloudformation.parsing import resource_class_from_type

from infra.lambda_zip import modules
from skill.app.telemetry import REASONS, Field, Line, Metric
from skill.audio.s3 import LIFETIME as AUDIO_LIFETIME
from skill.store import record
from tests.infra.template import SKILL_ID, UNKNOWN_TO_MOTO, Deployment, deployed, read, transformed

ROOT = Path(__file__).parents[2]
README = ROOT / "infra" / "README.md"
DAY = 24 * 60 * 60
ALEXA_WAITS = 8
"""Seconds (docs/platform.md)."""


@pytest.fixture(scope="module")
def plain() -> dict[str, Any]:
    return plain_of(read(), {"SkillId": SKILL_ID})


def plain_of(template: dict[str, Any], parameters: dict[str, str]) -> dict[str, Any]:
    """Return the resources of a template once transformed."""
    resources: dict[str, Any] = transformed(template, parameters)["Resources"]
    return resources


def one(plain: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return the only resource of a type."""
    (found,) = [each for each in plain.values() if each["Type"] == kind]
    return dict(found)


def test_it_deploys_with_every_parameter(deployment: Deployment) -> None:
    assert deployment.stack["StackStatus"] == "CREATE_COMPLETE"
    assert {"AlarmTopic", "SkillPermission"} <= set(deployment.resources)
    topic = deployment.client("sns").list_subscriptions_by_topic(TopicArn=deployment.resources["AlarmTopic"])
    assert [each["Endpoint"] for each in topic["Subscriptions"]] == ["night@example.org"]


def test_it_deploys_with_none_and_then_nobody_may_call_it() -> None:
    with deployed() as bare:
        assert bare.stack["StackStatus"] == "CREATE_COMPLETE"
        assert not {"AlarmTopic", "SkillPermission"} & set(bare.resources)
        client = bare.client("lambda")
        with pytest.raises(client.exceptions.ResourceNotFoundException):
            client.get_policy(FunctionName=bare.outputs["FunctionName"])


@pytest.mark.parametrize("kind", UNKNOWN_TO_MOTO)
def test_what_moto_is_said_to_lack_it_lacks_and_the_template_has(kind: str, plain: dict[str, Any]) -> None:
    assert resource_class_from_type(kind) is None, f"moto has learnt {kind}: take it from the list"
    assert kind in {each["Type"] for each in plain.values()}


def test_everything_else_is_made_by_moto(plain: dict[str, Any]) -> None:
    for kind in {each["Type"] for each in plain.values()} - set(UNKNOWN_TO_MOTO):
        assert resource_class_from_type(kind) is not None, kind


@pytest.mark.promise("only-this-skill")
def test_only_this_skill_may_call_and_only_what_is_live(plain: dict[str, Any]) -> None:
    (alias,) = [name for name, each in plain.items() if each["Type"] == "AWS::Lambda::Alias"]
    permission = one(plain, "AWS::Lambda::Permission")["Properties"]
    assert plain[alias]["Properties"]["Name"] == "live"
    assert permission == {
        "Action": "lambda:InvokeFunction",
        "FunctionName": {"Ref": alias},
        "Principal": "alexa-appkit.amazon.com",
        "EventSourceToken": {"Ref": "SkillId"},
    }


def version(template: dict[str, Any], **parameters: str) -> str:
    """Return the name of the published version: CloudFormation publishes another only where it changes."""
    (name,) = [name for name, each in plain_of(template, parameters).items() if each["Type"] == "AWS::Lambda::Version"]
    return name


def test_a_changed_property_of_the_function_publishes_a_version() -> None:
    changed = read()
    changed["Resources"]["SkillFunction"]["Properties"]["LoggingConfig"]["LogFormat"] = "JSON"
    assert version(changed) != version(read())


def test_a_changed_parameter_publishes_none_and_the_readme_says_what_to_do() -> None:
    same = version(read(), SpeakingRate="1.0") == version(read(), SpeakingRate="1.1")
    assert same, "SAM has mended its issue 3820: take the two commands from infra/README.md"
    assert "aws lambda publish-version" in README.read_text("utf-8")


def test_the_table_forgets_what_the_record_says_and_outlives_the_stack(plain: dict[str, Any]) -> None:
    table = one(plain, "AWS::DynamoDB::Table")
    assert table["Properties"]["TimeToLiveSpecification"] == {"AttributeName": record.EXPIRES, "Enabled": True}
    assert (table["DeletionPolicy"], table["UpdateReplacePolicy"]) == ("Retain", "Retain")


@pytest.mark.promise("how-long")
def test_the_account_of_data_says_how_long_the_template_and_the_record_keep_it(plain: dict[str, Any]) -> None:
    account = (ROOT / "docs" / "data.md").read_text("utf-8").partition("## What is remembered")[2].partition("\n## ")[0]
    kept = {row.split("|")[1].strip(): row.split("|")[4].strip() for row in account.splitlines() if row[:1] == "|"}
    backups = one(plain, "AWS::DynamoDB::Table")["Properties"]["PointInTimeRecoverySpecification"]
    (expiry,) = one(plain, "AWS::S3::Bucket")["Properties"]["LifecycleConfiguration"]["Rules"]
    assert record.LIFETIME == 365 * DAY
    assert expiry["ExpirationInDays"] * DAY >= AUDIO_LIFETIME
    assert kept["the record"].startswith("a year after it was last written;")
    assert kept["backups of the table"] == f"{backups['RecoveryPeriodInDays']} days"
    assert kept["sessions as audio, without anyone's name or id"] == f"{expiry['ExpirationInDays']} days"
    assert kept["logs and counts: times, kinds of requests, muscle groups, faults"].startswith(
        f"{read()['Parameters']['LogDays']['Default']} days"
    )


def test_the_table_is_protected_from_deletion(deployment: Deployment) -> None:
    client, name = deployment.dynamodb, deployment.outputs["TableName"]
    with pytest.raises(client.exceptions.ClientError, match="DeletionProtectionEnabled"):
        client.delete_table(TableName=name)


def test_lambda_gives_up_before_alexa_does(plain: dict[str, Any]) -> None:
    assert one(plain, "AWS::Lambda::Function")["Properties"]["Timeout"] < ALEXA_WAITS


def test_the_handler_is_where_the_template_says(plain: dict[str, Any]) -> None:
    module, _, name = one(plain, "AWS::Lambda::Function")["Properties"]["Handler"].rpartition(".")
    source = (ROOT / module.replace(".", "/")).with_suffix(".py").read_text("utf-8")
    made = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
    made |= {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    assert name in made


def test_every_variable_that_the_code_reads_is_set(plain: dict[str, Any]) -> None:
    given = one(plain, "AWS::Lambda::Function")["Properties"]["Environment"]["Variables"]
    reading = {name for path in modules() for name in variables(path.read_text("utf-8"))}
    assert "TABLE_NAME" in reading
    assert {name for name in reading if not name.startswith("AWS_")} <= set(given)  # those are Lambda's own


def variables(source: str) -> set[str]:
    """Return the names that a module reads by [] or by get from os.environ or environ, or has read from environ."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case (
                ast.Subscript(value=mapping, slice=ast.Constant(value=str(name)))
                | ast.Call(func=ast.Attribute(value=mapping, attr="get"), args=[ast.Constant(value=str(name)), *_])
            ) if ast.unparse(mapping) in ("os.environ", "environ"):
                found.add(name)
            case ast.Call(args=[ast.Name(id="environ"), ast.Constant(value=str(name)), *_]):
                found.add(name)
    return found


def test_the_queries_of_the_readme_are_saved_word_for_word(plain: dict[str, Any]) -> None:
    saved = [each["Properties"] for each in plain.values() if each["Type"] == "AWS::Logs::QueryDefinition"]
    told = re.findall(r"^```\n(filter message.*?)^```", README.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert [each["QueryString"] for each in saved] == told
    assert all(each["LogGroupNames"] == [{"Ref": "SkillLogs"}] for each in saved)
    for words in told:
        assert set(re.findall(r'"([^"]+)"', words)) <= {line.value for line in Line}
        assert set(re.findall(r"\b[a-z]+_[a-z]+\b", words)) - {"seconds_left", "most_in_a_row"} <= set(Field)


def test_the_dashboard_shows_every_metric_with_every_reason(deployment: Deployment, plain: dict[str, Any]) -> None:
    name = deployment.resources["Dashboard"]
    body = deployment.client("cloudwatch").get_dashboard(DashboardName=name)["DashboardBody"]
    widgets = json.loads(body)["widgets"]
    shown = {
        part for each in widgets for metric in each["properties"]["metrics"] for part in metric if type(part) is str
    }
    assert {metric.value for metric in Metric} <= shown
    assert {reason.value for reasons in REASONS.values() for reason in reasons} <= shown
    places = [(each["x"], each["y"], each["width"], each["height"]) for each in widgets]
    assert len({place[:2] for place in places}) == len(places)
    assert all(x + width <= 24 for x, _, width, _ in places)
