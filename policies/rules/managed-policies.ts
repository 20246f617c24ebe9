import type { Block } from "../../stacks/synthesized-stack";
import { strings, texts } from "../blocks";
import { readDocument } from "../documents";
import type { Finding, Rule } from "../rule";

/** Policies that give everything, or everything of a service: `AmazonS3FullAccess`, `AWSLambda_FullAccess`. */
const broad = /^(?:AdministratorAccess|PowerUserAccess|[\w+=,.@-]*FullAccess)[\w+=,.@-]*$/;
const policyArn = /:policy\/(?:[\w+=,.@-]+\/)*(?<name>[\w+=,.@-]+)/g;

/**
 * IAM-01. Every argument of every resource and data source is read, since a policy can be attached in many ways. Policy
 * documents and permission boundaries may name such a policy: they give nothing by it.
 */
export const managedPolicies: Rule = {
  id: "IAM-01",
  title: "nothing gets AdministratorAccess, PowerUserAccess or a FullAccess policy",
  benchmark: "checkov CKV_AWS_274, CKV2_AWS_56",
  reason: "whoever takes over one pod or one pipeline would then own the account, or a service of it.",
  remedy: "write a policy with the actions and resources that are needed.",
  check: ({ stack }) => [...stack.resources, ...stack.dataSources].flatMap(checkBlock),
};

function checkBlock({ address, type, properties }: Block): Finding[] {
  const named = type === "aws_iam_policy" && address.startsWith("data.") ? strings(properties["name"]) : [];
  const attached = texts(properties)
    .filter(({ path }) => path.at(-1) !== "permissions_boundary")
    .flatMap(({ path, text }) =>
      [...text.matchAll(policyArn)]
        .map((match) => ({ place: path.join("."), name: match.groups?.["name"] ?? "", text }))
        .filter(({ name }) => broad.test(name)),
    )
    .filter(({ text }) => readDocument(text) === undefined);
  return [...named.filter((name) => broad.test(name)).map((name) => ({ place: "name", name })), ...attached].map(
    ({ place, name }) => ({ address, found: `${place} is ${name}.` }),
  );
}
