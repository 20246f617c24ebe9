import { TerraformDataSource, TerraformProvider, TerraformResource } from "cdktf";
import type { Construct } from "constructs";

/** A provider without its bindings: what the base stack does must not depend on which provider it is. */
export class AnyProvider extends TerraformProvider {
  constructor(scope: Construct, name: string, providerVersion: string, source = `hashicorp/${name}`) {
    super(scope, name, {
      terraformResourceType: name,
      terraformGeneratorMetadata: { providerName: name, providerVersion },
      terraformProviderSource: source,
    });
  }
}

/** A resource of any type, with attributes in Terraform's own spelling. */
export class AnyResource extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    type: string,
    private readonly properties: Readonly<Record<string, unknown>> = {},
  ) {
    super(scope, id, { terraformResourceType: type, terraformGeneratorMetadata: { providerName: providerOf(type) } });
  }

  /** A reference to one of its attributes. */
  attribute(name: string): string {
    return this.getStringAttribute(name);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.properties };
  }
}

/** A resource that can be tagged, as bindings make them. */
export class TaggableResource extends TerraformResource {
  private given: Record<string, string> | undefined;

  constructor(scope: Construct, id: string, type: string, tags?: Record<string, string>) {
    super(scope, id, { terraformResourceType: type, terraformGeneratorMetadata: { providerName: providerOf(type) } });
    this.given = tags;
  }

  get tags(): Record<string, string> {
    return this.given ?? {};
  }

  set tags(value: Record<string, string>) {
    this.given = value;
  }

  get tagsInput(): Record<string, string> | undefined {
    return this.given;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { tags: this.given };
  }
}

/** A data source of any type. */
export class AnyDataSource extends TerraformDataSource {
  constructor(scope: Construct, id: string, type: string) {
    super(scope, id, { terraformResourceType: type, terraformGeneratorMetadata: { providerName: providerOf(type) } });
  }
}

function providerOf(type: string): string {
  return type.split("_")[0] ?? type;
}
