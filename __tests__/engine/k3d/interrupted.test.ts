import { readdirSync } from "node:fs";
import { onALaptop } from "./on-a-laptop";

/** Where a deploy can die, in the order in which it comes there. */
const DEATHS = [
  "volume created",
  "network",
  "image volume",
  "node created",
  "node started",
  "cluster created",
  "applied",
  "chart installed",
  "executed",
  "let go",
];

onALaptop("a run that is killed", (desk) => {
  test("again and again is finished by the next one, and nothing is left twice", async () => {
    const { laptop, copy } = desk();
    copy.describe();
    for (const event of DEATHS) await copy.killAt(event, "apply");
    expect(copy.apply().output).toContain("Apply complete!");
    expect(laptop.things).toEqual([
      "development-registry.localhost",
      "k3d-development",
      "k3d-development-images",
      "k3d-development-owner",
      "k3d-development-server-0",
      "k3d-development-serverlb",
    ]);
    expect(readdirSync(laptop.manifestsFolder)).toEqual([]);
    expect(copy.apply().output).toContain("No changes.");

    await copy.killAt("node deleted", "destroy");
    await copy.killAt("cluster deleted", "destroy");
    expect(copy.destroy().status).toBe(0);
    expect(laptop.things).toEqual([]);
  });

  test.each(["volume created", "network", "node created", "node started"])(
    "at '%s' is cleared away by destroy",
    async (event) => {
      const { laptop, copy, engineName } = desk();
      copy.describe();
      await copy.killAt(event, "apply");
      // OpenTofu writes its state every 20 seconds only: killed before that, it knows of nothing, and it takes a deploy to find what is there.
      if (engineName === "tofu") expect(copy.apply().status).toBe(0);
      expect(copy.destroy().status).toBe(0);
      expect(laptop.things).toEqual([]);
    },
  );

  test("while a new version replaces the cluster is finished by the next one", async () => {
    const { laptop, copy } = desk();
    copy.describe().apply();
    copy.describe({ version: "v1.35.5+k3s1" });
    await copy.killAt("node deleted", "apply");
    await copy.killAt("node created", "apply");
    expect(copy.apply().status).toBe(0);
    expect(laptop.timeline.filter(({ event }) => event === "node started").at(-2)).toMatchObject({
      name: "k3d-development-server-0",
      image: "rancher/k3s:v1.35.5-k3s1",
    });
  });
});
