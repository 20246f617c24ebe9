import { objectsIn } from "../../../cli/charts/objects";

describe("what helm printed", () => {
  test("is taken apart into objects, those of lists one by one", () => {
    const text = [
      "---\n# Source: empty.yaml",
      "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: one }\ndata: { flag: yes }",
      "apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: Secret, metadata: { name: two } }",
    ].join("\n---\n");
    expect(objectsIn(text)).toEqual([
      { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "one" }, data: { flag: true } },
      { apiVersion: "v1", kind: "Secret", metadata: { name: "two" } },
    ]);
  });

  test("is refused where an object has no name", () => {
    expect(objectsIn("apiVersion: v1\nkind: Pod")).toBe(
      'helm printed what is no object with a name: {"apiVersion":"v1","kind":"Pod"}',
    );
  });

  test("is refused where it is no YAML", () => {
    expect(objectsIn("kind: Pod\nkind: Pod")).toMatch(/^helm printed no YAML: Map keys must be unique/);
  });
});
