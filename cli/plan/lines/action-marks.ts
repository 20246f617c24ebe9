import type { Action } from "../model";
import type { DiffLine } from "./attribute-lines";

/** How a row with the name of a resource is marked, by what happens to it. */
export const actionMarks: Readonly<Record<Action, DiffLine["mark"]>> = {
  delete: "-",
  replace: "~",
  forget: "-",
  update: "~",
  create: "+",
  none: " ",
  read: " ",
  open: " ",
};
