import { createHash } from "node:crypto";
import { startMirror, type Mirror } from "./mirror";

describe("the mirror of k3s's releases", () => {
  let mirror: Mirror;
  beforeAll(async () => {
    mirror = await startMirror(["v1.35.4+k3s1", "v1.36.1+k3s1"]);
  });
  afterAll(() => mirror.stop());

  const sha256 = async (path: string): Promise<string> => {
    const response = await fetch(`${mirror.url}/${path}`);
    return createHash("sha256")
      .update(Buffer.from(await response.arrayBuffer()))
      .digest("hex");
  };

  test("serves each version under its encoded and its plain name, with its own checksum", async () => {
    expect(await sha256("v1.35.4%2Bk3s1/k3s")).toBe(mirror.checksum("v1.35.4+k3s1"));
    expect(await sha256("v1.35.4+k3s1/k3s-arm64")).toBe(mirror.checksum("v1.35.4+k3s1"));
    expect(mirror.checksum("v1.36.1+k3s1")).not.toBe(mirror.checksum("v1.35.4+k3s1"));
    const list = await (await fetch(`${mirror.url}/v1.35.4%2Bk3s1/sha256sum-amd64.txt`)).text();
    expect(list).toContain(`${mirror.checksum("v1.35.4+k3s1")}  k3s\n`);
    expect((await fetch(`${mirror.url}/v1.1.1+k3s1/k3s`)).status).toBe(404);
  });

  test("can serve a binary that its checksum isn't of", async () => {
    mirror.corrupt("v1.36.1+k3s1");
    expect(await sha256("v1.36.1+k3s1/k3s")).not.toBe(mirror.checksum("v1.36.1+k3s1"));
    mirror.corrupt("v1.36.1+k3s1", false);
    expect(await sha256("v1.36.1+k3s1/k3s")).toBe(mirror.checksum("v1.36.1+k3s1"));
  });
});
