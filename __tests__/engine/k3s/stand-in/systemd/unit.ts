import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "../output";

/** What the service manager needs to know of a unit. */
export interface Unit {
  readonly name: string;
  readonly type: "simple" | "exec" | "notify" | "oneshot";
  readonly startBefore: readonly string[];
  readonly start: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly restart: string;
  readonly restartSeconds: number;
  /** Infinity when systemd would wait for ever. */
  readonly startSeconds: number;
  readonly wantedBy: readonly string[];
}

const UNITS = "/etc/systemd/system";
/** Units as systemd has read them: files that change afterwards count only after a daemon-reload. */
const LOADED = "/run/stand-in-systemd/loaded";

/** Whether a unit's file is there. */
export function unitExists(name: string): boolean {
  return existsSync(join(UNITS, `${name}.service`)) || existsSync(join(LOADED, `${name}.service`));
}

/** `systemctl daemon-reload`. */
export function reloadUnits(): void {
  mkdirSync(LOADED, { recursive: true });
  for (const file of readdirSync(UNITS).filter((name) => name.endsWith(".service"))) {
    copyFileSync(join(UNITS, file), join(LOADED, file));
  }
}

/** Reads a unit as it was when systemd read it last. */
export function loadUnit(name: string): Unit {
  const file = join(UNITS, `${name}.service`);
  const loaded = join(LOADED, `${name}.service`);
  if (!existsSync(loaded)) {
    if (!existsSync(file)) {
      throw new Refusal(`Unit ${name}.service not found.`);
    }
    mkdirSync(LOADED, { recursive: true });
    copyFileSync(file, loaded);
  }
  if (!existsSync(file) || readFileSync(file, "utf8") !== readFileSync(loaded, "utf8")) {
    process.stderr.write(
      `Warning: The unit file, source configuration file or drop-ins of ${name}.service changed on disk. Run 'systemctl daemon-reload' to reload units.\n`,
    );
  }
  return parseUnit(name, readFileSync(loaded, "utf8"));
}

function parseUnit(name: string, text: string): Unit {
  const lines = text
    .replace(/\\\n/g, " ")
    .split("\n")
    .map((line) => line.trim());
  const values = new Map<string, string[]>();
  let section = "";
  for (const line of lines.filter((candidate) => candidate !== "" && !/^[#;]/.test(candidate))) {
    const header = /^\[(\w+)\]$/.exec(line);
    const [key = "", ...rest] = line.split("=");
    if (header !== null) {
      section = header[1] ?? "";
    } else if (rest.length === 0) {
      throw new Refusal(`${name}.service: Missing '=', ignoring line: ${line}`);
    } else {
      values.set(`${section}.${key.trim()}`, [
        ...(values.get(`${section}.${key.trim()}`) ?? []),
        rest.join("=").trim(),
      ]);
    }
  }
  const all = (key: string): readonly string[] => values.get(key) ?? [];
  const last = (key: string, otherwise: string): string => all(key).at(-1) ?? otherwise;
  const start = last("Service.ExecStart", "");
  if (start === "" || all("Service.ExecStart").length > 1) {
    throw new Refusal(`${name}.service: Service has no, or more than one, ExecStart= setting. Refusing.`);
  }
  return {
    name,
    type: typeOf(name, last("Service.Type", "simple")),
    startBefore: all("Service.ExecStartPre"),
    start,
    environment: {
      ...fileEnvironment(all("Service.EnvironmentFile")),
      ...assignments(all("Service.Environment").flatMap(words)),
    },
    restart: last("Service.Restart", "no"),
    restartSeconds: seconds(last("Service.RestartSec", "0.1")),
    startSeconds: seconds(last("Service.TimeoutStartSec", "90")) || Infinity,
    wantedBy: all("Install.WantedBy").flatMap((line) => line.split(/\s+/)),
  };
}

function typeOf(name: string, text: string): Unit["type"] {
  if (text === "simple" || text === "exec" || text === "notify" || text === "oneshot") {
    return text;
  }
  throw new Refusal(`${name}.service: Type=${text} is not simulated`);
}

function fileEnvironment(files: readonly string[]): Readonly<Record<string, string>> {
  return Object.assign(
    {},
    ...files.map((file) => {
      const path = file.replace(/^-/, "");
      if (!existsSync(path)) {
        if (file.startsWith("-")) {
          return {};
        }
        throw new Refusal(`Failed to load environment files: ${path}: No such file or directory`);
      }
      const lines = readFileSync(path, "utf8")
        .split("\n")
        .map((line) => line.trim());
      return assignments(
        lines
          .filter((line) => line !== "" && !line.startsWith("#"))
          .map((line) => line.replace(/=(["'])(.*)\1$/, "=$2")),
      );
    }),
  );
}

function assignments(list: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    list.map((assignment) => {
      const [key = "", ...value] = assignment.split("=");
      return [key, value.join("=")];
    }),
  );
}

/** Cuts a command line as systemd does: at spaces, except within quotes. */
export function words(line: string): readonly string[] {
  return [...line.matchAll(/(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"']+))+/g)].map((match) =>
    match[0].replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ""),
  );
}

function seconds(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(s|sec|min|m|ms)?$/.exec(text);
  if (match === null) {
    return text === "infinity" ? 0 : Number.NaN;
  }
  const factor = { ms: 0.001, m: 60, min: 60 }[match[2] ?? ""] ?? 1;
  return Number(match[1]) * factor;
}
