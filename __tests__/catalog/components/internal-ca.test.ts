import { internalCa } from "../../../catalog/components/internal-ca";
import { kindsOf, objectOf } from "./objects";
import { configure } from "./surroundings";

const made = configure(internalCa);

describe("internal-ca", () => {
  test("is an authority, the issuer that signs by it, and the one that signed it", () => {
    expect(kindsOf(made)).toEqual(["ClusterIssuer internal-root", "Certificate internal-ca", "ClusterIssuer internal"]);
  });

  test("keeps its key when it is renewed, so that trust in it lasts", () => {
    expect(objectOf(made, "Certificate")).toMatchObject({
      spec: { isCA: true, duration: "87600h", privateKey: { rotationPolicy: "Never" } },
    });
  });

  test("keeps its key where cert-manager looks for those of cluster issuers", () => {
    expect(objectOf(made, "Certificate")).toMatchObject({
      metadata: { namespace: "cert-manager" },
      spec: { secretName: "internal-ca" },
    });
    expect(objectOf(made, "ClusterIssuer", "internal")).toMatchObject({ spec: { ca: { secretName: "internal-ca" } } });
  });

  test("waits for cert-manager alone: Vault waits for it, and every secret for Vault", () => {
    expect(made.dependsOn).toEqual({ "cert-manager": ">=1.15.0" });
    expect(internalCa.after).toEqual([]);
    expect(made.secrets).toEqual([]);
  });
});
