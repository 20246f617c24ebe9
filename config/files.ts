import type { NamedFile } from "./folder";
import { parseYaml } from "./parse";
import type { Report } from "./problem";
import { readText } from "./read";
import type { Position, TreeMap } from "./tree";

/** Reads the files of a repository and keeps their lines, since comments are in no tree. */
export class Files {
  private readonly lines = new Map<string, readonly string[]>();

  constructor(
    private readonly root: string,
    private readonly report: Report,
  ) {}

  load({ file }: NamedFile, ifMissing?: string): TreeMap | undefined {
    const text = readText(this.root, file, this.report, ifMissing);
    if (text === undefined) return undefined;
    this.lines.set(file, text.split(/\r?\n/));
    return parseYaml(file, text, this.report);
  }

  lineAt({ file, line }: Position): string {
    return this.lines.get(file)?.[line - 1] ?? "";
  }
}
