import { parseDocument } from "yaml";
import { bootstrap } from "../../../constructs/gitops/bootstrap";
import { repositorySecret } from "../../../constructs/gitops/repository-secret";
import { props } from "./example";

const secret = (kind: "token" | "ssh"): string =>
  repositorySecret(bootstrap({ ...props, credential: { kind, variable: "any" } }), "var.any") ?? "";
const field = (manifest: string, name: string): string => String(parseDocument(manifest).getIn(["data", name]));
const decoded = (name: string): string => Buffer.from(field(secret("ssh"), name), "base64").toString("utf8");

describe("the Secret of a private repository", () => {
  test("does not exist for a public one", () => {
    expect(repositorySecret(bootstrap(props), "var.any")).toBeUndefined();
  });

  test("is one that Argo CD finds, for the same URL as the root Application's", () => {
    expect(parseDocument(secret("ssh")).toJS()).toMatchObject({
      kind: "Secret",
      metadata: { namespace: "argocd", labels: { "argocd.argoproj.io/secret-type": "repository" } },
    });
    expect(decoded("url")).toBe("git@github.com:example/platform.git");
    expect(decoded("type")).toBe("git");
  });

  test("has a token without the line end that files give it", () => {
    expect(field(secret("token"), "password")).toBe("${base64encode(trimspace(var.any))}");
  });

  test("has a key with the line end that ssh asks for", () => {
    expect(field(secret("ssh"), "sshPrivateKey")).toBe('${base64encode(format("%s\\n", trimspace(var.any)))}');
  });

  test.each(["token", "ssh"] as const)("has one place for Terraform to fill in, with the credential %s", (kind) => {
    expect(secret(kind).match(/[$%]\{/g)).toHaveLength(1);
  });
});
