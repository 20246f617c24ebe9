/** Every subcommand with its description, in the order in which help shows them. `platform x` is `commands/x.ts`. */
export const commands: Readonly<Record<string, string>> = {
  synth: "make the Terraform configuration of every stack, and check it",
  validate: "check every file and every stack, the dates of exceptions included",
  list: "environments, stacks, dependencies and backends",
  status: "where the first run of an environment stands, and what to do next",
  kubeconfig: "access to the cluster of an environment",
  tunnel: "the way to a cluster whose API is inside its network",
  restore: "put a k3s cluster back to a snapshot",
  doctor: "what is missing on this machine, and how to get it",
  promote: "copy versions from one stage of promotion to the next",
  new: "write a new application, component, cluster or environment",
  outdated: "newer versions of charts, images, k3s, packages and actions",
  protect: "write the list of protected addresses",
  schema: "write the JSON Schemas with which editors check environments/",
  registry: "write what Argo CD and Flux pull into every environment: registry/",
  charts: "template every chart as each environment has it, and have an API server look",
  bench: "measure how fast synthesis is, and fail when it has become slow",
};
