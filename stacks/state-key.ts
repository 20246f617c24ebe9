/**
 * Where a stack's state lies in a bucket or container. Pure and pinned by a test: a key that changes loses the state.
 *
 * @param organization the organization's name.
 * @param stack the stack's name.
 */
export function stateKey(organization: string, stack: string): string {
  return `${organization}/${stack}/terraform.tfstate`;
}

/**
 * The state file of the `local` backend, relative to `cdktf.out/stacks/<stack>`, where Terraform runs: the folder
 * `.state` of the repository, which outlives `cdktf.out`. Relative, so that two clones synthesize the same bytes.
 */
export function localStatePath(stack: string): string {
  return `../../../.state/${stack}.tfstate`;
}

/** The workspace of a stack in HCP Terraform. */
export function workspaceName(organization: string, stack: string): string {
  return `${organization}-${stack}`;
}
