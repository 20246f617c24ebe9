import { z } from "zod";

/** What a map of fixed keys says about a key that it does not have, where "unknown key" is not the best that can be said. */
export interface UnknownKeyHelp {
  /** The whole sentence, or nothing for the usual one. */
  readonly message: (key: string) => string | undefined;
}

/** Beside the schemas, not in their metadata, which goes into the editors' JSON Schemas. */
export const unknownKeys = z.registry<UnknownKeyHelp>();
