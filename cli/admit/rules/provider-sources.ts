import { isObject } from "../../../stacks/synthesized-stack";
import { canonical } from "../../canonical";
import { MERGE_FIRST, type Finding } from "../finding";
import { providerAddress, requiredProviders, type RequiredProvider } from "../providers";
import type { AdmissionRule, Subject } from "../subject";

/**
 * A provider is a program that runs with the plan's credentials. Only those of the base branch are installed: by the
 * stack's lock file, and where there is none in the versions that the base branch asks for.
 */
export const providerSources: AdmissionRule = (subject) =>
  requiredProviders(subject.stack.json).flatMap((provider) => {
    const why = problem(provider, subject);
    return why === undefined ? [] : [finding(provider, why)];
  });

function finding({ path, value }: RequiredProvider, why: string): Finding {
  return { path, value, why, remedy: MERGE_FIRST };
}

function problem({ name, value }: RequiredProvider, { bases, locked }: Subject): string | undefined {
  if (!isObject(value)) return "names no source.";
  const { source, version, ...others } = value;
  if (typeof source !== "string" || typeof version !== "string" || Object.keys(others).length > 0) {
    return "is not a source and a version.";
  }
  const known = bases.flatMap(({ json }) => requiredProviders(json)).filter((other) => other.name === name);
  const same = known.filter((other) => isObject(other.value) && other.value["source"] === source);
  if (same.length === 0) return "is a provider that the base branch does not have under this name.";
  if (locked === undefined) {
    return same.some((other) => canonical(other.value) === canonical({ source, version }))
      ? undefined
      : "is a version that the base branch does not ask for, and the stack has no lock file there.";
  }
  const address = providerAddress(source);
  return locked.some((other) => other === address || other.endsWith(`/${address}`))
    ? undefined
    : "is not in the stack's lock file of the base branch.";
}
