import { TerraformProvider, TerraformResource, type IAspect } from "cdktf";
import type { IConstruct } from "constructs";

type Tags = Readonly<Record<string, string>>;

/** What a stack's tags follow from. */
export interface TagSource {
  readonly organization: string;
  /** None for a stack of the whole organization. */
  readonly environment?: string;
  readonly stack: string;
  readonly tags: Tags;
}

/** The tags of everything in a stack. The platform's own win, since costs and clean-ups are found by them. */
export function platformTags({ organization, environment, stack, tags }: TagSource): Tags {
  return {
    ...tags,
    organization,
    ...(environment === undefined ? {} : { environment }),
    stack,
    "managed-by": "cdktf",
  };
}

/** Tags everything: on AWS by the provider's `default_tags`, on Azure, which has no such thing, resource by resource. */
export class TagEverything implements IAspect {
  constructor(private readonly tags: Tags) {}

  visit(construct: IConstruct): void {
    if (TerraformProvider.isTerraformProvider(construct)) {
      if (construct.terraformResourceType === "aws") construct.addOverride("default_tags", [{ tags: this.tags }]);
    } else if (isTaggableOnAzure(construct)) {
      construct.tags = { ...this.tags, ...construct.tagsInput };
    }
  }
}

interface Taggable {
  tags: Record<string, string>;
  readonly tagsInput?: Record<string, string>;
}

function isTaggableOnAzure(construct: IConstruct): construct is IConstruct & Taggable {
  return (
    TerraformResource.isTerraformResource(construct) &&
    construct.terraformGeneratorMetadata?.providerName === "azurerm" &&
    "tags" in construct &&
    "tagsInput" in construct
  );
}
