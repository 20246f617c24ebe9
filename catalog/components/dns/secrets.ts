import type { SecretSpec } from "../../kubernetes";
import type { Surroundings } from "../../surroundings";
import { byIdentity } from "./access";

/** The Secret with Cloudflare's token: may read the zone and edit its records. */
export const CLOUDFLARE_TOKEN = { name: "cloudflare", key: "api-token" } as const;

/** The Secret with a key of AWS, for a cluster elsewhere. */
export const ROUTE53_KEY = { name: "route53", id: "access-key-id", secret: "secret-access-key" } as const;

/** What one has to put into Vault before names can be changed. */
export function dnsSecrets(surroundings: Pick<Surroundings, "cloud" | "dns">): SecretSpec[] {
  if (surroundings.dns?.provider === "cloudflare") {
    const { name, key } = CLOUDFLARE_TOKEN;
    return [{ name, data: { [key]: { path: "platform/cloudflare", property: "api-token" } } }];
  }
  if (surroundings.dns?.provider === "route53" && byIdentity(surroundings) === undefined) {
    const { name, id, secret } = ROUTE53_KEY;
    const at = (property: string) => ({ path: "platform/route53", property });
    return [{ name, data: { [id]: at("access-key-id"), [secret]: at("secret-access-key") } }];
  }
  return [];
}
