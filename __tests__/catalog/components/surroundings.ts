import type { Component } from "../../../catalog/define";
import type { Configured } from "../../../catalog/component";
import type { PlacedLink, Surroundings } from "../../../catalog/surroundings";

/** An environment that tests configure components in; by default a small one without a cloud, in which every component is there. */
export function surroundings(change: Partial<Surroundings> = {}): Surroundings {
  return {
    environment: "staging",
    organization: "example",
    domain: "staging.example.org",
    engine: "argocd",
    cloud: { kind: "none" },
    dns: { provider: "cloudflare", zone: "example.org", proxied: false },
    laptop: false,
    highAvailability: false,
    has: () => true,
    links: (): readonly PlacedLink[] => [],
    ...change,
  };
}

/** The account of {@link onAws}. */
export const awsCloud = { kind: "aws", region: "eu-central-1", account: "123456789012" } as const;

/** An environment as production's will be: on AWS, with everything several times. */
export const onAws: Partial<Surroundings> = {
  environment: "production",
  domain: "example.org",
  cloud: awsCloud,
  dns: { provider: "route53", zone: "example.org", region: "eu-central-1" },
  highAvailability: true,
};

/** The same where EKS Auto Mode runs all nodes. */
export const onAutoMode: Partial<Surroundings> = {
  ...onAws,
  cloud: { ...awsCloud, autoMode: { otherNodes: false, otherVolumes: false } },
};

/** An environment on Azure. */
export const onAzure: Partial<Surroundings> = {
  environment: "abc-k8s",
  domain: "k8s.example.org",
  cloud: {
    kind: "azure",
    location: "westeurope",
    tenant: "11111111-1111-4111-8111-111111111111",
    subscription: "22222222-2222-4222-8222-222222222222",
    resourceGroup: "abc-k8s",
  },
  dns: {
    provider: "azure",
    zone: "example.org",
    tenant: "11111111-1111-4111-8111-111111111111",
    subscription: "22222222-2222-4222-8222-222222222222",
    resourceGroup: "dns",
  },
};

/** What a component comes to with these options, in these surroundings. */
export function configure(
  component: Component,
  options: Readonly<Record<string, unknown>> = {},
  change: Partial<Surroundings> = {},
  variants: readonly string[] = [],
): Configured {
  return component.configure(surroundings(change), { options, variants });
}
