import { certificates, doors } from "../../../../catalog/components/gateway/doors";
import { pages } from "../objects";

const props = { domain: "example.org", links: pages(), hosts: [], wildcard: true };

describe("the doors of the Gateway", () => {
  test("are one for the domain, one for what is below it and one for each page", () => {
    expect(doors(props).map(({ name, hostname }) => `${name} ${hostname}`)).toEqual([
      "https *.example.org",
      "https-apex example.org",
      "https-argocd argocd.example.org",
      "https-grafana grafana.example.org",
    ]);
  });

  test("name the namespace of pages, and none for applications", () => {
    expect(doors(props).map(({ namespace }) => namespace)).toEqual([undefined, undefined, "argocd", "monitoring"]);
  });

  test.each([
    ["the domain itself", "example.org", []],
    ["one label below it", "shop.example.org", []],
    ["two labels below it", "a.b.example.org", ["a.b.example.org"]],
    ["a name elsewhere", "www.example.com", ["www.example.com"]],
    ["a name that only ends alike", "notexample.org", ["notexample.org"]],
  ])("add none for a host that the wildcard covers: %s", (_, host, added) => {
    expect(
      doors({ ...props, hosts: [host] })
        .slice(4)
        .map(({ hostname }) => hostname),
    ).toEqual(added);
  });

  test("add every host where there is no wildcard", () => {
    const names = doors({ ...props, hosts: ["shop.example.org"], wildcard: false }).map(({ hostname }) => hostname);
    expect(names).toEqual(["argocd.example.org", "grafana.example.org", "shop.example.org"]);
  });

  test("are no second one for a host that is a page", () => {
    const names = doors({ ...props, hosts: ["grafana.example.org"], wildcard: false }).map(({ hostname }) => hostname);
    expect(names).toEqual(["argocd.example.org", "grafana.example.org"]);
  });

  test("share a certificate but for further hosts, and repeat nothing that its wildcard covers", () => {
    expect([...certificates(doors({ ...props, hosts: ["www.example.com"] }))]).toEqual([
      ["platform-tls", ["*.example.org", "example.org"]],
      ["www.example.com-tls", ["www.example.com"]],
    ]);
  });
});
