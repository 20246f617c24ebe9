import { describeMachines } from "./describe-machines";
import { Site, VERSIONS } from "./site";

/** The same JSON in the other engine: the order of create-before-destroy is what everything rests on. */
describeMachines("staging on machines reached by SSH", "tofu", (engine) => {
  let site: Site;

  beforeAll(async () => {
    site = await Site.start(engine, ["server-1", "agent-1", "agent-2"]);
  });
  afterAll(async () => {
    await site.stop();
  });

  test("makes a cluster, and a second apply changes nothing", async () => {
    await site.describe({ servers: { "server-1": {} }, agents: { "agent-1": {}, "agent-2": {} } });
    expect(await site.apply()).toMatchObject({ status: 0 });
    expect(await site.terraform("plan", "-detailed-exitcode")).toMatchObject({ status: 0 });
  });

  test("upgrades and removes in one apply: drained first, then the others' rollouts, then the uninstall", async () => {
    const mark = site.mark;
    await site.describe({ version: VERSIONS.next, servers: { "server-1": {} }, agents: { "agent-1": {} } });
    const result = await site.apply();
    expect(result).toMatchObject({ status: 0 });
    expect(site.since(mark, "node-deleted", "started", "stopped")).toEqual([
      "node-deleted agent-2",
      "stopped server-1",
      "started server-1",
      "stopped agent-1",
      "started agent-1",
      "stopped agent-2",
    ]);
  });

  test("destroys everything", async () => {
    expect(await site.terraform("destroy", "-auto-approve")).toMatchObject({ status: 0 });
    for (const machine of site.nodes.machines) expect(machine.has("/usr/local/bin/k3s")).toBe(false);
  });
});
