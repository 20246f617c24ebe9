import { z } from "zod";
import { field } from "../../../config/schema/field";
import type { Values } from "../../../constructs/gitops/values";

/** Where Argo CD's server is, and the Secret that it takes its certificate from. */
export const ARGO_CD = {
  namespace: "argocd",
  host: "argocd-server.argocd.svc",
  tlsSecret: "argocd-server-tls",
} as const;

/** Secret with Argo CD's client id and secret at Vault. */
export const OIDC_SECRET = "oidc-argocd";

const group = () => z.string().regex(/^[A-Za-z0-9][\w.-]*$/, "is not the name of a group: letters, digits, . _ and -.");

/** Keys of `components.argo-cd` in an environment file. */
export const argoCdOptions = z.strictObject({
  groups: field(
    z.strictObject({
      admins: field(group(), "Group in Vault that may do everything, admins by default", "admins").default("admins"),
      developers: field(
        group(),
        "Group in Vault that may see everything and sync applications, developers by default",
        "developers",
      ).default("developers"),
    }),
    "Groups of Vault and what they may do in Argo CD once argo-cd-sso is there",
  ).prefault({}),
});

type Groups = z.output<typeof argoCdOptions>["groups"];

/** Log-in through Vault as the only way in, and what each group may do. */
export function singleSignOn(domain: string, { admins, developers }: Groups): Values {
  return {
    cm: {
      "admin.enabled": false,
      "oidc.config": `name: Vault
issuer: https://vault.${domain}/v1/identity/oidc/provider/platform
clientID: $${OIDC_SECRET}:client-id
clientSecret: $${OIDC_SECRET}:client-secret
requestedScopes:
  - openid
  - profile
  - email
  - groups
`,
    },
    rbac: {
      scopes: "[groups]",
      "policy.csv": `g, ${admins}, role:admin
g, ${developers}, role:developer
g, role:developer, role:readonly
p, role:developer, applications, sync, */*, allow
`,
    },
  };
}
