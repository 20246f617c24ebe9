import { bootstrap, repositoryUrl } from "../../../constructs/gitops/bootstrap";
import { props } from "./example";

describe("a bootstrap", () => {
  test("follows the environment's folder of the registry", () => {
    expect(bootstrap(props)).toMatchObject({
      engine: "argocd",
      namespace: "argocd",
      release: "argo-cd",
      repository: "https://github.com/example/platform.git",
      path: "registry/environments/staging",
      revision: "main",
      credential: { kind: "none" },
      facts: {},
    });
  });

  test("knows every place that Applications come from, once and in order", () => {
    const chartRepositories = ["https://charts.jetstack.io", "https://charts.example.org"];
    expect(bootstrap({ ...props, chartRepositories }).sources).toEqual([
      "https://charts.example.org",
      "https://charts.jetstack.io",
      "https://github.com/example/platform.git",
    ]);
  });

  test.each(["latest", "10", "10.1", "^10.1.1", "10.1.x", ""])(
    "refuses the version %p, which is not exact",
    (version) => {
      expect(() => bootstrap({ ...props, chart: { ...props.chart, version } })).toThrow(
        `Chart argo-cd: version "${version}" is not exact. Give one like 1.2.3.`,
      );
    },
  );
});

test("a bootstrap whose own values read a fact is refused", () => {
  expect(() => bootstrap({ ...props, values: { id: "<<fact:clientId>>" } })).toThrow(
    'The engine\'s own values read the cluster fact "clientId": it comes before them.',
  );
});

describe("the URL of a repository", () => {
  test.each([
    ["example/platform", "none", "https://github.com/example/platform.git"],
    ["example/platform.git", "token", "https://github.com/example/platform.git"],
    ["example/platform", "ssh", "git@github.com:example/platform.git"],
    ["https://git.example.org/platform.git", "token", "https://git.example.org/platform.git"],
    ["http://127.0.0.1:8080/platform.git", "none", "http://127.0.0.1:8080/platform.git"],
    ["git@git.example.org:team/platform.git", "ssh", "git@git.example.org:team/platform.git"],
    ["ssh://git@git.example.org:2222/platform.git", "ssh", "ssh://git@git.example.org:2222/platform.git"],
  ] as const)("of %s with the credential %s is %s", (repository, credential, url) => {
    expect(repositoryUrl(repository, credential)).toBe(url);
  });

  test.each([
    ["git@github.com:example/platform.git", "token", "https://…"],
    ["http://git.example.org/platform.git", "token", "https://…"],
    ["https://git.example.org/platform.git", "ssh", "git@host:owner/name.git or ssh://…"],
    ["ssh://git@git.example.org/platform.git", "none", "https://…"],
  ] as const)("of %s is refused with the credential %s", (repository, credential, form) => {
    expect(() => repositoryUrl(repository, credential)).toThrow(
      `Repository "${repository}" does not go with the credential "${credential}": it needs ${form}`,
    );
  });
});
