import { exitCodes, type PlatformCommand } from "../command";
import { protectStacks } from "../protect";
import { repository } from "../repository";

const help = `
Writes environments/protected.json. An address leaves the list only when "removals" in its environment's file names it.

Example:
  npm run platform -- protect`;

/** `platform protect` */
export const command: PlatformCommand = {
  define: (protect, exit) =>
    protect.addHelpText("after", help).action(() => {
      const result = protectStacks(repository);
      if (result.ok) console.log(`${String(result.count)} protected addresses.`);
      else console.error(result.messages.join("\n"));
      exit(result.ok ? exitCodes.ok : exitCodes.failed);
    }),
};
