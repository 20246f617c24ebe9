import type { Values } from "../../../constructs/gitops/values";
import type { SecretSpec } from "../../kubernetes";
import type { Surroundings } from "../../surroundings";

/** The client that Vault knows Grafana by. */
const SECRET = "grafana-oidc";

/** Who Grafana is to Vault, from `oidc/grafana` in Vault. */
export function ssoSecrets(): SecretSpec[] {
  const property = (name: string) => ({ path: "oidc/grafana", property: name });
  return [{ name: SECRET, data: { "client-id": property("client-id"), "client-secret": property("client-secret") } }];
}

/** Grafana asks Vault who somebody is; members of `admins` may do everything, of `developers` edit, all others look. */
export function ssoValues({ domain }: Surroundings): Values {
  const vault = `https://vault.${domain}`;
  const provider = "identity/oidc/provider/platform";
  const fromSecret = (key: string) => ({ secretKeyRef: { name: SECRET, key } });
  return {
    envValueFrom: {
      GF_AUTH_GENERIC_OAUTH_CLIENT_ID: fromSecret("client-id"),
      GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET: fromSecret("client-secret"),
    },
    "grafana.ini": {
      "auth.generic_oauth": {
        enabled: true,
        name: "Vault",
        scopes: "openid profile email groups",
        auth_url: `${vault}/ui/vault/${provider}/authorize`,
        token_url: `${vault}/v1/${provider}/token`,
        api_url: `${vault}/v1/${provider}/userinfo`,
        use_pkce: true,
        role_attribute_path:
          "contains(groups[*], 'admins') && 'Admin' || contains(groups[*], 'developers') && 'Editor' || 'Viewer'",
      },
    },
  };
}
