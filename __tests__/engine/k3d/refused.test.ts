import type { Program } from "./laptop";
import { onALaptop } from "./on-a-laptop";
import { flowing, WorkingCopy } from "./working-copy";

onALaptop("deploy of development", (desk) => {
  test("refuses a cluster of the same name that somebody else made, and destroy leaves it alone", () => {
    const { laptop, copy } = desk();
    laptop.createByHand("development");
    const before = laptop.things;
    const { status, output } = copy.describe().apply();
    expect(status).toBe(1);
    expect(flowing(output)).toContain(
      'Error: there is a k3d cluster "development" already, and example/development didn\'t make it: ' +
        "development-own-registry k3d-development-server-0 k3d-development-serverlb It stays as it is. " +
        "Delete it yourself when nobody needs it (k3d cluster delete development; then docker rm -f what is left " +
        "of the list above), or rename the environment.",
    );
    expect(copy.destroy().output).toContain(
      'the k3d cluster "development" was not made by example/development and stays',
    );
    expect(laptop.things).toEqual(before);
  });

  test("refuses the cluster of another organization's environment of the same name", () => {
    const { engine, laptop, copy } = desk();
    copy.describe().apply();
    const before = laptop.things;
    const other = new WorkingCopy(engine, laptop).describe({}, {}, "acme");
    expect(flowing(other.apply().output)).toContain("acme/development didn't make it");
    expect(other.destroy().status).toBe(0);
    other.remove();
    expect(laptop.things).toEqual(before);
  });

  test("tells k3d's reason when a port is taken; the next deploy makes the cluster", () => {
    const { laptop, copy } = desk();
    laptop.createByHand("other", "8080:80");
    const { output } = copy.describe({ ports: ["8080:80@loadbalancer"] }).apply();
    expect(output).toContain("Bind for 127.0.0.1:8080 failed: port is already allocated");
    expect(flowing(output)).toContain("A port that is taken is changed in environments/development.yaml");
    laptop.deleteByHand("other");
    expect(copy.apply().status).toBe(0);
  });

  test("says how to get k3d or docker when one is missing, and when docker doesn't run", () => {
    const { laptop, copy } = desk();
    copy.describe();
    const without = (...programs: readonly Program[]): string =>
      flowing(copy.apply({ PATH: laptop.path(...programs) }).output);
    expect(without("docker")).toContain(
      "k3d is not on the PATH. Get version 5.8 or newer (brew install k3d, or https://k3d.io/stable/#installation) and deploy again.",
    );
    expect(without("k3d")).toContain(
      "docker is not on the PATH, and development runs in containers. Get Docker (https://docs.docker.com/get-docker/), start it and deploy again.",
    );
    laptop.dockerRuns = false;
    expect(flowing(copy.apply().output)).toContain(
      "docker doesn't answer. Start it and deploy again. It says: Cannot connect to the Docker daemon",
    );
    laptop.dockerRuns = true;
    expect(copy.apply().status).toBe(0);
  });
});
