import { z } from "zod";
import { field } from "../../../config/schema/field";
import { schedule, text } from "../../../config/schema/formats";

/** When a snapshot is taken where nothing else is said. */
export const DAILY = "17 2 * * *";

const quantity = () =>
  z.string().regex(/^[1-9]\d*(Mi|Gi|Ti)$/, "is not a size of a volume such as 10Gi (Mi, Gi or Ti).");

const keyVaultName = () =>
  z
    .string()
    .regex(
      /^(?!.*--)[a-z][a-z0-9-]{1,22}[a-z0-9]$/,
      "is not the name of a Key Vault: 3 to 24 lower-case letters, digits and single hyphens, a letter first, no hyphen last.",
    );

const bucketName = () =>
  z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
      "is not the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens.",
    );

const s3 = z.strictObject({
  bucket: field(bucketName(), "Bucket in S3 or in a store that speaks its protocol", "example-staging-vault"),
  region: field(text(), "Region of the bucket, by default the environment's", "eu-central-1").optional(),
  endpoint: field(
    z.string().regex(/^https:\/\/[a-z0-9.-]+(:\d{1,5})?$/, "is not an https:// address without a path."),
    "Address of a store other than AWS; its keys stand in the Secret vault-snapshots",
    "https://s3.example.net",
  ).optional(),
});

const azure = z.strictObject({
  storageAccount: field(
    z.string().regex(/^[a-z0-9]{3,24}$/, "is not a storage account: 3 to 24 lower-case letters and digits."),
    "Storage account of the container",
    "exampleprodvault",
  ),
  container: field(
    z
      .string()
      .regex(
        /^[a-z0-9](-?[a-z0-9]){2,62}$/,
        "is not a container: 3 to 63 lower-case letters, digits and single hyphens.",
      ),
    "Container for the snapshots",
    "vault",
  ),
});

/** Keys of `components.vault` in an environment file. */
export const vaultOptions = z.strictObject({
  seal: field(
    z.enum(["shamir", "awskms", "azurekeyvault"]),
    "What opens Vault after a start: people with key shares (shamir), or a key of the cloud; by default the cloud's where there is one",
    "awskms",
  ).optional(),
  keyVault: field(
    keyVaultName(),
    "Azure Key Vault of the seal's key `vault`, by default <organization>-<environment>-vault within 24 characters",
    "example-production-vault",
  ).optional(),
  dataSize: field(quantity(), "Size of each server's volume, 10Gi by default", "10Gi").default("10Gi"),
  snapshots: field(
    z.strictObject({
      schedule: field(
        schedule(),
        "When the variant snapshots takes one (UTC), daily at 02:17 by default",
        "17 2 * * *",
      ).default(DAILY),
      s3: field(s3, "Where to put them: an S3 bucket").optional(),
      azure: field(azure, "Where to put them: a container of Azure Blob Storage").optional(),
    }),
    "When the variant snapshots takes a snapshot and where it puts it",
  ).optional(),
});

/** The options, defaults applied. */
export type VaultOptions = ReturnType<typeof vaultOptions.parse>;
