import { Commented, insertEntry, setScalar } from "../../../config/edit";

const FILE = `# A comment.
components:
  argo-cd: { version: 10.1.1 } # the engine
  # vault: later
  cert-manager:
    version: 'v1.21.2'   # single quotes stay

cluster: { version: "v1.35.4+k3s1", servers: 1 }
empty:
`;

describe("setScalar", () => {
  test.each([
    ["between braces", ["components", "argo-cd", "version"], "10.2.0", "10.1.1", "10.2.0"],
    ["in single quotes", ["components", "cert-manager", "version"], "v1.22.0", "'v1.21.2'", "'v1.22.0'"],
    ["in double quotes", ["cluster", "version"], "v1.35.5+k3s1", '"v1.35.4+k3s1"', '"v1.35.5+k3s1"'],
    ["of another type", ["cluster", "servers"], 3, "servers: 1", "servers: 3"],
    ["that plain would mean something else", ["components", "argo-cd", "version"], "1.10", "10.1.1", '"1.10"'],
    ["that is not there yet", ["empty"], "text", "empty:", "empty: text"],
  ])("changes a value %s and nothing else", (_what, path, value, from, to) => {
    expect(setScalar(FILE, path, value)).toBe(FILE.replace(from, to));
  });

  test.each([
    [["components"], "components is not a single value that could be replaced."],
    [["components", "vault", "version"], "components.vault.version is not a single value that could be replaced."],
  ])("refuses %j", (path, message) => {
    expect(() => setScalar(FILE, path, "1.0.0")).toThrow(new Error(message));
  });

  test("refuses an alias: other values would change with it", () => {
    const text = "a: &v 1.0.0\nb: *v\nc: &m { version: 1.0.0 }\nd: *m\n";
    const shared = "is an alias: an edit would change other values, too. Write the value out.";
    expect(() => setScalar(text, ["b"], "2.0.0")).toThrow(new Error(`b ${shared}`));
    expect(() => setScalar(text, ["d", "version"], "2.0.0")).toThrow(new Error(`d ${shared}`));
  });

  test("refuses a value that others refer to", () => {
    expect(() => setScalar("a: &v 1.0.0\nb: *v\n", ["a"], "2.0.0")).toThrow(
      new Error("a can't be written here; edit the file by hand."),
    );
  });
});

describe("insertEntry", () => {
  test("adds a line in the style of its neighbours, behind the last one and its comment", () => {
    expect(insertEntry("a:\n  x: { version: 1.0.0 } # why\n\n# end\n", ["a", "y"], { version: "2.0.0" })).toBe(
      "a:\n  x: { version: 1.0.0 } # why\n  y: { version: 2.0.0 }\n\n# end\n",
    );
  });

  test("adds blocks where the neighbours are blocks, or where something is in them", () => {
    expect(insertEntry(FILE, ["components", "vault"], { version: "0.34.1", seal: "shamir" })).toBe(
      FILE.replace("stay\n", "stay\n  vault:\n    version: 0.34.1\n    seal: shamir\n"),
    );
    const comment = new Commented("1.8.2", '{"$imagepolicy": "flux-system:storefront-web:tag"}');
    const images = { web: { repository: "ghcr.io/example/storefront", tag: comment } };
    expect(insertEntry("a: 1\n", ["applications", "storefront"], { version: "1.8.2", images })).toBe(
      `a: 1
applications:
  storefront:
    version: 1.8.2
    images:
      web:
        repository: ghcr.io/example/storefront
        tag: 1.8.2 # {"$imagepolicy": "flux-system:storefront-web:tag"}
`,
    );
  });

  test.each([
    ["between braces", "a: { x: 1 }\n", "a: { x: 1, y: 2 }\n"],
    ["between braces without anything", "a: {}\n", "a: { y: 2 }\n"],
    ["between braces over several lines", "a: {\n  x: 1, # why\n}\n", "a: {\n  x: 1, # why\n  y: 2,\n}\n"],
    ["behind a last line without comma", "a: {\n  x: 1 # why\n}\n", "a: {\n  x: 1, # why\n  y: 2\n}\n"],
    ["below a key without a value", "a:\nb: 1\n", "a:\n  y: 2\nb: 1\n"],
    ["in a file without a last line end", "a: { x: 1 }\nb: 1", "a: { x: 1, y: 2 }\nb: 1"],
    [
      "behind a text of several lines",
      "a:\n  x: |\n    one\n\n    two\nb: 1\n",
      "a:\n  x: |\n    one\n\n    two\n  y: 2\nb: 1\n",
    ],
    ["with the file's own ends of lines", "a:\r\n    x: 1\r\n", "a:\r\n    x: 1\r\n    y: 2\r\n"],
  ])("adds an entry %s", (_where, before, after) => {
    expect(insertEntry(before, ["a", "y"], 2)).toBe(after);
  });

  test("refuses to write over what is there", () => {
    expect(() => insertEntry(FILE, ["components", "argo-cd"], {})).toThrow(
      new Error("components.argo-cd is there already."),
    );
    expect(() => insertEntry(FILE, ["cluster", "version", "x"], 1)).toThrow(new Error("cluster.version is not a map."));
  });
});
