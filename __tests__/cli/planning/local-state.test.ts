import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brokenState, localState } from "../../../cli/planning/local-state";

const WHOLE = `${JSON.stringify({ version: 4, serial: 1, resources: [] }, null, 2)}\n`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "platform-state-"));
  write("cdktf.out/stacks/one/cdk.tf.json", backend({ local: { path: "../../../.state/one.tfstate" } }));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const backend = (block: object): string => JSON.stringify({ terraform: { backend: block } });
const STATE = ".state/one.tfstate";

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function found(): ReturnType<typeof localState> {
  return localState({ folder: join(root, "cdktf.out/stacks/one"), typed: "cdktf.out/stacks/one" });
}

function broken(): string | undefined {
  const state = found();
  return state && brokenState(state)?.detail;
}

describe("localState", () => {
  test("finds the file of a local backend, and says it as people type it", () => {
    expect(found()).toEqual({ file: join(root, STATE), typed: STATE });
  });

  test("finds none of a stack whose state lies in a bucket, though a file of its name is still there", () => {
    write("cdktf.out/stacks/one/cdk.tf.json", backend({ s3: { bucket: "states", key: "one" } }));
    write(STATE, "");
    expect(found()).toBeUndefined();
  });

  test("finds none where nothing is synthesized", () => {
    rmSync(join(root, "cdktf.out"), { recursive: true });
    expect(found()).toBeUndefined();
  });
});

describe("brokenState", () => {
  test("has nothing to say of a whole state, an encrypted one and none", () => {
    expect(broken()).toBeUndefined();
    for (const text of [WHOLE, '{"serial":3,"lineage":"a","encrypted_data":"abc"}']) {
      write(STATE, text);
      expect(broken()).toBeUndefined();
    }
  });

  test("says of an empty one what an engine would make of it, and where the older state is", () => {
    write(STATE, "");
    write(`${STATE}.backup`, WHOLE);
    expect(broken()).toBe(
      [
        ".state/one.tfstate is empty. If an engine is at work on it right now, wait for it.",
        "Else one was killed at it, and planned on that, things would be made a second time. The state before that run lies beside it: cp .state/one.tfstate.backup .state/one.tfstate. What the run had made by then is not in it.",
        "Look for that, and import or delete it, before you apply.",
      ].join("\n"),
    );
  });

  test.each([undefined, '{"version": 4, "ser'])(
    "says of half a state how much there is, and that no older one is (%j)",
    (backup) => {
      write(STATE, WHOLE.slice(0, 20));
      if (backup !== undefined) write(`${STATE}.backup`, backup);
      expect(broken()).toContain(".state/one.tfstate ends after 20 bytes. If");
      expect(broken()).toContain(
        "No older state lies beside it. If nothing had been applied before that run: rm .state/one.tfstate.",
      );
    },
  );
});
