import { driftOf } from "../../../cli/plan/drift";
import { parsePlan } from "../../../cli/plan/parse";
import { resourceJson } from "./changes";
import { fixturePlan } from "./fixture-plans";

const drifted = resourceJson("aws_vpc.network", {
  before: { id: "a", tags: { x: 1 } },
  after: { id: "b", tags: { x: 2 } },
});
const driftWith = (parts: object) => driftOf(parsePlan(JSON.stringify({ format_version: "1.2", ...parts })));
const relevant = (resource: string, attribute: (string | number)[]) => ({
  resource_drift: [drifted],
  relevant_attributes: [{ resource, attribute }],
});
const matters = (parts: object) => driftWith(parts).map((drift) => drift.matters);

describe("what changed outside of Terraform", () => {
  test.each(["terraform", "tofu"] as const)("matters when the plan of %s follows from it", (engine) => {
    const said = fixturePlan("drift", engine).drift.map(
      ({ address, kind, matters: does }) => `${address} ${kind} ${String(does)}`,
    );
    expect(said).toEqual([
      "kubernetes_config_map.settings changed true",
      "vault_auth_backend.cluster changed true",
      "vault_mount.secrets vanished true",
      "helm_release.argo_cd changed false",
      "kubernetes_config_map.counters changed false",
    ]);
  });

  test("matters when the same resource is about to change", () => {
    const changed = resourceJson("aws_vpc.network", {});
    const same = resourceJson("aws_vpc.network", { actions: ["no-op"] });
    expect(matters({ resource_drift: [drifted], resource_changes: [changed] })).toEqual([true]);
    expect(matters({ resource_drift: [drifted], resource_changes: [same] })).toEqual([false]);
  });

  test("matters when an attribute changed that others are computed from, the whole of it or a part", () => {
    expect(matters(relevant("aws_vpc.network", ["id"]))).toEqual([true]);
    expect(matters(relevant("aws_vpc.network", ["tags"]))).toEqual([true]);
    expect(matters(relevant("aws_vpc.network", ["tags", "x", "deeper"]))).toEqual([true]);
    expect(matters(relevant("aws_vpc.network", []))).toEqual([true]);
    expect(matters(relevant("aws_vpc.network", ["arn"]))).toEqual([false]);
    expect(matters(relevant("aws_vpc.other", ["id"]))).toEqual([false]);
  });

  test("matters when the others are computed from all of its instances", () => {
    const instance = { ...drifted, address: 'aws_vpc.network["a"]', index: "a" };
    const from = (resource: string) => ({
      resource_drift: [instance],
      relevant_attributes: [{ resource, attribute: ["id"] }],
    });
    expect(matters(from("aws_vpc.network"))).toEqual([true]);
    expect(matters(from('aws_vpc.network["a"]'))).toEqual([true]);
    expect(matters(from('aws_vpc.network["b"]'))).toEqual([false]);
  });

  test("is not what only moved", () => {
    expect(driftWith({ resource_drift: [resourceJson("aws_vpc.network", { actions: ["no-op"] })] })).toEqual([]);
  });
});
