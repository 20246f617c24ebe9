import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ExitCode } from "../../../cli/command";
import { MARK } from "../../../cli/ssh";
import type { Context } from "../../../cli/context";
import { Failure } from "../../../cli/failure";

/** A PATH of its own for what the fake itself needs. */
const FAKE = readFileSync(join(__dirname, "fake-program.sh"), "utf8").replace("\n", "\nPATH=/usr/bin:/bin\n");

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** How a fake program answers when it is called like this; the first rule that fits counts. */
export interface Rule {
  readonly program: string;
  /** For ssh: the address of the machine. */
  readonly host?: string;
  /** A piece of the arguments or of the input. */
  readonly asks?: string;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly status?: number;
  /** For ssh: what it says when it does not come to run the script. */
  readonly fault?: string;
}

/** A call of a fake program. */
export interface Call {
  readonly program: string;
  readonly args: readonly string[];
  readonly input: string;
  readonly host?: string;
  readonly config?: string;
  readonly knownHosts?: string;
  /** Paths and modes of ssh's configuration and known_hosts. */
  readonly files?: readonly string[];
  readonly modes?: readonly string[];
}

/** What a command came to. */
export interface Ran {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** A repository and a PATH of a test's own: real processes, none of which reaches further than this folder. */
export class World {
  readonly root = mkdtempSync(join(tmpdir(), "platform-cli-"));
  readonly env: NodeJS.ProcessEnv;

  /** @param programs fakes on the PATH, on which there is nothing else. */
  constructor(programs: readonly string[], files: Readonly<Record<string, string>>) {
    for (const [file, text] of Object.entries(files)) this.write(file, text);
    const bin = join(this.root, "bin");
    for (const program of programs) this.write(`bin/${program}`, FAKE, 0o755);
    mkdirSync(bin, { recursive: true });
    this.env = { PATH: bin, HOME: this.root };
  }

  /** Sets how the programs answer from now on. */
  answer(...rules: readonly Rule[]): void {
    rmSync(join(this.root, "calls"), { recursive: true, force: true });
    const lines = rules.map(({ program, host = "", asks = "", fault, status, ...said }, index) => {
      const mark = program === "ssh" && fault === undefined ? `${MARK}\n` : "";
      this.write(`rules/${String(index)}.out`, mark + (said.stdout ?? ""));
      this.write(`rules/${String(index)}.err`, fault ?? said.stderr ?? "");
      const code = status ?? (fault === undefined ? 0 : 255);
      return ["answer", ...[program, host, asks, String(code), String(index)].map(quoted)].join(" ");
    });
    this.write("rules/rules.sh", `${lines.join("\n")}\n`);
  }

  /** Every call since the answers were set. */
  calls(program?: string): readonly Call[] {
    if (!existsSync(join(this.root, "calls/order"))) return [];
    const ids = this.read("calls/order").split("\n").filter(Boolean);
    return ids
      .map((id) => this.call(`calls/${id}`))
      .filter((call) => program === undefined || call.program === program);
  }

  private call(folder: string): Call {
    const args = this.read(`${folder}/args`).split("\0").slice(0, -1);
    const call = { program: this.read(`${folder}/program`), args, input: this.read(`${folder}/input`) };
    if (!existsSync(join(this.root, folder, "host"))) return call;
    const lines = (name: string): string[] => this.read(`${folder}/${name}`).split("\n").filter(Boolean);
    return {
      ...call,
      host: this.read(`${folder}/host`),
      config: this.read(`${folder}/config`),
      knownHosts: this.read(`${folder}/known_hosts`),
      files: lines("files"),
      modes: lines("modes"),
    };
  }

  write(file: string, text: string, mode = 0o644): void {
    const path = join(this.root, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { mode });
  }

  read(file: string): string {
    return readFileSync(join(this.root, file), "utf8");
  }

  /** Runs what a command runs, in this world. */
  async run(command: (context: Context) => Promise<ExitCode>, context: Partial<Context> = {}): Promise<Ran> {
    const out: string[] = [];
    const err: string[] = [];
    const full: Context = {
      root: this.root,
      env: this.env,
      platform: "linux",
      colours: false,
      print: (text) => out.push(text),
      tell: (text) => err.push(text),
      ask: undefined,
      ...context,
    };
    const code = await command(full).catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      err.push(error.message);
      return 1 as const;
    });
    return { code, out: out.join("\n"), err: err.join("\n") };
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
