import { awsNames } from "../../../config/aws-names";
import type { Permissions } from "../../permissions";
import type { ComponentContext } from "../../component";
import type { Choice } from "./choice";
import type { VaultOptions } from "./options";

type Context = ComponentContext<VaultOptions>;

/** Name of the key in the Key Vault. */
const AZURE_KEY = "vault";

/** What opens Vault after a start, with what is needed to reach it. */
export type Seal =
  | { readonly kind: "shamir" }
  | { readonly kind: "awskms"; readonly region: string; readonly account: string; readonly alias: string }
  | {
      readonly kind: "azurekeyvault";
      readonly tenant: string;
      readonly vault: string;
      readonly key: string;
      /** Resource id of the Key Vault's key. */
      readonly scope: string;
    };

/** The seal that an environment has asked for, or its cloud's. */
export function sealOf({ options, cloud, organization, environment }: Context): Choice<Seal> {
  const { seal = defaultSeal(cloud.kind), keyVault = keyVaultName(organization, environment) } = options;
  switch (seal) {
    case "shamir":
      return { value: { kind: seal } };
    case "awskms": {
      if (cloud.kind !== "aws") return wrongCloud(seal, "AWS");
      const { region, account } = cloud;
      const { vaultKey } = awsNames(organization, environment, account);
      return { value: { kind: seal, region, account, alias: `alias/${vaultKey}` } };
    }
    case "azurekeyvault": {
      if (cloud.kind !== "azure") return wrongCloud(seal, "Azure");
      const group = `/subscriptions/${cloud.subscription}/resourceGroups/${cloud.resourceGroup}`;
      const scope = `${group}/providers/Microsoft.KeyVault/vaults/${keyVault}/keys/${AZURE_KEY}`;
      return { value: { kind: seal, tenant: cloud.tenant, vault: keyVault, key: AZURE_KEY, scope } };
    }
  }
}

/** The seal's block in the server's configuration; nothing for key shares, which are what Vault does without one. */
export function sealBlock(seal: Seal): string {
  switch (seal.kind) {
    case "shamir":
      return "";
    case "awskms":
      return `
seal "awskms" {
  region     = "${seal.region}"
  kms_key_id = "${seal.alias}"
}
`;
    case "azurekeyvault":
      return `
seal "azurekeyvault" {
  tenant_id  = "${seal.tenant}"
  vault_name = "${seal.vault}"
  key_name   = "${seal.key}"
}
`;
  }
}

/** What a server may do with the seal's key, and with nothing else. */
export function sealPermissions(seal: Seal): Omit<Permissions, "serviceAccounts"> {
  switch (seal.kind) {
    case "shamir":
      return {};
    case "awskms":
      return {
        keys: { seal: seal.alias.replace(/^alias\//, "") },
        aws: [
          {
            sid: "VaultSeal",
            actions: ["kms:Encrypt", "kms:Decrypt", "kms:DescribeKey"],
            // A policy can't name a key by its alias as a resource; the condition does.
            resources: [`arn:aws:kms:${seal.region}:${seal.account}:key/*`],
            conditions: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": [seal.alias] } },
          },
        ],
      };
    case "azurekeyvault":
      // Reads, wraps and unwraps, which is all that the seal does.
      return { azure: [{ role: "Key Vault Crypto Service Encryption User", scope: seal.scope }] };
  }
}

/** `<organization>-<environment>-vault`, shortened to the 24 characters of a Key Vault's name. */
export function keyVaultName(organization: string, environment: string): string {
  const suffix = "-vault";
  const start = `${organization}-${environment}`.slice(0, 24 - suffix.length).replace(/-+$/, "");
  return `${start}${suffix}`;
}

function defaultSeal(cloud: Context["cloud"]["kind"]): Seal["kind"] {
  return cloud === "aws" ? "awskms" : cloud === "azure" ? "azurekeyvault" : "shamir";
}

function wrongCloud(seal: string, cloud: string): Choice<never> {
  const message = `"${seal}" works in ${cloud} only, where this environment is not; write shamir or leave it out.`;
  return { mistake: { option: "seal", message } };
}
