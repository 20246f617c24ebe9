import { listFile } from "../../stacks/protected";
import { exitCodes, type PlatformCommand } from "../command";
import { helpText } from "../help";
import { protectStacks } from "../protect";
import { repository } from "../root";
import { counted } from "../words";

const help = helpText({
  about:
    'Writes environments/protected.json. An address leaves the list only when "removals" in its environment\'s file names it.',
  examples: ["npm run platform -- protect", "npm run platform -- protect --check"],
});

/** `platform protect` */
export const command: PlatformCommand = {
  define: (protect, exit) =>
    protect
      .option("--check", "write nothing; fail when the list is stale")
      .addHelpText("after", help)
      .action(({ check }: { check?: true }) => {
        const result = protectStacks(repository, { check: check ?? false });
        if (result.ok) {
          const addresses = counted(result.count, "protected address", "protected addresses");
          console.log(
            `${result.changed ? "Wrote " : ""}${listFile}: ${addresses}${result.changed ? "" : ", unchanged"}.`,
          );
        } else console.error(result.messages.join("\n"));
        exit(result.ok ? exitCodes.ok : exitCodes.failed);
      }),
};
