"""infra/template.yaml as CloudFormation gets it: transformed by SAM's own translator, then deployed on moto."""

import ast
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
from moto.server import ThreadedMotoServer
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

from tests.store.table import REGION, client_for

PATH = Path(__file__).parents[2] / "infra" / "template.yaml"
SKILL_ID = "amzn1.ask.skill.12345678-9abc-def0-1234-56789abcdef0"
CODE = {"Bucket": "code", "Key": "lambda.zip"}

UNKNOWN_TO_MOTO = {
    "AWS::CloudFront::Distribution": "distribution",
    "AWS::CloudFront::OriginAccessControl": "origin-access-control",
    "AWS::CloudWatch::Alarm": "alarm",
    "AWS::Lambda::Alias": {"Ref": "SkillFunction"},  # so that Alexa's permission, which names it, lands on the function
    "AWS::Logs::QueryDefinition": "query",
    "AWS::S3::BucketPolicy": "bucket-policy",
    "AWS::SecretsManager::Secret": "secret",
}
"""The types that moto's CloudFormation can't make, and what stands where the template refers to one of them."""

Resources = dict[str, Any]


def read() -> dict[str, Any]:
    """Return the template as it is written."""
    template: dict[str, Any] = yaml_parse(PATH.read_text("utf-8"))
    return template


def transformed(template: dict[str, Any], parameters: Mapping[str, str]) -> dict[str, Any]:
    """Return a template in plain CloudFormation, its code uploaded as `sam deploy` would have done."""
    template["Resources"]["SkillFunction"]["Properties"]["CodeUri"] = CODE
    translator = Translator({}, Parser(), boto_session=boto3.Session(region_name=REGION))
    plain: dict[str, Any] = translator.translate(template, dict(parameters))
    return plain


def known_to_moto(template: dict[str, Any]) -> dict[str, Any]:
    """Return a plain template without what moto can't make, with a stand-in at each place that refers to it."""
    resources: Resources = template["Resources"]
    left_out = {name: each["Type"] for name, each in resources.items() if each["Type"] in UNKNOWN_TO_MOTO}

    def stand_in(value: Any) -> Any:
        match value:
            case {"Ref": str(name)} | {"Fn::GetAtt": [str(name), str()]} if name in left_out:
                return UNKNOWN_TO_MOTO[left_out[name]]
            case {"Fn::Sub": str(text)}:
                for name in left_out:
                    text = text.replace(f"${{{name}}}", name).replace(f"${{{name}.DomainName}}", "audio.example")
                return {"Fn::Sub": text.replace("{{resolve:secretsmanager:AudioSecret:SecretString}}", "key")}
            case dict():
                return {key: stand_in(each) for key, each in value.items()}
            case list():
                return [stand_in(each) for each in value]
        return value

    kept = {name: stand_in(each) for name, each in resources.items() if name not in left_out}
    return {**template, "Resources": kept, "Outputs": stand_in(template["Outputs"])}


@dataclass(frozen=True)
class Deployment:
    """The stack as it came to be on moto."""

    endpoint: str
    name: str

    def client(self, service: str) -> Any:
        """Return a client of moto for a service."""
        key = "testing"
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id=key,
            aws_secret_access_key=key,
        )

    @property
    def dynamodb(self) -> Any:
        """The skill's own client of DynamoDB."""
        return client_for(self.endpoint)

    @property
    def stack(self) -> dict[str, Any]:
        """What CloudFormation says of the stack."""
        stack: dict[str, Any] = self.client("cloudformation").describe_stacks(StackName=self.name)["Stacks"][0]
        return stack

    @property
    def outputs(self) -> dict[str, str]:
        """The stack's outputs by name."""
        return {each["OutputKey"]: each["OutputValue"] for each in self.stack["Outputs"]}

    @property
    def resources(self) -> dict[str, str]:
        """The physical ids of what was made, by logical id."""
        found = self.client("cloudformation").describe_stack_resources(StackName=self.name)["StackResources"]
        # Where a condition says no, moto lists a resource without a name.
        return {
            each["LogicalResourceId"]: each.get("PhysicalResourceId", "")
            for each in found
            if "LogicalResourceId" in each
        }

    def policies(self) -> dict[str, list[dict[str, Any]]]:
        """Return the statements of the function's role by the name of their policy."""
        iam, role = self.client("iam"), self.resources["SkillRole"]
        names = iam.list_role_policies(RoleName=role)["PolicyNames"]
        documents = {name: iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"] for name in names}
        # moto keeps the document as Python prints it.
        return {name: ast.literal_eval(document)["Statement"] for name, document in documents.items()}


@contextmanager
def deployed(**parameters: str) -> Iterator[Deployment]:
    """Deploy the template with these parameters on a server of moto's, for as long as it is used."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        _, port = server.get_host_and_port()
        # What moto's servers made is known to all of them, so each stack has a name of its own.
        deployment = Deployment(f"http://127.0.0.1:{port}", f"skill-{uuid4()}")
        _upload_code(deployment.client("s3"))
        deployment.client("cloudformation").create_stack(
            StackName=deployment.name,
            TemplateBody=json.dumps(known_to_moto(transformed(read(), parameters))),
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
            Capabilities=["CAPABILITY_IAM"],
        )
        yield deployment
    finally:
        server.stop()


def _upload_code(client: Any) -> None:
    """Put an empty zip where the function's code is looked for; moto doesn't run it."""
    content = io.BytesIO()
    zipfile.ZipFile(content, "w").close()
    with suppress(client.exceptions.BucketAlreadyOwnedByYou):
        client.create_bucket(Bucket=CODE["Bucket"], CreateBucketConfiguration={"LocationConstraint": REGION})
    client.put_object(Bucket=CODE["Bucket"], Key=CODE["Key"], Body=content.getvalue())
