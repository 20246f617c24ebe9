import { z } from "zod";
import { Failure } from "../failure";
import { ask, askForJson, parseJson, type Answer, type Network } from "./network";

const tagList = z.object({ tags: z.array(z.string()).nullish() });
const tokenAnswer = z.object({ token: z.string().optional(), access_token: z.string().optional() });

/** More pages than any chart or image has. */
const MOST_PAGES = 50;

/**
 * Every tag of a repository in an OCI registry, such as `ghcr.io/example/charts/storefront`, asked for without a login.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-tags
 */
export async function registryTags(network: Network, image: string): Promise<string[]> {
  const { host, repository } = addressOf(image);
  const base = `https://${host}`;
  const tags: string[] = [];
  let authorization: Readonly<Record<string, string>> = {};
  let url: string | undefined = `${base}/v2/${repository}/tags/list?n=1000`;
  for (let page = 0; url !== undefined && page < MOST_PAGES; page++) {
    let answer: Answer = await ask(network, url, authorization);
    if (answer.status === 401 && page === 0) {
      authorization = await login(network, image, answer.headers.get("www-authenticate") ?? "", repository);
      answer = await ask(network, url, authorization);
    }
    if (answer.status !== 200) throw new Failure(`${url}: answered ${answer.status}.`);
    const read = tagList.safeParse(parseJson(url, answer.text));
    if (!read.success) throw new Failure(`${url}: did not answer with a list of tags.`);
    tags.push(...(read.data.tags ?? []));
    url = nextPage(base, answer.headers.get("link") ?? "");
  }
  return tags;
}

/** Where an image lives: Docker Hub's registry has another name than its images begin with. */
function addressOf(image: string): { readonly host: string; readonly repository: string } {
  const [first = "", ...rest] = image.split("/");
  const named = rest.length > 0 && /[.:]|^localhost$/.test(first);
  const host = named ? first : "docker.io";
  const path = named ? rest : [first, ...rest];
  if (host !== "docker.io") return { host, repository: path.join("/") };
  return { host: "registry-1.docker.io", repository: path.length === 1 ? `library/${path.join("/")}` : path.join("/") };
}

/** The token that the registry's challenge asks for; anybody gets one for what is public. */
async function login(
  network: Network,
  image: string,
  challenge: string,
  repository: string,
): Promise<Readonly<Record<string, string>>> {
  const parameters = new Map(
    [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, value]),
  );
  const realm = parameters.get("realm");
  if (!/^bearer /i.test(challenge) || realm === undefined) throw new Failure(`oci://${image}: asks for a login.`);
  const query = new URLSearchParams({ scope: parameters.get("scope") ?? `repository:${repository}:pull` });
  const service = parameters.get("service");
  if (service !== undefined) query.set("service", service);
  const read = tokenAnswer.safeParse(await askForJson(network, `${realm}?${query.toString()}`));
  const token = read.data?.token ?? read.data?.access_token;
  if (token === undefined) throw new Failure(`oci://${image}: asks for a login.`);
  return { authorization: `Bearer ${token}` };
}

/** The address behind `<…>; rel="next"`, which may be relative; never of another host, which would get the token. */
function nextPage(base: string, link: string): string | undefined {
  const [, target] = /<([^>]+)>\s*;[^,]*rel="?next"?/.exec(link) ?? [];
  if (target === undefined) return undefined;
  const url = new URL(target, base);
  return url.origin === new URL(base).origin ? url.toString() : undefined;
}
