import { counted } from "../../words";
import type { Limits } from "../lines/attribute-lines";
import { cutMiddle, visible } from "../lines/visible";
import type { CheckResult, Deferred, Drift, OutputChange } from "../model";
import type { Diagnostic, PolicyFinding } from "../report";
import { titles } from "../words";
import type { Detail } from "./detail";
import { codeSpan, fence } from "./escape";
import { attributesBlock, shortAddress } from "./resource";
import { rows, textRows } from "./rows";

/** What changed outside: what the plan follows from first, the rest by name. */
export function driftSection(drift: readonly Drift[], detail: Detail): string[] {
  const matters = drift.filter((one) => one.matters);
  const rest = drift.filter((one) => !one.matters);
  const row = ({ address, kind }: Drift): string => `${shortAddress(address)}  # ${kind}`;
  const blocks = detail.attributes
    ? matters.map(({ address, kind, attributes }) =>
        attributesBlock(
          address,
          { action: "update", attributes, remark: kind === "vanished" ? "is gone" : "" },
          detail,
        ),
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
  const title = `**Outputs** (${outputs.length.toLocaleString("en")})`;
  if (!detail.attributes) {
    const names = outputs.map(({ name }) => shortAddress(name));
    return [title, ...rows(names, "~")];
  }
  return [title, ...outputs.map((output) => attributesBlock(output.name, output, detail))];
}

/** Conditions and checks that did not pass. */
export function checkSection(checks: readonly CheckResult[], { limits }: Detail): string[] {
  if (checks.length === 0) return [];
  const lines = checks.flatMap(({ address, status, messages }) => [
    `${shortAddress(address)}: ${status === "fail" ? "failed" : "could not be evaluated"}`,
    ...textLines(messages.join("\n"), limits),
  ]);
  return ["**Checks that did not pass**", ...textRows(lines)];
}

/** Changes that the engine puts off. */
export function deferredSection(deferred: readonly Deferred[]): string[] {
  if (deferred.length === 0) return [];
  const items = deferred.map(
    ({ address, action, reason, holdsData }) =>
      `${shortAddress(address)}  # ${holdsData ? "holds data, " : ""}${titles[action].toLowerCase()}, later: ${shortAddress(reason.replaceAll("_", " "))}`,
  );
  return [`**Put off until after this apply** (${deferred.length.toLocaleString("en")})`, ...rows(items, " ")];
}

/** Broken rules of the platform's policies, and what to do about them. */
export function findingSection(findings: readonly PolicyFinding[], { limits }: Detail): string[] {
  if (findings.length === 0) return [];
  const code = (text: string): string => codeSpan(cutMiddle(visible(text), limits.value));
  return [
    "**Policies**",
    ...findings.map(
      ({ rule, address, found, remedy }) =>
        `- ${code(rule)} ${codeSpan(shortAddress(address))}: ${code(found)} To do: ${code(remedy)}`,
    ),
  ];
}

/** What an engine said. */
export function diagnosticSection(diagnostics: readonly Diagnostic[], { limits }: Detail): string[] {
  return diagnostics.map(({ severity, summary, detail, address }) => {
    const lines = [
      `${severity}: ${cutMiddle(visible(summary), limits.value)}`,
      ...(address === undefined ? [] : [`  at ${shortAddress(address)}`]),
      ...textLines(detail, limits),
    ];
    return fence(lines, "text");
  });
}

/** The lines of something that is said, indented. */
function textLines(text: string, limits: Limits): string[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const left = lines.length - limits.lines;
  return [
    ...lines.slice(0, limits.lines).map((line) => `  ${cutMiddle(visible(line), limits.value)}`),
    ...(left > 0 ? [`  ⋮ ${counted(left, "line")} more`] : []),
  ];
}
