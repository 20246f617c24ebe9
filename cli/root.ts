import { join } from "node:path";

/** The repository this command belongs to. */
export const repository = join(__dirname, "..");
