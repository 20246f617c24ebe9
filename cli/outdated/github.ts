import { z } from "zod";
import { Failure } from "../failure";
import { askForJson, type Network } from "./network";

const releases = z.array(z.object({ tag_name: z.string(), draft: z.boolean(), prerelease: z.boolean() }));
const tags = z.array(z.object({ name: z.string() }));

/** Tags of the releases of a repository, the newest hundred; `prereleases` says whether GitHub's own mark counts. */
export async function githubReleases(network: Network, repository: string, prereleases: boolean): Promise<string[]> {
  const url = `https://api.github.com/repos/${repository}/releases?per_page=100`;
  const read = releases.safeParse(await askGithub(network, url));
  if (!read.success) throw new Failure(`${url}: did not answer with a list of releases.`);
  return read.data.filter(({ draft, prerelease }) => !draft && (prereleases || !prerelease)).map((one) => one.tag_name);
}

/** The newest hundred tags of a repository. */
export async function githubTags(network: Network, repository: string): Promise<string[]> {
  const url = `https://api.github.com/repos/${repository}/tags?per_page=100`;
  const read = tags.safeParse(await askGithub(network, url));
  if (!read.success) throw new Failure(`${url}: did not answer with a list of tags.`);
  return read.data.map(({ name }) => name);
}

function askGithub(network: Network, url: string): Promise<unknown> {
  const { githubToken } = network;
  const authorization: Readonly<Record<string, string>> =
    githubToken === undefined ? {} : { authorization: `Bearer ${githubToken}` };
  return askForJson(network, url, { accept: "application/vnd.github+json", ...authorization });
}
