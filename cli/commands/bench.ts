import type { PlatformCommand } from "../command";

/** `platform bench` */
export const command: PlatformCommand = {
  define: (bench) => bench.addHelpText("after", "\nExample:\n  npm run bench"),
};
