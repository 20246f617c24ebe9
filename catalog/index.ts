import { argoCd } from "./components/argo-cd";
import { argoCdSso } from "./components/argo-cd-sso";
import { atlantis } from "./components/atlantis";
import { certIssuers } from "./components/cert-issuers";
import { certManager } from "./components/cert-manager";
import { envoyGateway } from "./components/envoy-gateway";
import { externalDns } from "./components/external-dns";
import { externalSecrets } from "./components/external-secrets";
import { flux } from "./components/flux";
import { gateway } from "./components/gateway";
import { gatewayCrds } from "./components/gateway-crds";
import { internalCa } from "./components/internal-ca";
import { kubePrometheusStack } from "./components/kube-prometheus-stack";
import { kyverno } from "./components/kyverno";
import { kyvernoPolicies } from "./components/kyverno-policies";
import { originCaIssuer } from "./components/origin-ca-issuer";
import { prometheusCrds } from "./components/prometheus-crds";
import { routes } from "./components/routes";
import { secretStore } from "./components/secret-store";
import { storage } from "./components/storage";
import { vault } from "./components/vault";
import { velero } from "./components/velero";
import type { Component } from "./define";

/** Everything that an environment's `components` may name, in the order of names. */
export const catalog: readonly Component[] = [
  argoCd,
  argoCdSso,
  atlantis,
  certIssuers,
  certManager,
  envoyGateway,
  externalDns,
  externalSecrets,
  flux,
  gateway,
  gatewayCrds,
  internalCa,
  kubePrometheusStack,
  kyverno,
  kyvernoPolicies,
  originCaIssuer,
  prometheusCrds,
  routes,
  secretStore,
  storage,
  vault,
  velero,
];
