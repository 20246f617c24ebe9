import { texts } from "../blocks";
import { readDocument } from "../documents";
import type { Rule } from "../rule";

const documentArguments = ["policy", "assume_role_policy", "inline_policy", "policy_document"];
const reference = /^\$\{[A-Za-z_][\w.[\]"*-]*\}$/;

/**
 * IAM-05: what the other rules on policies could not read. A reference to a document that this stack does not make
 * passes; one to a data source of this kind does not, since it could be written here.
 */
export const readableDocuments: Rule = {
  id: "IAM-05",
  title: "policy documents are JSON that can be read before a deploy",
  reason: "a document that is an expression or a data source is seen by no rule and by no review of the plan.",
  remedy: "write it with policyDocument() of constructs/aws/policy-document.ts.",
  check: ({ stack }) =>
    stack.resources
      .filter(({ type }) => type.startsWith("aws_"))
      .flatMap(({ address, properties }) =>
        texts(properties)
          .filter(({ path }) => documentArguments.includes(path.at(-1) ?? ""))
          .filter(({ text }) => readDocument(text) === undefined)
          .flatMap(({ path, text }) => {
            const place = path.join(".");
            if (text.includes("data.aws_iam_policy_document.")) {
              return [{ address, found: `${place} comes from a data source.` }];
            }
            return reference.test(text) ? [] : [{ address, found: `${place} is not a JSON object.` }];
          }),
      ),
};
