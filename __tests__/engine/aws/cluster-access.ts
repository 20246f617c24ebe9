import { readFileSync } from "node:fs";
import { objectOf } from "../../../stacks/synthesized-stack";
import type { Cluster } from "../gitops/cluster";

/** Address and authority of a test cluster. */
export async function accessOf({ kubectl }: Cluster): Promise<{ server: string; certificateAuthority: string }> {
  const view: unknown = JSON.parse(await kubectl(["config", "view", "--raw", "--minify", "-o", "json"]));
  const clusters: unknown = objectOf(view)["clusters"];
  const { cluster } = objectOf(Array.isArray(clusters) ? clusters[0] : undefined);
  const { server, "certificate-authority-data": data, "certificate-authority": file } = objectOf(cluster);
  const certificateAuthority = typeof data === "string" ? data : readFileSync(String(file)).toString("base64");
  return { server: String(server), certificateAuthority };
}
