import { createInterface } from "node:readline";
import { Failure } from "./failure";

/** Asks a person at a terminal. Ctrl-C and Ctrl-D are no answer, and end the command. */
export function ask(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, question: string): Promise<string> {
  const terminal = createInterface({ input, output, terminal: true });
  return new Promise((resolve, reject) => {
    terminal.once("close", () => {
      output.write("\n");
      reject(new Failure("Stopped without an answer; nothing was changed."));
    });
    terminal.question(question, (answer) => {
      terminal.removeAllListeners("close").close();
      resolve(answer);
    });
  });
}
