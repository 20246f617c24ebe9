import type { Diagnostic } from "../plan/report";
import type { Engine, EngineRun } from "./engine";
import { eventOf } from "./events";

/** Where a command ran, and as what. */
export interface Place {
  readonly engine: Pick<Engine, "name" | "program">;
  /** The stack's folder, as people would type it from the root of the repository: `cdktf.out/stacks/staging`. */
  readonly typed: string;
  /** Whether somebody else's code made the stack. */
  readonly handedOver?: boolean;
}

/**
 * What quotes values that an expression was made of, whatever their marks: letter by letter or turned round, no
 * redaction finds a secret in it again.
 */
const QUOTING: ReadonlySet<string> = new Set([
  "Duplicate object key",
  "Error in function call",
  "Invalid function argument",
]);
const WITHHELD =
  "What the function was given is not shown for stacks that were handed over. Plan it on your own machine to see it.";

/** Everything an engine complained about, each once. A command that failed without a diagnostic is quoted. */
export function diagnosticsOf(run: EngineRun, place: Place): readonly Diagnostic[] {
  const told = run.stdout.split("\n").flatMap((line) => {
    const event = eventOf(line);
    return event?.kind === "diagnostic" ? [withAdvice(event.diagnostic, place)] : [];
  });
  const once = new Map(told.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]));
  return [...once.values()];
}

/** The errors of a command that failed. Never none. */
export function failureOf(run: EngineRun, command: string, place: Place): readonly Diagnostic[] {
  const told = diagnosticsOf(run, place);
  if (told.some(({ severity }) => severity === "error")) return told;
  return [
    ...told,
    {
      severity: "error",
      summary: `${place.engine.name} ${command} ended with status ${String(run.status)}`,
      detail: plainText(run) || "It said nothing about it.",
    },
  ];
}

const LOCK = "Error acquiring the state lock";
/** Who holds a lock has an id; an engine that can't read a state says the same, without one. */
const LOCK_ID = /^ *ID: +(\S+)/m;

/** Whether a command came to nothing since somebody else holds the lock of the state. */
export function isLocked({ stdout }: EngineRun): boolean {
  return stdout.split("\n").some((line) => {
    const event = eventOf(line);
    return event?.kind === "diagnostic" && event.diagnostic.summary === LOCK && LOCK_ID.test(event.diagnostic.detail);
  });
}

/** What a program wrote for people: the last lines, without the frame that Terraform draws around an error. */
function plainText({ stdout, stderr }: EngineRun): string {
  const text = stderr.trim() === "" ? stdout : stderr;
  const lines = text.split("\n").map((line) => line.replace(/^[╷│╵]\s?/, "").trimEnd());
  return lines
    .filter((line) => line !== "" && !line.startsWith("{"))
    .slice(-20)
    .join("\n");
}

/** What to do about what the engine says, where it leaves people alone with it. */
function withAdvice(diagnostic: Diagnostic, { engine, typed, handedOver = false }: Place): Diagnostic {
  if (handedOver && QUOTING.has(diagnostic.summary)) return { ...diagnostic, detail: WITHHELD };
  if (diagnostic.summary === LOCK) {
    const [facts = ""] = diagnostic.detail.split(/\n\n+(?:Terraform|OpenTofu) acquires a state lock/);
    const id = LOCK_ID.exec(facts)?.[1];
    const release =
      id === undefined ? "" : ` Then, and only then: ${engine.program} -chdir=${typed} force-unlock ${id}`;
    const advice = `Somebody else works on this stack. Wait for them, longer with --lock-timeout 10m. A run that was killed leaves its lock behind: make sure that it is gone.${release}`;
    return { ...diagnostic, detail: `${facts.trimEnd()}\n\n${advice}` };
  }
  if (diagnostic.summary === "Provider dependency changes detected") {
    const advice =
      "The stack's file in locks/ has other providers than the stack asks for, or is for the other engine. Make it anew: npm run platform -- locks";
    return { ...diagnostic, detail: advice };
  }
  return { ...diagnostic, detail: diagnostic.detail.trim() };
}
