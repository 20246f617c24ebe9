import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { LocalState } from "../../../cli/planning/local-state";
import { guarded } from "../../../cli/planning/state-guard";

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
const stateOf = (serial: number): string => `${JSON.stringify({ version: 4, serial, resources: [] }, null, 2)}\n`;

describe("guarded", () => {
  let state: LocalState;
  beforeEach(() => {
    state = { file: join(mkdtempSync(join(tmpdir(), "platform-state-")), "one.tfstate"), typed: ".state/one.tfstate" };
  });
  afterEach(() => {
    rmSync(dirname(state.file), { recursive: true });
  });
  const write = (text: string): void => {
    writeFileSync(state.file, text);
  };
  const read = (): string => readFileSync(state.file, "utf8");

  test("leaves a state alone that was written to its end", async () => {
    const { run, restored } = await guarded(
      state,
      () => {
        write(stateOf(1));
        return Promise.resolve("ended");
      },
      () => true,
    );
    expect({ run, restored }).toEqual({ run: "ended", restored: [] });
    expect(read()).toBe(stateOf(1));
  });

  test("puts the last whole state back, readable for its owner alone", async () => {
    const { restored } = await guarded(
      state,
      async () => {
        for (const serial of [1, 2]) {
          write(stateOf(serial));
          await pause(200);
        }
        write(stateOf(3).slice(0, 30));
      },
      () => true,
    );
    expect(read()).toBe(stateOf(2));
    expect(statSync(state.file).mode & 0o777).toBe(0o600);
    expect(restored).toMatchObject([{ severity: "warning", summary: "The state was not written to its end" }]);
    expect(restored[0]?.detail).toContain("The last whole state that was seen is in its place: serial 2.");
  });

  test("puts the state before the run back, when it saw no other", async () => {
    write(stateOf(7));
    const { restored } = await guarded(
      state,
      () => {
        write("");
        return Promise.resolve();
      },
      () => true,
    );
    expect(read()).toBe(stateOf(7));
    expect(restored[0]?.detail).toContain("serial 7");
  });

  test("says what to do when it saw nothing whole", async () => {
    const { restored } = await guarded(
      state,
      () => {
        write("");
        return Promise.resolve();
      },
      () => true,
    );
    expect(read()).toBe("");
    expect(restored).toMatchObject([{ severity: "error" }]);
    expect(restored[0]?.detail).toContain("rm .state/one.tfstate");
  });

  test("leaves alone what somebody else is writing, whose lock the engine did not get", async () => {
    write(stateOf(7));
    const engine = (): Promise<void> => {
      write("");
      return Promise.resolve();
    };
    expect(await guarded(state, engine, () => false)).toEqual({ run: undefined, restored: [] });
    expect(read()).toBe("");
  });

  test("hands on what the engine's run throws", async () => {
    await expect(
      guarded(
        state,
        () => Promise.reject(new Error("gone")),
        () => true,
      ),
    ).rejects.toThrow("gone");
  });

  test("runs an engine whose state is elsewhere", async () => {
    expect(
      await guarded(
        undefined,
        () => Promise.resolve(1),
        () => true,
      ),
    ).toEqual({ run: 1, restored: [] });
  });
});
