"""Writes TypeScript in which every file of deploy/ is a literal of the type that its platform's own client gives it.

typed.py DEPLOY OUT.ts: the compiler then refuses keys and values that the platform does not know.
"""

import json
import pathlib
import sys

import yaml

EMR = "@aws-sdk/client-emr"
SERVERLESS = "@aws-sdk/client-emr-serverless"
TYPES = {
    "emr/ec2-cluster.json": (EMR, "RunJobFlowCommandInput"),
    "emr/serverless-application-x86.json": (SERVERLESS, "CreateApplicationCommandInput"),
    "emr/serverless-application-arm.json": (SERVERLESS, "CreateApplicationCommandInput"),
    "emr/serverless-job-x86.json": (SERVERLESS, "StartJobRunCommandInput"),
    "emr/serverless-job-arm.json": (SERVERLESS, "StartJobRunCommandInput"),
}
KINDS = {
    "Namespace": "kubernetes-types/core/v1",
    "ServiceAccount": "kubernetes-types/core/v1",
    "ConfigMap": "kubernetes-types/core/v1",
    "Role": "kubernetes-types/rbac/v1",
    "RoleBinding": "kubernetes-types/rbac/v1",
}


def main(deploy: pathlib.Path, out: pathlib.Path) -> None:
    lines = []
    for name, (module, kind) in TYPES.items():
        lines += literal(len(lines), module, kind, json.loads((deploy / name).read_text()), name)
    for document in yaml.safe_load_all((deploy / "kubernetes/access.yaml").read_text()):
        kind = document["kind"]
        lines += literal(len(lines), KINDS[kind], kind, document, f"kubernetes/access.yaml, {kind}")
    out.write_text("\n".join(lines) + "\n")


def literal(number: int, module: str, kind: str, value: object, source: str) -> list[str]:
    return [
        f'import type {{ {kind} as T{number} }} from "{module}";',
        f"// {source}",
        f"export const v{number}: T{number} = {json.dumps(value, indent=1)};",
    ]


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
