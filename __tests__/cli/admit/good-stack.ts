import type { JsonObject } from "../../../stacks/synthesized-stack";
import { findingsOf } from "../../../cli/admit";
import { formatFinding } from "../../../cli/admit/finding";
import type { NamedStack } from "../../../cli/admit/subject";

/** A stack with a little of everything that stacks of the platform have. */
export function goodStack(name = "production"): JsonObject {
  return {
    "//": { metadata: { stackName: name, version: "0.21.0" } },
    terraform: {
      required_version: ">= 1.11.0",
      required_providers: {
        aws: { source: "aws", version: "~> 6.25" },
        helm: { source: "helm", version: "~> 3.1" },
        kubernetes: { source: "kubernetes", version: "~> 2.38" },
      },
      backend: {
        s3: { bucket: "states", encrypt: true, key: `example/${name}/terraform.tfstate`, region: "eu-central-1" },
      },
    },
    provider: {
      aws: [
        {
          allowed_account_ids: ["111122223333"],
          region: "${local.region}",
          default_tags: [{ tags: { organization: "example" } }],
        },
      ],
      kubernetes: [
        {
          host: "${data.terraform_remote_state.cluster.outputs.endpoint}",
          exec: [{ api_version: "client.authentication.k8s.io/v1beta1", command: "aws", args: ["eks", "get-token"] }],
        },
      ],
    },
    variable: { token: { type: "string", sensitive: true } },
    locals: {
      region: "eu-central-1",
      script: "#!/bin/sh\necho $${1:-nothing} 100%\n",
      node_script: "#!/bin/sh\n. ./node.env\n",
    },
    data: {
      aws_ssm_parameter: { image: { name: "/aws/service/bottlerocket/aws-k8s-1.35/arm64/latest/image_id" } },
      terraform_remote_state: {
        cluster: {
          backend: "s3",
          config: { bucket: "states", key: "example/cluster/terraform.tfstate", region: "${local.region}" },
        },
      },
    },
    resource: {
      aws_vpc: { network: { cidr_block: "10.0.0.0/16", "//": { metadata: { path: `${name}/network` } } } },
      aws_subnet: {
        a: {
          vpc_id: "${aws_vpc.network.id}",
          cidr_block: '${cidrsubnet("10.0.0.0/16", 4, 0)}',
          depends_on: ["aws_vpc.network"],
        },
      },
      helm_release: {
        argo: {
          name: "argo-cd",
          chart: "argo-cd",
          repository: "https://argoproj.github.io/argo-helm",
          version: "10.1.1",
        },
      },
      terraform_data: {
        machine: {
          input: { host: "192.0.2.11" },
          provisioner: [
            {
              "remote-exec": {
                inline: ["sh .platform/node.sh"],
                connection: { type: "ssh", agent: true, host: "192.0.2.11", host_key: "ecdsa AAAA", user: "ubuntu" },
              },
            },
            {
              "local-exec": {
                command: 'eval "$SCRIPT"',
                interpreter: ["/bin/sh", "-c"],
                environment: { SCRIPT: "a", CONFIG: "image: rancher/k3s:v1.35.4-k3s1\nport: 127.0.0.1:80\n" },
              },
            },
          ],
        },
        rollout: {
          provisioner: [
            upload("node.sh", "${local.node_script}"),
            upload("node.env", "NODE='server-1'\nURL='https://example.org/v1.35.4%2Bk3s1'\n"),
            upload("wanted", "server-1\n"),
            upload("token", "${base64encode(var.token)}"),
          ],
        },
      },
    },
    output: { vpc: { value: "${aws_vpc.network.id}", sensitive: false } },
    moved: [{ from: "aws_vpc.old", to: "aws_vpc.network" }],
    import: [{ to: "aws_vpc.network", id: "vpc-1" }],
    removed: [{ from: "aws_eip.gone", lifecycle: { destroy: false } }],
    check: { answers: { assert: [{ condition: "${length(aws_vpc.network.id) > 0}", error_message: "No network." }] } },
  };
}

function upload(file: string, content: string): JsonObject {
  const connection = { type: "ssh", agent: true, host: "192.0.2.11", host_key: "ecdsa AAAA", user: "ubuntu" };
  return { file: { content, destination: `.platform/${file}`, connection } };
}

/** How a stack differs: a value at a path of keys, undefined to take it away. */
export type Change = readonly [path: readonly (string | number)[], value: unknown];

/** A copy of JSON with changes in it. */
export function changed(json: JsonObject, ...changes: readonly Change[]): JsonObject {
  const copy: JsonObject = structuredClone(json);
  return changes.reduce<JsonObject>((result, [path, value]) => asObject(put(result, path, value)), copy);
}

function put(into: unknown, [key, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(into) && typeof key === "number") {
    const items: unknown[] = [...into];
    items[key] = put(items[key], rest, value);
    return items;
  }
  const { [key]: before, ...others } = asObject(into);
  const after = put(before, rest, value);
  return after === undefined ? others : { ...others, [key]: after };
}

function asObject(value: unknown): JsonObject {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** What is said of a stack beside the base branch, whose stack of the name is the good one. */
export function saidOf(
  json: JsonObject,
  { name = "production", bases = [base()], locked }: Beside = {},
): readonly string[] {
  const stack = { name, json };
  const same = bases.find((other) => other.name === name);
  return findingsOf({ stack, base: same, bases, locked }).map((finding) => formatFinding(name, finding));
}

/** What {@link saidOf} holds a stack against. */
export interface Beside {
  readonly name?: string;
  readonly bases?: readonly NamedStack[];
  readonly locked?: readonly string[];
}

/** The good stack as the base branch has it. */
export function base(name = "production"): NamedStack {
  return { name, json: goodStack(name) };
}

/** The same stack with the blocks of a type in another of the shapes that Terraform takes. */
export function inLists(json: JsonObject, type: string, labels: number): JsonObject {
  return { ...json, [type]: listed(json[type], labels) };
}

function listed(value: unknown, labels: number): unknown {
  if (labels === 0) return Array.isArray(value) ? value : [value];
  return Object.entries(asObject(value)).map(([label, inner]) => ({ [label]: listed(inner, labels - 1) }));
}
