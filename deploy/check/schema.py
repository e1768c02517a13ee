"""Holds the documents of a YAML file against a JSON schema: schema.py SCHEMA.json FILE.yaml"""

import json
import pathlib
import sys

import jsonschema
import yaml

checker = jsonschema.Draft202012Validator(json.loads(pathlib.Path(sys.argv[1]).read_text()))
faults = [
    f"{sys.argv[2]}: {'.'.join(map(str, fault.path))}: {fault.message}"
    for document in yaml.safe_load_all(pathlib.Path(sys.argv[2]).read_text())
    for fault in checker.iter_errors(document)
]
print("\n".join(faults))
sys.exit(1 if faults else 0)
