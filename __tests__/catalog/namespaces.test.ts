import { mergeNamespaces, namespaceObject } from "../../catalog/namespaces";

describe("namespaces", () => {
  test("are there once, in the order of names, whoever shares them", () => {
    const merged = mergeNamespaces([
      { name: "vault", podSecurity: "restricted", keep: false },
      { name: "monitoring", podSecurity: "privileged", keep: false },
      { name: "vault", podSecurity: "restricted", keep: false },
    ]);
    expect(merged.map(({ name }) => name)).toEqual(["monitoring", "vault"]);
  });

  test("are kept as soon as one that shares them holds data", () => {
    const shared = (keep: boolean) => ({ name: "vault", podSecurity: "restricted", keep }) as const;
    expect(mergeNamespaces([shared(false), shared(true)])).toEqual([shared(true)]);
    expect(mergeNamespaces([shared(true), shared(false)])).toEqual([shared(true)]);
  });

  test("refuse two that don't agree on what pods may do", () => {
    const one = { name: "monitoring", podSecurity: "privileged", keep: false } as const;
    expect(() => mergeNamespaces([one, { ...one, podSecurity: "restricted" }])).toThrow(
      "Namespace monitoring can't be both privileged and restricted.",
    );
  });

  test("enforce their Pod Security Standard, and warn of it beforehand", () => {
    expect(namespaceObject({ name: "shop", podSecurity: "baseline", keep: false, labels: { team: "shop" } })).toEqual({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: {
        name: "shop",
        labels: {
          "pod-security.kubernetes.io/enforce": "baseline",
          "pod-security.kubernetes.io/warn": "baseline",
          team: "shop",
        },
      },
    });
  });
});
