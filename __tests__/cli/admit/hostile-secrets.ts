import { alone, type Hostile } from "./hostile-case";

const CONDITION = "is a condition that the base branch does not have.";
const COUNT = "counts by an expression that the base branch does not have.";
const DECLARED = "is a secret that the base branch declares in another way.";
const USED = "does with a secret what no stack of the base branch does.";

const asked = '${startswith(aws_db_instance.x.password, "a")}';
const condition = { condition: asked, error_message: "Yes." };

/** Ways in which a plan could tell a secret, a letter at a time. */
export const hostileSecrets: readonly Hostile[] = [
  alone("a secret that may be kept", ["variable", "token", "ephemeral"], false, "variable.token", DECLARED),
  alone("a secret with a value", ["variable", "token", "default"], "x", "variable.token", DECLARED),
  alone(
    "a secret that is asked about where it is declared",
    ["variable", "token", "validation"],
    [{ condition: '${startswith(var.token, "a")}', error_message: "Yes." }],
    "variable.token",
    DECLARED,
  ),
  alone(
    "a secret of the platform that no stack has",
    ["variable", "snapshot_s3_secret_key"],
    { type: "string", sensitive: true },
    "variable.snapshot_s3_secret_key",
    "is a secret that no stack of the base branch has.",
  ),

  ...[
    '${cidrhost(join("-", split("", var.token)), 1)}',
    "${ var\n.\ttoken }",
    'a %{ if startswith(var.token, "a") }b%{ endif }',
    '${upper("a ${lower(var.token)}")}',
    '${[for x in ["a"] : x if startswith(var.token, x)]}',
  ].map((text) => alone(`the secret in ${JSON.stringify(text)}`, ["locals", "x"], text, "locals.x", USED)),
  alone("a secret in a key", ["locals", "x"], { "${var.token}": 1 }, 'locals.x."${var.token}"', USED),
  {
    title: "a secret by a local of a local",
    changes: [
      [["locals", "a"], { deep: ["${base64encode(var.token)}"] }],
      [["locals", "b"], "${local.a.deep[0]}"],
      [["output", "vpc", "value"], "${sha1(local.b)}"],
    ],
    at: "output.vpc.value",
    why: USED,
  },

  ...["can", "try"].map((name) =>
    alone(
      `${name}()`,
      ["output", "vpc", "value"],
      `\${${name}(regex("^a", aws_db_instance.x.password), false)}`,
      "output.vpc.value",
      `calls ${name}(), which can tell what is secret, and not as the base branch does.`,
    ),
  ),

  alone("one more check", ["check", "letter", "assert"], [condition], "check.letter", CONDITION),
  alone(
    "another condition of a check",
    ["check", "answers", "assert", 0, "condition"],
    asked,
    "check.answers",
    CONDITION,
  ),
  ...["precondition", "postcondition"].map((kind) =>
    alone(
      `a ${kind} of a resource`,
      ["resource", "aws_vpc", "network", "lifecycle"],
      { [kind]: condition },
      `resource.aws_vpc.network.lifecycle.${kind}`,
      CONDITION,
    ),
  ),
  alone(
    "a condition of a data source",
    ["data", "aws_ssm_parameter", "image", "lifecycle"],
    [{ postcondition: [condition] }],
    "data.aws_ssm_parameter.image.lifecycle[0].postcondition[0]",
    CONDITION,
  ),
  alone(
    "a condition of an output",
    ["output", "vpc", "precondition"],
    [condition],
    "output.vpc.precondition[0]",
    CONDITION,
  ),
  alone(
    "a condition of a variable",
    ["variable", "other"],
    { default: "x", validation: [condition] },
    "variable.other.validation[0]",
    CONDITION,
  ),
  alone(
    "a number that tells",
    ["resource", "aws_vpc", "network", "count"],
    "${length(aws_db_instance.x.password)}",
    "resource.aws_vpc.network.count",
    COUNT,
  ),
  blocks("block", { block: { for_each: asked, content: {} } }),
  blocks("[0].block[0]", [{ block: [{ for_each: asked, content: {} }] }]),
  blocks("outer.content.dynamic.block", {
    outer: { for_each: [1], content: { dynamic: { block: { for_each: asked, content: {} } } } },
  }),
  alone(
    "one or none, which tells",
    ["resource", "aws_vpc", "network", "lifecycle"],
    { enabled: asked },
    "resource.aws_vpc.network.lifecycle.enabled",
    COUNT,
  ),
];

function blocks(place: string, dynamic: unknown): Hostile {
  const path = `resource.aws_vpc.network.dynamic.${place}.for_each`.replace(".[", "[");
  return alone(
    `blocks of a number that tells at ${place}`,
    ["resource", "aws_vpc", "network", "dynamic"],
    dynamic,
    path,
    COUNT,
  );
}
