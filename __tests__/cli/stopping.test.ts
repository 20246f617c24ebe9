import { runProgram } from "../../cli/run-program";
import { stoppable } from "../../cli/stopping";

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

describe("stoppable", () => {
  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "asks on %s, and listens no longer than it runs",
    async (signal) => {
      const before = process.listenerCount(signal);
      const asked = await stoppable(async (stopping) => {
        process.emit(signal);
        await pause(0);
        return [stopping.asked.aborted, stopping.insisted.aborted];
      });
      expect(asked).toEqual([true, false]);
      expect(process.listenerCount(signal)).toBe(before);
    },
  );

  test("hears one Ctrl-C of two in the same breath, and a second one later", async () => {
    await stoppable(async ({ insisted }) => {
      process.emit("SIGINT");
      process.emit("SIGINT");
      expect(insisted.aborted).toBe(false);
      await pause(1050);
      process.emit("SIGINT");
      expect(insisted.aborted).toBe(true);
    });
  });
});

describe("a program that runs meanwhile", () => {
  /** Says how often it was interrupted, and ends by itself once somebody was there. */
  const script = `
    let count = 0;
    process.on("SIGINT", () => { console.log("heard", ++count); if (count === Number(process.argv[1])) process.exit(7); });
    setInterval(() => undefined, 1000);
    console.log("ready");`;
  const run = (times: number, onReady: () => void) =>
    stoppable((stopping) =>
      runProgram(process.execPath, ["-e", script, String(times)], {
        env: process.env,
        stopping,
        onLine: (line) => {
          if (line === "ready") onReady();
        },
      }),
    );

  test("hears of it once, ends as it likes, and its status is kept", async () => {
    const ended = await run(1, () => process.emit("SIGINT"));
    expect(ended).toEqual({ kind: "ended", status: 7, stdout: "ready\nheard 1\n", stderr: "" });
  });

  test("hears again of somebody who insists", async () => {
    const ended = await run(2, () => {
      process.emit("SIGINT");
      void pause(1050).then(() => process.emit("SIGINT"));
    });
    expect(ended).toMatchObject({ status: 7, stdout: "ready\nheard 1\nheard 2\n" });
  });

  test("is in a process group of its own, which the terminal's Ctrl-C does not reach", async () => {
    const own = await runProgram("ps", ["-o", "pgid=", "-p", String(process.pid)], { env: process.env });
    const theirs = await stoppable((stopping) =>
      runProgram("sh", ["-c", "ps -o pgid= -p $$"], { env: process.env, stopping }),
    );
    expect(own).toMatchObject({ status: 0 });
    expect(theirs).toMatchObject({ status: 0 });
    expect("stdout" in theirs && theirs.stdout.trim()).not.toBe("stdout" in own && own.stdout.trim());
  });
});
