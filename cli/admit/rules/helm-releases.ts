import type { JsonObject } from "../../../stacks/synthesized-stack";
import { blocksOf, type PlacedBlock } from "../blocks";
import { canonical } from "../../canonical";
import { at, MERGE_FIRST, type Finding } from "../finding";
import type { AdmissionRule } from "../subject";

/**
 * What says where a chart comes from, which credentials go there, and which program it passes. The plan already
 * fetches it.
 */
const FETCHED = [
  "chart",
  "dynamic",
  "keyring",
  "pass_credentials",
  "postrender",
  "repository",
  "repository_ca_file",
  "repository_cert_file",
  "repository_key_file",
  "repository_password",
  "repository_username",
];

/** Helm fetches a release's chart while the plan is made: from where the base branch fetches one. */
export const helmReleases: AdmissionRule = ({ stack, bases }) => {
  const known = new Set(bases.flatMap(({ json }) => releasesOf(json).map(origin)));
  return releasesOf(stack.json)
    .filter((block) => !known.has(origin(block)))
    .flatMap(({ path, body }): readonly Finding[] =>
      FETCHED.filter((key) => Object.hasOwn(body, key)).map((key) => ({
        path: at(path, key),
        value: body[key],
        why: "fetches the chart as no release of the base branch does.",
        remedy: MERGE_FIRST,
      })),
    );
};

function releasesOf(json: JsonObject): readonly PlacedBlock[] {
  return blocksOf(json, "resource", 2).filter(({ labels: [type] }) => type === "helm_release");
}

function origin({ body }: PlacedBlock): string {
  return canonical(FETCHED.map((key) => body[key] ?? null));
}
