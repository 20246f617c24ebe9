import { z } from "zod";
import type { ComponentRule, ComponentRules } from "../../config";
import { field } from "../../config/schema/field";

/** A small catalog: a component of each form, and no more, so that messages that list them stay short. */
export const RULES: ComponentRules = {
  "argo-cd": rule({ namespace: "argocd", engine: "argocd" }),
  flux: rule({ namespace: "flux-system", engine: "flux" }),
  "cert-manager": rule({}),
  issuers: rule({
    chart: false,
    namespace: "cert-manager",
    dependsOn: { "cert-manager": ">=1.20.0 <2" },
    options: z.strictObject({
      email: field(z.string(), "the address that hears of certificates that expire", "platform@example.org"),
    }),
  }),
  "external-secrets": rule({}),
  vault: rule({
    options: z.strictObject({
      seal: field(z.enum(["shamir", "awskms"]), "how Vault is unsealed; shamir by default", "shamir").default("shamir"),
      size: field(z.int().min(1), "gigabytes of its volume; 10 by default", 10).default(10),
    }),
    variants: { snapshots: {}, issued: { dependsOn: { issuers: "*" } } },
  }),
  atlantis: rule({ dependsOn: { vault: "*" } }),
};

function rule(own: Partial<ComponentRule>): ComponentRule {
  return {
    summary: "Does something for the platform.",
    chart: true,
    namespace: "of-its-own",
    dependsOn: {},
    variants: {},
    options: z.strictObject({}),
    ...own,
  };
}
