import { basename } from "node:path";
import { docker } from "./docker";
import { k3d } from "./k3d";
import { note } from "./store";

const program = basename(process.argv[1] ?? "");
const args = process.argv.slice(2);
note("call", { program, args });
if (program === "k3d") k3d(args);
else docker(args);
