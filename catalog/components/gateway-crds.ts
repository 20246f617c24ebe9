import { NO_OPTIONS, component } from "../define";

/** The kinds of the Gateway API and Envoy Gateway's own, apart from the controller: others use them before it is there. */
export const gatewayCrds = component({
  name: "gateway-crds",
  summary: "The kinds of the Gateway API and of Envoy Gateway.",
  group: "traffic",
  chart: { repository: "oci://docker.io/envoyproxy", name: "gateway-crds-helm" },
  namespace: "gateway",
  podSecurity: "restricted",
  // Deleting a kind deletes every route of every application.
  keep: true,
  serverSideApply: true,
  options: NO_OPTIONS,
  values: () => ({
    crds: {
      // The experimental channel changes without notice, and its own admission policy keeps a cluster from coming back.
      gatewayAPI: { enabled: true, channel: "standard" },
      envoyGateway: { enabled: true },
    },
  }),
});
