import type { Change } from "./good-stack";

/** Something that nobody may plan: how a good stack is changed for it, and what is said. */
export interface Hostile {
  readonly title: string;
  readonly changes: readonly Change[];
  /** Where it is found, and what of it. */
  readonly at: string;
  readonly why: string;
}

/** Everything that is refused, one by one. */
export const hostile: readonly Hostile[] = [
  // Blocks
  alone(
    "a module",
    ["module", "x"],
    { source: "git::https://example.org/x" },
    "module",
    "is a block that no stack of the platform has.",
  ),
  alone(
    "an ephemeral resource",
    ["ephemeral", "aws_secretsmanager_secret_version", "x"],
    { secret_id: "x" },
    "ephemeral",
    "is a block that no stack of the platform has.",
  ),
  alone(
    "an action",
    ["action", "aws_lambda_invoke", "x"],
    {},
    "action",
    "is a block that no stack of the platform has.",
  ),
  alone(
    "a list of a query",
    ["list", "aws_instance", "x"],
    {},
    "list",
    "is a block that no stack of the platform has.",
  ),
  alone(
    "a block in other letters",
    ["Data", "external", "x"],
    {},
    "Data",
    "is a block that no stack of the platform has.",
  ),
  alone("a list in a list", ["data"], [[{ external: { x: {} } }]], "data", "stands where a block is due."),
  alone("a text for a block", ["terraform", "backend"], "s3", "terraform.backend", "stands where a block is due."),

  // Settings
  alone(
    "another required version",
    ["terraform", "required_version"],
    ">= 0.12",
    "terraform.required_version",
    "is not a setting of the base branch.",
  ),
  alone(
    "encryption with keys of a program",
    ["terraform", "encryption"],
    { key_provider: { external: { x: { command: ["sh"] } } } },
    "terraform.encryption",
    "is not a setting of the base branch.",
  ),
  alone(
    "metadata for a provider",
    ["terraform", "provider_meta"],
    { aws: { user_agent: ["x"] } },
    "terraform.provider_meta",
    "is not a setting of the base branch.",
  ),
  alone(
    "experiments",
    ["terraform", "experiments"],
    ["x"],
    "terraform.experiments",
    "is not a setting of the base branch.",
  ),

  // Backends
  alone(
    "another bucket of the state",
    ["terraform", "backend", "s3", "bucket"],
    "mine",
    "terraform.backend.s3",
    "is not the backend of the base branch.",
  ),
  alone(
    "another key of the state",
    ["terraform", "backend", "s3", "key"],
    "example/other/terraform.tfstate",
    "terraform.backend.s3",
    "is not the backend of the base branch.",
  ),
  alone(
    "an endpoint of the backend",
    ["terraform", "backend", "s3", "endpoints"],
    { s3: "https://example.net" },
    "terraform.backend.s3",
    "is not the backend of the base branch.",
  ),
  alone(
    "another kind of backend",
    ["terraform", "backend"],
    { http: { address: "https://example.net" } },
    "terraform.backend.http",
    "is not the backend of the base branch.",
  ),
  alone(
    "no backend",
    ["terraform", "backend"],
    undefined,
    "terraform.backend",
    "is not the backend of the base branch.",
  ),
  alone(
    "a second backend",
    ["terraform", "backend", "http"],
    { address: "https://example.net" },
    "terraform.backend.s3",
    "is not the backend of the base branch.",
  ),
  alone(
    "a cloud",
    ["terraform", "cloud"],
    { organization: "mine", workspaces: { name: "x" } },
    "terraform.backend.s3",
    "is not the backend of the base branch.",
  ),

  // Providers
  alone(
    "another provider",
    ["terraform", "required_providers", "external"],
    { source: "hashicorp/external", version: "2.3.5" },
    "terraform.required_providers.external",
    "is a provider that the base branch does not have under this name.",
  ),
  alone(
    "a provider under the name of another",
    ["terraform", "required_providers", "aws", "source"],
    "example/aws",
    "terraform.required_providers.aws",
    "is a provider that the base branch does not have under this name.",
  ),
  alone(
    "a provider of another registry",
    ["terraform", "required_providers", "aws", "source"],
    "example.net/hashicorp/aws",
    "terraform.required_providers.aws",
    "is a provider that the base branch does not have under this name.",
  ),
  alone(
    "another version of a provider",
    ["terraform", "required_providers", "aws", "version"],
    "6.26.0",
    "terraform.required_providers.aws",
    "is a version that the base branch does not ask for, and the stack has no lock file there.",
  ),
  alone(
    "a provider without a source",
    ["terraform", "required_providers", "aws"],
    "~> 6.25",
    "terraform.required_providers.aws",
    "names no source.",
  ),
  alone(
    "a provider with more than a source",
    ["terraform", "required_providers", "aws", "configuration_aliases"],
    ["aws.x"],
    "terraform.required_providers.aws",
    "is not a source and a version.",
  ),
  alone(
    "a resource of a provider that nobody asked for",
    ["resource", "null_resource", "x"],
    {},
    "resource.null_resource.x",
    "brings a provider that the stack does not ask for.",
  ),
  alone(
    "a provider named by a resource",
    ["resource", "aws_vpc", "network", "provider"],
    "external.x",
    "resource.aws_vpc.network.provider",
    "brings a provider that the stack does not ask for.",
  ),
  alone(
    "a provider named by an expression",
    ["resource", "aws_vpc", "network", "provider"],
    "${external}",
    "resource.aws_vpc.network.provider",
    "brings a provider that the stack does not ask for.",
  ),
  alone(
    "a provider named by an import",
    ["import", 0, "provider"],
    "external",
    "import[0].provider",
    "brings a provider that the stack does not ask for.",
  ),
  alone(
    "an import of another provider's",
    ["import", 0, "to"],
    "local_file.x",
    "import[0]",
    "brings a provider that the stack does not ask for.",
  ),
  alone(
    "a removal of another provider's",
    ["removed", 0, "from"],
    "external_x.y",
    "removed[0]",
    "brings a provider that the stack does not ask for.",
  ),
  alone(
    "a configuration of another provider",
    ["provider", "http"],
    {},
    "provider.http",
    "brings a provider that the stack does not ask for.",
  ),

  // Configurations of providers
  ...(
    [
      ["endpoints", [{ sts: "https://example.net" }]],
      ["assume_role", [{ role_arn: "arn:aws:iam::111122223333:role/x" }]],
      ["assume_role_with_web_identity", [{ web_identity_token_file: "/x" }]],
      ["access_key", "AKIA"],
      ["profile", "x"],
      ["shared_credentials_files", ["/x"]],
      ["skip_region_validation", true],
      ["http_proxy", "http://example.net"],
      ["custom_ca_bundle", "/x"],
      ["region", "eu-west-1"],
      ["allowed_account_ids", ["444455556666"]],
      ["dynamic", { endpoints: { for_each: [1], content: { sts: "https://example.net" } } }],
    ] as const
  ).map(([key, value]) =>
    alone(
      `${key} of a provider`,
      ["provider", "aws", 0, key],
      value,
      "provider.aws[0]",
      "is not how the base branch configures the provider.",
    ),
  ),
  alone(
    "another host of a provider",
    ["provider", "kubernetes", 0, "host"],
    "https://example.net",
    "provider.kubernetes[0]",
    "is not how the base branch configures the provider.",
  ),
  alone(
    "another program of a provider",
    ["provider", "kubernetes", 0, "exec", 0, "command"],
    "sh",
    "provider.kubernetes[0]",
    "is not how the base branch configures the provider.",
  ),
  alone(
    "one more configuration of a provider",
    ["provider", "aws", 1],
    { alias: "x", region: "eu-central-1" },
    "provider.aws[1]",
    "is not how the base branch configures the provider.",
  ),
  alone(
    "another value behind a provider's configuration",
    ["locals", "region"],
    "evil.example.net/",
    "locals.region",
    "is not as on the base branch, and data.terraform_remote_state.cluster depends on it.",
  ),

  // Data sources
  alone(
    "a program for data",
    ["data", "external", "x"],
    { program: ["sh", "-c", "env"] },
    "data.external.x",
    "is a data source that the base branch does not have, not like this.",
  ),
  alone(
    "a file for data",
    ["data", "local_file", "x"],
    { filename: "/proc/self/environ" },
    "data.local_file.x",
    "is a data source that the base branch does not have, not like this.",
  ),
  alone(
    "a request for data",
    ["data", "http", "x"],
    { url: "https://example.net" },
    "data.http.x",
    "is a data source that the base branch does not have, not like this.",
  ),
  alone(
    "another state",
    ["data", "terraform_remote_state", "x"],
    { backend: "local", config: { path: "/x" } },
    "data.terraform_remote_state.x",
    "is a data source that the base branch does not have, not like this.",
  ),
  alone(
    "the state of somewhere else",
    ["data", "terraform_remote_state", "cluster", "config", "bucket"],
    "mine",
    "data.terraform_remote_state.cluster",
    "is a data source that the base branch does not have, not like this.",
  ),
  alone(
    "a secret",
    ["data", "aws_secretsmanager_secret_version", "x"],
    { secret_id: "x" },
    "data.aws_secretsmanager_secret_version.x",
    "is a data source that the base branch does not have, not like this.",
  ),
  alone(
    "a parameter of the account",
    ["data", "aws_ssm_parameter", "image", "name"],
    "/production/token",
    "data.aws_ssm_parameter.image",
    "is a data source that the base branch does not have, not like this.",
  ),
  alone(
    "a parameter whose name is an expression",
    ["data", "aws_ssm_parameter", "image", "name"],
    "/aws/service/${local.region}",
    "data.aws_ssm_parameter.image",
    "is a data source that the base branch does not have, not like this.",
  ),
  alone(
    "a Secret of Kubernetes",
    ["data", "kubernetes_secret_v1", "x"],
    { metadata: [{ name: "x" }] },
    "data.kubernetes_secret_v1.x",
    "is a data source that the base branch does not have, not like this.",
  ),
  alone(
    "a data source of a check",
    ["check", "answers", "data"],
    { http: { x: { url: "https://example.net" } } },
    "check.answers.data.http.x",
    "is a data source that the base branch does not have, not like this.",
  ),

  // Programs
  alone(
    "a program on the runner",
    ["resource", "terraform_data", "machine", "provisioner", 2],
    { "local-exec": { command: "env" } },
    "resource.terraform_data.machine.provisioner[2].local-exec",
    "is a provisioner that the base branch does not have.",
  ),
  alone(
    "another command",
    ["resource", "terraform_data", "machine", "provisioner", 1, "local-exec", "command"],
    "env",
    "resource.terraform_data.machine.provisioner[1].local-exec",
    "is a provisioner that the base branch does not have.",
  ),
  alone(
    "another interpreter",
    ["resource", "terraform_data", "machine", "provisioner", 1, "local-exec", "interpreter"],
    ["python3", "-c"],
    "resource.terraform_data.machine.provisioner[1].local-exec",
    "is a provisioner that the base branch does not have.",
  ),
  alone(
    "one more variable of a program",
    ["resource", "terraform_data", "machine", "provisioner", 1, "local-exec", "environment", "LD_PRELOAD"],
    "/x",
    "resource.terraform_data.machine.provisioner[1].local-exec",
    "is a provisioner that the base branch does not have.",
  ),
  alone(
    "another script on a machine",
    ["resource", "terraform_data", "machine", "provisioner", 0, "remote-exec", "inline"],
    ["env"],
    "resource.terraform_data.machine.provisioner[0].remote-exec",
    "is a provisioner that the base branch does not have.",
  ),
  alone(
    "an upload of a file",
    ["resource", "aws_vpc", "network", "provisioner"],
    { file: { source: "/proc/self/environ", destination: "/x" } },
    "resource.aws_vpc.network.provisioner.file",
    "is a provisioner that the base branch does not have.",
  ),
  alone(
    "a program for what was removed",
    ["removed", 0, "provisioner"],
    { "local-exec": { when: "destroy", command: "env" } },
    "removed[0].provisioner.local-exec",
    "is a provisioner that the base branch does not have.",
  ),
  alone(
    "a connection with a key",
    ["resource", "terraform_data", "machine", "provisioner", 0, "remote-exec", "connection", "private_key"],
    "x",
    "resource.terraform_data.machine.provisioner[0].remote-exec.connection",
    "connects in a way that the base branch does not have.",
  ),
  alone(
    "a connection by another machine",
    ["resource", "terraform_data", "machine", "provisioner", 0, "remote-exec", "connection", "bastion_host"],
    "192.0.2.99",
    "resource.terraform_data.machine.provisioner[0].remote-exec.connection",
    "connects in a way that the base branch does not have.",
  ),
  alone(
    "a connection to whoever answers",
    ["resource", "terraform_data", "machine", "provisioner", 0, "remote-exec", "connection", "host_key"],
    undefined,
    "resource.terraform_data.machine.provisioner[0].remote-exec.connection",
    "connects in a way that the base branch does not have.",
  ),
  alone(
    "a connection of a whole resource",
    ["resource", "terraform_data", "machine", "connection"],
    { host: "192.0.2.99" },
    "resource.terraform_data.machine.connection",
    "connects in a way that the base branch does not have.",
  ),

  // Charts
  alone(
    "a chart from somewhere else",
    ["resource", "helm_release", "argo", "repository"],
    "https://example.net",
    "resource.helm_release.argo.repository",
    "fetches the chart as no release of the base branch does.",
  ),
  alone(
    "a chart of the runner",
    ["resource", "helm_release", "argo", "chart"],
    "/etc",
    "resource.helm_release.argo.chart",
    "fetches the chart as no release of the base branch does.",
  ),
  alone(
    "a program that a chart passes",
    ["resource", "helm_release", "argo", "postrender"],
    { binary_path: "sh" },
    "resource.helm_release.argo.postrender",
    "fetches the chart as no release of the base branch does.",
  ),
  alone(
    "credentials for a chart",
    ["resource", "helm_release", "argo", "repository_password"],
    "${var.token}",
    "resource.helm_release.argo.repository_password",
    "fetches the chart as no release of the base branch does.",
  ),

  // Variables
  alone(
    "a secret that is none",
    ["variable", "token", "sensitive"],
    false,
    "variable.token",
    "is a secret on the base branch, and not marked as one.",
  ),
  alone(
    "a secret without its mark",
    ["variable", "token", "sensitive"],
    undefined,
    "variable.token",
    "is a secret on the base branch, and not marked as one.",
  ),

  // Expressions
  calls("file", '${file("/proc/self/environ")}'),
  calls("file", '${ file\n\t("x") }'),
  calls("core::file", '${core::file("x")}'),
  calls("core::file", '${core :: file ("x")}'),
  calls("provider::aws::arn_parse", '${provider::aws::arn_parse("x")}'),
  calls("file", '%{ if file("x") == "" }a%{ endif }'),
  calls("file", '%{ for x in split("", file("x")) }${x}%{ endfor }'),
  calls("file", '${upper("a ${file("x")} b")}'),
  calls("file", '${{ a = { b = file("x") } }.a.b}'),
  calls("file", 'a $${b} ${"\\""}${file("x")}'),
  calls("fileexists", '${fileexists("x") ? 1 : 0}'),
  calls("fileset", '${join(",", fileset("/", "*"))}'),
  calls("filebase64", '${filebase64("x")}'),
  calls("filesha256", '${filesha256("x")}'),
  calls("templatefile", '${templatefile("x", {})}'),
  calls("templatestring", "${templatestring(local.script, {})}"),
  calls("pathexpand", '${pathexpand("~")}'),
  calls("nonsensitive", "${nonsensitive(var.token)}"),
  ...[
    '${file /* */ ("x")}',
    '${file // \n ("x")}',
    '${file # \n ("x")}',
    '${<<EOT\n${file("x")}\nEOT\n}',
    '$$${file("x")}',
    '$$$${file("x")}',
    '%$${file("x")}',
    "$%{if true}a%{endif}",
    '${"\\$${file("x")}"}',
    '${file("x")',
    '${ﬁle("x")}',
    "${a ; file}",
  ].map((text) => ({
    title: `the expression ${JSON.stringify(text)}`,
    changes: [[["output", "vpc", "value"], text]] as const,
    at: "output.vpc.value",
    why: "has an expression that can be read in more than one way.",
  })),
  {
    title: "a function in a key",
    changes: [[["locals", "map"], { '${file("x")}': 1 }]],
    at: 'locals.map."${file(\\"x\\")}"',
    why: "calls file(), which may read more than what it is given.",
  },
  alone(
    "a function in a comment that is none",
    ["locals", "map"],
    { "//": '${file("x")}' },
    'locals.map."//"',
    "calls file(), which may read more than what it is given.",
  ),

  // References
  alone(
    "a function in a reference",
    ["resource", "aws_subnet", "a", "lifecycle"],
    { replace_triggered_by: ['aws_vpc.network[file("x")]'] },
    "resource.aws_subnet.a.lifecycle.replace_triggered_by[0]",
    "is not an address.",
  ),
  alone(
    "a function in an import",
    ["import", 0, "to"],
    'aws_vpc.network[file("x")]',
    "import[0].to",
    "is not an address.",
  ),
  alone(
    "a function in a dependency",
    ["resource", "aws_subnet", "a", "depends_on", 0],
    'file("x")',
    "resource.aws_subnet.a.depends_on[0]",
    "is not an address.",
  ),
  alone("a function in a move", ["moved", 0, "from"], 'aws_vpc.x[file("x")]', "moved[0].from", "is not an address."),
  alone(
    "a function in a removal",
    ["removed", 0, "from"],
    'aws_eip.x[file("x")]',
    "removed[0].from",
    "is not an address.",
  ),
];

function alone(title: string, path: readonly (string | number)[], value: unknown, at: string, why: string): Hostile {
  return { title, changes: [[path, value]], at, why };
}

function calls(name: string, text: string): Hostile {
  const why = `calls ${name}(), which may read more than what it is given.`;
  return alone(`${name}() in ${JSON.stringify(text)}`, ["output", "vpc", "value"], text, "output.vpc.value", why);
}
