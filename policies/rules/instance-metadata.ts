import type { Block } from "../../stacks/synthesized-stack";
import { block, blocks, numberOf, resourcesOf, says } from "../blocks";
import type { Finding, Rule } from "../rule";

/** EC2-01. The hop limit must be written: where it is not, an image made for IMDSv2 sets it to 2. */
export const instanceMetadata: Rule = {
  id: "EC2-01",
  title: "the metadata service answers the machine alone, and only with a token",
  benchmark: "checkov CKV_AWS_79, CKV_AWS_341",
  reason: "otherwise any pod, or a web application that can be made to fetch a URL, gets the credentials of its node.",
  remedy:
    'set http_tokens to "required" and http_put_response_hop_limit to 1 in metadata_options of a launch template, and use it.',
  check: ({ stack }) => [
    ...resourcesOf(stack, "aws_launch_template", "aws_launch_configuration", "aws_instance").flatMap(checkOptions),
    ...resourcesOf(stack, "aws_eks_node_group")
      .filter(({ properties }) => blocks(properties, "launch_template").length === 0)
      .map(({ address }) => ({ address, found: "launch_template is not set, so EKS chooses the metadata options." })),
  ],
};

function checkOptions({ address, properties }: Block): Finding[] {
  const options = block(properties, "metadata_options");
  if (options["http_endpoint"] === "disabled") return [];
  const tokens = options["http_tokens"];
  const hops = options["http_put_response_hop_limit"];
  const findings: Finding[] = [];
  if (tokens !== "required") findings.push({ address, found: `${says("http_tokens", tokens)}.` });
  if (numberOf(hops) !== 1) findings.push({ address, found: `${says("http_put_response_hop_limit", hops)}.` });
  return findings;
}
