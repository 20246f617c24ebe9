import { z } from "zod";
import { field } from "../../config/schema/field";
import type { ComponentContext } from "../component";
import { component } from "../define";
import type { KubernetesObject } from "../kubernetes";
import { solvers } from "./cert-issuers/solver";
import { azureFromOutside } from "./dns/access";
import { dnsSecrets } from "./dns/secrets";
import { clusterIssuer, internalIssuer } from "./internal-ca";

const options = z.strictObject({
  issuer: field(
    z.enum(["letsencrypt", "letsencrypt-staging", "internal"]),
    "Who signs public names; letsencrypt by default, internal on a laptop and where nobody serves names",
    "letsencrypt",
  ).optional(),
  email: field(
    z.email("is not an e-mail address."),
    "Address that Let's Encrypt writes to about the account; none by default",
    "platform@example.org",
  ).optional(),
});

/** The issuer `platform`, which signs the names that people use. */
export const certIssuers = component({
  name: "cert-issuers",
  summary: "The issuer of certificates for public names.",
  group: "certificates",
  namespace: "cert-manager",
  podSecurity: "restricted",
  dependsOn: { "cert-manager": ">=1.15.0", "internal-ca": "*" },
  options,
  mistakes: (context) => {
    const issuer = issuerOf(context);
    if (issuer === "internal") return [];
    if (!context.laptop || context.dns !== undefined) return azureFromOutside(context);
    const message = `"${issuer}" reaches no laptop; write internal, or say in dns who serves the names.`;
    return [{ option: "issuer", message }];
  },
  secrets: (context) => (issuerOf(context) === "internal" ? [] : dnsSecrets(context)),
  manifests: (context) => [platform(context)],
});

type Context = ComponentContext<z.output<typeof options>>;

const SERVERS = {
  letsencrypt: "https://acme-v02.api.letsencrypt.org/directory",
  "letsencrypt-staging": "https://acme-staging-v02.api.letsencrypt.org/directory",
} as const;

function issuerOf({ options: { issuer }, laptop, dns }: Context) {
  return issuer ?? (laptop || dns === undefined ? "internal" : "letsencrypt");
}

function platform(context: Context): KubernetesObject {
  const issuer = issuerOf(context);
  if (issuer === "internal") return internalIssuer("platform");
  const { email } = context.options;
  return clusterIssuer("platform", {
    acme: {
      server: SERVERS[issuer],
      ...(email === undefined ? {} : { email }),
      privateKeySecretRef: { name: `${issuer}-account` },
      solvers: solvers(context),
    },
  });
}
