import type { Report } from "../problem";
import { problemAt } from "../problem";
import { didYouMean } from "../suggest";
import type { TreeMap } from "../tree";
import { entriesAt, textAt } from "../tree";
import type { Drafts } from "./draft";

/** The bucket that the stack `state` makes: where environments that use it must agree with it. */
export function checkStates({ organization, drafts }: Drafts, report: Report): void {
  if (organization === undefined) return;
  const own = (key: string): string | undefined => textAt(organization, ["state", key])?.value;
  const [bucket, region, account, alias] = [own("bucket"), own("region"), own("account"), own("keyAlias")];
  if (bucket === undefined || region === undefined || account === undefined || alias === undefined) return;
  checkAccounts(organization, drafts, report);
  for (const { resolved } of drafts) {
    const state = resolved && textAt(resolved.tree, ["state", "bucket"]);
    if (resolved === undefined || state?.value !== bucket) continue;
    const { tree } = resolved;
    const written = textAt(tree, ["state", "region"]);
    if (written !== undefined && written.value !== region) {
      const message = `${JSON.stringify(written.value)} is not the bucket's region; write ${region}.`;
      report(problemAt(written.at, ["state", "region"], message));
    }
    checkKey(tree, { region, account, alias }, report);
  }
}

/** Left alone, the backend asks S3 for its own key, and the state would not be under the bucket's. */
function checkKey(
  tree: TreeMap,
  { region, account, alias }: Readonly<Record<"region" | "account" | "alias", string>>,
  report: Report,
): void {
  const path = ["state", "kmsKeyId"];
  const known = textAt(tree, path);
  const elsewhere = textAt(tree, ["aws", "account"])?.value ?? account;
  const arn = `arn:aws:kms:${region}:${account}:alias/${alias}`;
  const right = elsewhere === account ? [`alias/${alias}`, arn] : [arn];
  if (known !== undefined && right.includes(known.value)) return;
  const fix = `write kmsKeyId: ${right[0] ?? arn}.`;
  if (known !== undefined) {
    const reason = elsewhere === account ? "is not the bucket's key" : `is a key of the account ${elsewhere}`;
    report(problemAt(known.at, path, `${JSON.stringify(known.value)} ${reason}; ${fix}`));
    return;
  }
  const at = textAt(tree, ["state", "bucket"])?.at ?? tree.at;
  report(problemAt(at, path, `is missing, and the states would not be under the bucket's key; ${fix}`));
}

/** Other accounts are let in by the names of environments. */
function checkAccounts(organization: TreeMap, drafts: Drafts["drafts"], report: Report): void {
  const names = drafts.map(({ name }) => name);
  for (const [name, { key }] of entriesAt(organization, ["state", "accounts"])) {
    if (names.includes(name)) continue;
    const message = `is not an environment; environments/${name}.yaml does not exist.${didYouMean(name, names)}`;
    report(problemAt(key, ["state", "accounts", name], message));
  }
}
