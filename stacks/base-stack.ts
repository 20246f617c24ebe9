import { Aspects, TerraformElement, TerraformStack, TerraformVariable, type TerraformOutput } from "cdktf";
import type { Construct, Node } from "constructs";
import type { State } from "../config";
import { addressCollisions, terraformName } from "./addresses";
import { addBackend } from "./backends";
import { addressedElements } from "./elements";
import { ProviderVersions } from "./provider-versions";
import { Refactoring } from "./refactoring";
import { platformTags, TagEverything } from "./tags";
import { secretVariables, type SecretName } from "./variables";

/** What every stack is made from. */
export interface BaseStackProps {
  /** The organization's name, the first part of the state key. */
  readonly organization: string;
  /** The environment's name; none for a stack of the whole organization. */
  readonly environment?: string;
  /** Where Terraform keeps the stack's state. */
  readonly state: State;
  /** Tags of everything in the stack, besides the platform's own. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * What all stacks have in common: addresses people can read, an explicit backend, provider constraints, tags,
 * secrets declared once, and outputs between stacks that are no secrets.
 */
export class BaseStack extends TerraformStack {
  /** The environment's name; none for a stack of the whole organization. */
  readonly environment: string | undefined;
  /** The tags of everything in the stack. */
  readonly tags: Readonly<Record<string, string>>;
  private readonly refactoring = new Refactoring(this);
  private readonly secrets = new Map<SecretName, TerraformVariable>();
  private readonly addresses = new Set<string>();

  constructor(scope: Construct, id: string, props: BaseStackProps) {
    super(scope, id);
    this.environment = props.environment;
    this.tags = platformTags({ ...props, stack: id });
    addBackend(this, props.organization, props.state);
    this.addOverride("terraform.required_version", ">= 1.11.0");
    Aspects.of(this).add(new ProviderVersions(this));
    Aspects.of(this).add(new TagEverything(this.tags));
    this.node.addValidation({ validate: () => addressCollisions(addressedElements(this)) });
  }

  /**
   * A secret that people set as `TF_VAR_<name>`. Ephemeral: it reaches provisioners, write-only arguments and
   * providers, and Terraform refuses to let it into a plan or a state.
   */
  secret(name: SecretName): TerraformVariable {
    const declared = this.secrets.get(name);
    if (declared !== undefined) return declared;
    const { description } = secretVariables[name];
    const variable = new TerraformVariable(this, name, {
      type: "string",
      description,
      sensitive: true,
      nullable: false,
    });
    variable.addOverride("ephemeral", true); // newer than cdktf's types
    this.secrets.set(name, variable);
    return variable;
  }

  /**
   * Says that an address holds what can't be made again, so that it may only vanish when the environment file names
   * it under `removals`. Resources with `prevent_destroy` are protected without it.
   *
   * @param address as Terraform writes it: `terraform_data.machine["server-1"]`.
   */
  protect(address: string): void {
    this.addresses.add(address);
  }

  /** The addresses that were named by {@link protect}. */
  get namedProtected(): readonly string[] {
    return [...this.addresses];
  }

  /** The resource that was at the address `from` is now at `to`. */
  moved(from: string, to: string): void {
    this.refactoring.moved(from, to);
  }

  /** The resource at this address leaves the state and stays in the cloud. */
  removed(address: string): void {
    this.refactoring.removed(address);
  }

  /** The object with this id in the cloud becomes the resource at the address `to`. */
  importing(to: string, id: string): void {
    this.refactoring.importing(to, id);
  }

  /** cdktf marks every output between stacks sensitive, which hides plans and protects nothing. */
  override registerOutgoingCrossStackReference(identifier: string): TerraformOutput {
    const output = super.registerOutgoingCrossStackReference(identifier);
    output.sensitive = false;
    return output;
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    const depth = node.scopes.findIndex((scope) => scope === this);
    return terraformName(
      node.scopes.slice(depth + 1).map((scope) => scope.node.id),
      node.path,
    );
  }
}
