import type { K3dClusterProps } from "../../../constructs/k3d/cluster-props";
import { k3dConfig } from "../../../constructs/k3d/config";
import { configProblems } from "../../engine/k3d/stand-in/config-keys";

const PROPS: K3dClusterProps = {
  name: "development",
  owner: "example/development",
  version: "v1.35.4+k3s1",
  servers: 1,
  agents: 0,
  apiPort: 6550,
  registryPort: 5001,
  ports: ["8080:80@loadbalancer"],
  disable: [],
};

describe("k3dConfig", () => {
  test("has no key that k3d's schema doesn't know", () => {
    expect(configProblems(k3dConfig({ ...PROPS, disable: ["traefik"], agents: 2 }))).toEqual([]);
    expect(configProblems({ ...k3dConfig(PROPS), server: 1 })).toEqual([
      "(root): Additional property server is not allowed",
    ]);
  });

  test("takes the image of the exact k3s version, by digest when there is one", () => {
    expect(k3dConfig(PROPS).image).toBe("rancher/k3s:v1.35.4-k3s1");
    const digest = `sha256:${"0".repeat(64)}`;
    expect(k3dConfig({ ...PROPS, digest }).image).toBe(`rancher/k3s:v1.35.4-k3s1@${digest}`);
  });

  test.each([
    ["8080:80@loadbalancer", { port: "127.0.0.1:8080:80", nodeFilters: ["loadbalancer"] }],
    ["0.0.0.0:8080:80@loadbalancer", { port: "0.0.0.0:8080:80", nodeFilters: ["loadbalancer"] }],
    ["5353:53/udp@server:0:direct", { port: "127.0.0.1:5353:53/udp", nodeFilters: ["server:0:direct"] }],
    ["30080:30080@agent:0,1", { port: "127.0.0.1:30080:30080", nodeFilters: ["agent:0,1"] }],
  ])("publishes %s on this machine alone unless an address is given", (mapping, published) => {
    expect(k3dConfig({ ...PROPS, ports: [mapping] }).ports).toEqual([published]);
  });

  test("opens the API and the registry to this machine alone", () => {
    const { kubeAPI, registries } = k3dConfig({ ...PROPS, apiPort: 7000, registryPort: 7001 });
    expect(kubeAPI).toEqual({ hostIP: "127.0.0.1", hostPort: "7000" });
    expect(registries.create).toMatchObject({ host: "127.0.0.1", hostPort: "7001" });
  });

  test("gives the registry an exact version and a name that works on both sides", () => {
    expect(k3dConfig(PROPS).registries.create).toMatchObject({
      name: "development-registry.localhost",
      image: expect.stringMatching(/^docker\.io\/library\/registry:\d+\.\d+\.\d+$/),
    });
  });

  test("passes packaged components that are left out to the servers, whatever their order in the file", () => {
    const args = [
      { arg: "--disable=metrics-server", nodeFilters: ["server:*"] },
      { arg: "--disable=traefik", nodeFilters: ["server:*"] },
    ];
    expect(k3dConfig({ ...PROPS, disable: ["traefik", "metrics-server"] }).options.k3s.extraArgs).toEqual(args);
    expect(k3dConfig({ ...PROPS, disable: ["metrics-server", "traefik"] }).options.k3s.extraArgs).toEqual(args);
  });

  test("adds a context to people's kubeconfig without switching to it", () => {
    expect(k3dConfig(PROPS).options.kubeconfig).toEqual({
      updateDefaultKubeconfig: true,
      switchCurrentContext: false,
    });
  });

  test("says on every container, and in a volume of the first server, who made the cluster", () => {
    const { options, volumes } = k3dConfig(PROPS);
    expect(options.runtime.labels).toEqual([{ label: "platform.owner=example/development", nodeFilters: ["all"] }]);
    expect(volumes).toEqual([{ volume: "k3d-development-owner:/var/lib/platform", nodeFilters: ["server:0"] }]);
  });

  test("refuses a name that k3d would refuse", () => {
    expect(() => k3dConfig({ ...PROPS, name: "d".repeat(33) })).toThrow(
      `"${"d".repeat(33)}" is too long for a k3d cluster: at most 32 characters.`,
    );
  });

  test("refuses a port mapping that k3d wouldn't understand", () => {
    expect(() => k3dConfig({ ...PROPS, ports: ["8080"] })).toThrow(
      '"8080" is not a port mapping such as "8080:80@loadbalancer".',
    );
  });

  test("holds no dollar sign: k3d would take it for a variable", () => {
    expect(JSON.stringify(k3dConfig(PROPS))).not.toContain("$");
  });
});
