import { cutMiddle, visible } from "../lines/visible";
import type { CheckResult, Deferred, Drift, OutputChange } from "../model";
import type { Diagnostic, PolicyFinding } from "../report";
import { rows, titles } from "./changes";
import type { Detail } from "./detail";
import { codeSpan, fence } from "./escape";
import { attributesBlock, shortAddress } from "./resource";

/** What changed outside: what the plan follows from first, the rest by name. */
export function driftSection(drift: readonly Drift[], detail: Detail): string[] {
  const matters = drift.filter((one) => one.matters);
  const rest = drift.filter((one) => !one.matters);
  const row = ({ address, kind }: Drift): string => visible(`${shortAddress(address)}  # ${kind}`);
  const blocks = detail.attributes
    ? matters.map(({ address, kind, attributes }) =>
        attributesBlock(kind === "vanished" ? `${address} is gone` : address, "update", attributes, detail),
      )
    : rows(matters.map(row), "~");
  return [
    ...(matters.length === 0 ? [] : ["**Changed outside of Terraform, and this plan follows from it**", ...blocks]),
    ...(rest.length === 0
      ? []
      : ["**Changed outside of Terraform, without a consequence here**", ...rows(rest.map(row), " ")]),
  ];
}

/** Outputs whose values change. */
export function outputSection(outputs: readonly OutputChange[], detail: Detail): string[] {
  if (outputs.length === 0) return [];
  const title = `**Outputs** (${String(outputs.length)})`;
  if (!detail.attributes)
    return [
      title,
      ...rows(
        outputs.map(({ name }) => visible(name)),
        "~",
      ),
    ];
  return [title, ...outputs.map(({ name, action, attributes }) => attributesBlock(name, action, attributes, detail))];
}

/** Conditions and checks that did not pass. */
export function checkSection(checks: readonly CheckResult[], { limits }: Detail): string[] {
  if (checks.length === 0) return [];
  const lines = checks.flatMap(({ address, status, messages }) => [
    `${shortAddress(address)}: ${status === "fail" ? "failed" : "could not be evaluated"}`,
    ...messages.map((message) => `  ${message.slice(0, limits.value)}`),
  ]);
  return ["**Checks that did not pass**", fence(lines.map(visible), "text")];
}

/** Changes that the engine puts off. */
export function deferredSection(deferred: readonly Deferred[]): string[] {
  if (deferred.length === 0) return [];
  const items = deferred.map(({ address, action, reason }) =>
    visible(`${shortAddress(address)}  # ${titles[action].toLowerCase()}, later: ${reason.replaceAll("_", " ")}`),
  );
  return [`**Put off until after this apply** (${String(deferred.length)})`, ...rows(items, " ")];
}

/** Broken rules of the platform's policies, and what to do about them. */
export function findingSection(findings: readonly PolicyFinding[]): string[] {
  if (findings.length === 0) return [];
  return [
    "**Policies**",
    ...findings.map(
      ({ rule, address, found, remedy }) =>
        `- ${codeSpan(rule)} ${codeSpan(shortAddress(address))}: ${codeSpan(shortAddress(found))} To do: ${codeSpan(remedy)}`,
    ),
  ];
}

/** What an engine said. */
export function diagnosticSection(diagnostics: readonly Diagnostic[], { limits }: Detail): string[] {
  if (diagnostics.length === 0) return [];
  return diagnostics.map(({ severity, summary, detail, address }) => {
    const lines = [
      `${severity}: ${cutMiddle(summary, limits.value)}`,
      ...(address === undefined ? [] : [`  at ${shortAddress(address)}`]),
      ...detail
        .split("\n")
        .slice(0, limits.lines)
        .map((line) => `  ${cutMiddle(line, limits.value)}`),
    ];
    return fence(lines.map(visible), "text");
  });
}
