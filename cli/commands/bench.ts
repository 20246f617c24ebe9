import { runBenchmarks } from "../../bench/run";
import { exitCodes, type PlatformCommand } from "../command";
import { helpText } from "../help";
import { repository } from "../root";
import { formatTable, wantsColours } from "../table";

/** `platform bench` */
export const command: PlatformCommand = {
  define: (bench, exit) =>
    bench
      .addHelpText(
        "after",
        helpText({ about: "Fails on ratios and memory, not on times.", examples: ["npm run bench"] }),
      )
      .action(() => {
        const verdicts = runBenchmarks(repository, (what) => {
          if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${what}`);
        });
        if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
        const rows = verdicts.map(({ what, measured, bound, ok }) => [what, measured, bound, ok ? "ok" : "FAILED"]);
        console.log(formatTable(["median of 5", "measured", "bound", ""], rows, wantsColours()));
        exit(verdicts.every(({ ok }) => ok) ? exitCodes.ok : exitCodes.failed);
      }),
};
