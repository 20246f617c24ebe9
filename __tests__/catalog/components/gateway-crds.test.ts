import { gatewayCrds } from "../../../catalog/components/gateway-crds";
import { configure } from "./surroundings";

describe("gateway-crds", () => {
  test("brings the stable kinds of the Gateway API, and Envoy Gateway's", () => {
    expect(configure(gatewayCrds).values).toEqual({
      crds: { gatewayAPI: { enabled: true, channel: "standard" }, envoyGateway: { enabled: true } },
    });
  });

  test("is never deleted because it left, with every route in the cluster", () => {
    expect(gatewayCrds.keep).toBe(true);
  });

  test("is applied by the server: its definitions are larger than an annotation may be", () => {
    expect(gatewayCrds.serverSideApply).toBe(true);
  });

  test("waits for nothing", () => {
    expect(configure(gatewayCrds).dependsOn).toEqual({});
  });
});
