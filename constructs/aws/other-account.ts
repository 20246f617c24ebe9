import { Aspects, TerraformDataSource, TerraformResource, type TerraformProvider } from "cdktf";
import { Construct, type IConstruct } from "constructs";

/**
 * Another account or region: all of AWS that stands below it in the tree is made and read through its provider, so that no
 * construct has to hand a provider on, and none can forget to.
 */
export class OtherAccount extends Construct {
  constructor(
    scope: Construct,
    id: string,
    /** For what stands elsewhere and belongs to this account all the same. */
    readonly provider: TerraformProvider,
  ) {
    super(scope, id);
    Aspects.of(this).add({
      visit: (construct) => {
        if (isOfAws(construct)) construct.provider = provider;
      },
    });
  }
}

function isOfAws(construct: IConstruct): construct is TerraformResource | TerraformDataSource {
  return (
    (TerraformResource.isTerraformResource(construct) || TerraformDataSource.isTerraformDataSource(construct)) &&
    construct.terraformGeneratorMetadata?.providerName === "aws"
  );
}
