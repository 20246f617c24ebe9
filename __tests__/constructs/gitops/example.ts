import type { BootstrapProps } from "../../../constructs/gitops/bootstrap";

/** The props of a bootstrap, for tests that care about one of them. */
export const props: BootstrapProps = {
  environment: "staging",
  repository: "example/platform",
  revision: "main",
  chart: { repository: "https://charts.example.org", name: "argo-cd", version: "10.1.1" },
  values: { server: { replicas: 2 } },
};
