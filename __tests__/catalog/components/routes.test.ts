import { routes } from "../../../catalog/components/routes";
import { kindsOf, objectOf, pages } from "./objects";
import { configure } from "./surroundings";

const made = configure(routes, {}, { links: pages });

describe("routes", () => {
  test("bring every page, beside its Service", () => {
    expect(objectOf(made, "HTTPRoute", "grafana")).toMatchObject({
      metadata: { namespace: "monitoring" },
      spec: {
        hostnames: ["grafana.staging.example.org"],
        rules: [{ backendRefs: [{ name: "grafana", port: 80 }] }],
      },
    });
  });

  test("go through the page's own listener, and so not by plain HTTP", () => {
    expect(objectOf(made, "HTTPRoute", "argocd")).toMatchObject({
      spec: { parentRefs: [{ name: "platform", namespace: "gateway", sectionName: "https-argocd" }] },
    });
  });

  test("speak TLS to a Service that does, and take the certificate of its authority only", () => {
    expect(objectOf(made, "BackendTLSPolicy")).toEqual({
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "BackendTLSPolicy",
      metadata: { name: "argocd-server", namespace: "argocd" },
      spec: {
        targetRefs: [{ group: "", kind: "Service", name: "argocd-server" }],
        validation: {
          caCertificateRefs: [{ group: "", kind: "Secret", name: "argocd-server-tls" }],
          hostname: "argocd-server.argocd.svc",
        },
      },
    });
  });

  test("say what the API server would fill in, so that Argo CD sees no difference", () => {
    expect(objectOf(made, "HTTPRoute", "grafana")).toHaveProperty("spec", {
      parentRefs: [
        {
          group: "gateway.networking.k8s.io",
          kind: "Gateway",
          name: "platform",
          namespace: "gateway",
          sectionName: "https-grafana",
        },
      ],
      hostnames: ["grafana.staging.example.org"],
      rules: [
        {
          matches: [{ path: { type: "PathPrefix", value: "/" } }],
          backendRefs: [{ group: "", kind: "Service", name: "grafana", port: 80, weight: 1 }],
          timeouts: { request: "0s" },
        },
      ],
    });
  });

  test("have one policy for a Service with two pages", () => {
    const [argocd] = pages();
    if (argocd === undefined) throw new Error("no page");
    const twice = configure(routes, {}, { links: () => [argocd, { ...argocd, host: "dex" }] });
    expect(kindsOf(twice)).toEqual(["HTTPRoute argocd", "HTTPRoute dex", "BackendTLSPolicy argocd-server"]);
  });

  test("let a page stream for as long as somebody looks", () => {
    expect(objectOf(made, "HTTPRoute", "argocd")).toMatchObject({ spec: { rules: [{ timeouts: { request: "0s" } }] } });
  });

  test("wait for the Gateway, and for whoever has pages", () => {
    expect(made.dependsOn).toEqual({ gateway: "*" });
    expect(routes.after).toEqual(["argo-cd", "atlantis", "kube-prometheus-stack", "vault"]);
  });

  test("are none without pages", () => {
    expect(kindsOf(configure(routes))).toEqual([]);
  });
});
