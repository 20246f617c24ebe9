import { argoCd } from "./components/argo-cd";
import { certIssuers } from "./components/cert-issuers";
import { certManager } from "./components/cert-manager";
import { envoyGateway } from "./components/envoy-gateway";
import { externalDns } from "./components/external-dns";
import { gateway } from "./components/gateway";
import { gatewayCrds } from "./components/gateway-crds";
import { internalCa } from "./components/internal-ca";
import { originCaIssuer } from "./components/origin-ca-issuer";
import { routes } from "./components/routes";
import type { Component } from "./define";

/** Everything that an environment's `components` may name, in the order of names. */
export const catalog: readonly Component[] = [
  argoCd,
  certIssuers,
  certManager,
  envoyGateway,
  externalDns,
  gateway,
  gatewayCrds,
  internalCa,
  originCaIssuer,
  routes,
];
