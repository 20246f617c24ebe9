import { parse, parseAllDocuments, parseDocument } from "yaml";
import { bootstrap } from "../../../constructs/gitops/bootstrap";
import { handover } from "../../../constructs/gitops/handover";
import { credentialFile, manifestFiles } from "../../../constructs/gitops/manifests";
import { props } from "./example";

const CREDENTIAL_FILE = credentialFile(bootstrap(props));
const files = manifestFiles(bootstrap(props));
const kinds = (file: string): unknown[] => parseAllDocuments(files[file] ?? "").map((document) => document.get("kind"));

describe("the manifests for a k3s server", () => {
  test("look like this", () => {
    expect(files).toMatchSnapshot();
  });

  test("come in the order in which they can be applied", () => {
    const names = [...Object.keys(files), CREDENTIAL_FILE].sort();
    expect(names).toEqual([
      "argocd-1-namespace.yaml",
      "argocd-2-repository.yaml",
      "argocd-3-chart.yaml",
      "argocd-4-root.yaml",
    ]);
  });

  test("keep what waits for the chart's definitions apart from what does not", () => {
    expect(kinds("argocd-1-namespace.yaml")).toEqual(["Namespace"]);
    expect(kinds("argocd-3-chart.yaml")).toEqual(["HelmChart"]);
    expect(kinds("argocd-4-root.yaml")).toEqual(["AppProject", "Application"]);
  });

  test("have names that k3s can give to its AddOn objects", () => {
    for (const name of [...Object.keys(files), CREDENTIAL_FILE])
      expect(name).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?\.yaml$/);
  });

  test("pin the chart and carry its values whole", () => {
    const document = parseDocument(files["argocd-3-chart.yaml"] ?? "");
    expect(document.toJS()).toMatchObject({
      spec: { repo: "https://charts.example.org", chart: "argo-cd", version: "10.1.1", bootstrap: true },
    });
    expect(parse(String(document.getIn(["spec", "valuesContent"])))).toEqual({ server: { replicas: 2 } });
  });

  test("give the facts to the root Application as parameters, in order", () => {
    const facts = { zoneId: "Z1", clientId: "42" };
    const [, root] = parseAllDocuments(manifestFiles(bootstrap({ ...props, facts }))["argocd-4-root.yaml"] ?? "");
    expect(root?.toJS()).toMatchObject({
      spec: {
        source: {
          helm: {
            parameters: [
              { name: "facts.clientId", value: "42", forceString: true },
              { name: "facts.zoneId", value: "Z1", forceString: true },
            ],
          },
        },
      },
    });
  });

  test("never delete Argo CD together with its Applications", () => {
    for (const document of parseAllDocuments(files["argocd-4-root.yaml"] ?? "")) {
      expect(document.hasIn(["metadata", "finalizers"])).toBe(false);
    }
  });

  test.each(["token", "ssh"] as const)("hold no secret with the credential %s", (kind) => {
    const description = bootstrap({ ...props, credential: { kind, variable: "repository_secret" } });
    expect(JSON.stringify(manifestFiles(description))).not.toMatch(/kind: Secret|repository_secret|\$\{/);
  });
});

describe("the handover", () => {
  test("names what is looked for and what is let go of", () => {
    expect(handover(bootstrap(props))).toEqual({
      root: { resource: "applications.argoproj.io", namespace: "argocd", name: "root" },
      helmChart: { namespace: "kube-system", name: "argo-cd" },
      job: { namespace: "kube-system", name: "helm-install-argo-cd" },
      annotation: "helmcharts.helm.cattle.io/unmanaged",
      files: Object.keys(files),
    });
  });

  test("takes the credential out of the folder as well", () => {
    const credential = { kind: "token", variable: "repository_token" } as const;
    expect(handover(bootstrap({ ...props, credential })).files).toContain(CREDENTIAL_FILE);
  });
});
