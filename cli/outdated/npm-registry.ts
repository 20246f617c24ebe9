import { z } from "zod";
import { Failure } from "../failure";
import { askForJson, type Network } from "./network";

const packument = z.object({ versions: z.record(z.string(), z.object({ deprecated: z.unknown().optional() })) });

/** Every version of a package that is not deprecated. */
export async function packageVersions(network: Network, name: string): Promise<string[]> {
  const url = `https://registry.npmjs.org/${name.replace("/", "%2F")}`;
  const read = packument.safeParse(await askForJson(network, url, { accept: "application/vnd.npm.install-v1+json" }));
  if (!read.success) throw new Failure(`${url}: did not answer with a list of versions.`);
  return Object.entries(read.data.versions).flatMap(([version, { deprecated }]) => (deprecated ? [] : [version]));
}
