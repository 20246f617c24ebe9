/** Every subcommand with its description, in the order in which help shows them. `platform x` is `commands/x.ts`. */
export const commands: Readonly<Record<string, string>> = {
  synth: "make the Terraform configuration of every stack, and check it",
  validate: "check every file and every stack, the dates of exceptions included",
  list: "environments, stacks, dependencies and backends",
  protect: "write the list of protected addresses",
  schema: "write the JSON Schemas with which editors check environments/",
  bench: "measure how fast synthesis is, and fail when it has become slow",
};
