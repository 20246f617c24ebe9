import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { objectOf, type JsonObject } from "../../../stacks/synthesized-stack";
import { matches } from "../../helpers/matches";

interface CloudFile {
  readonly file: string;
  readonly object: JsonObject;
}

/** What the simulated providers made: an object is a file that anybody can change behind the engine's back. */
export class SimulatedCloud {
  /** The value of SIM_CLOUD. */
  readonly folder = mkdtempSync(join(tmpdir(), "platform-cloud-"));

  /** Every object's text by its path, `aws/aws_vpc/<id>.json`. */
  get all(): Readonly<Record<string, string>> {
    const paths = readdirSync(this.folder, { recursive: true, encoding: "utf8" });
    // A provider writes `<id>.json.new` and renames it.
    const files = paths.filter((path) => path.endsWith(".json")).sort();
    return Object.fromEntries(files.map((path) => [path, readFileSync(join(this.folder, path), "utf8")]));
  }

  /** The objects of a type that have these properties, all of them without arguments. */
  objects(type: string, properties: object = {}): readonly JsonObject[] {
    return this.files(type, properties).map(({ object }) => object);
  }

  /** The one object of a type that has these properties. */
  object(type: string, properties: object = {}): JsonObject {
    return this.only(type, properties).object;
  }

  /** Changes the one object of a type that has these properties, as somebody at the console would. */
  change(type: string, properties: object, changes: JsonObject): void {
    const { file, object } = this.only(type, properties);
    writeFileSync(file, JSON.stringify({ ...object, ...changes }));
  }

  /** Deletes the one object of a type that has these properties. */
  remove(type: string, properties: object): void {
    rmSync(this.only(type, properties).file);
  }

  /** Deletes all, the last objects of a provider too whose engine was killed. */
  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  private only(type: string, properties: object): CloudFile {
    const [first, ...others] = this.files(type, properties);
    if (first !== undefined && others.length === 0) return first;
    throw new Error(
      `The cloud has ${first === undefined ? "no" : "more than one"} ${type} ${JSON.stringify(properties)}.`,
    );
  }

  private files(type: string, properties: object): readonly CloudFile[] {
    return Object.entries(this.all)
      .filter(([path]) => path.split("/").at(-2) === type)
      .map(([path, text]) => ({ file: join(this.folder, path), object: objectOf(JSON.parse(text)) }))
      .filter(({ object }) => matches(object, properties));
  }
}
