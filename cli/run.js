#!/usr/bin/env node
/** The `platform` command: plain JavaScript that loads the rest. */
require("./typescript");
require("./main").main(process.argv);
