import { PassThrough } from "node:stream";
import { ask } from "../../cli/ask";
import { Failure } from "../../cli/failure";

describe("a question at a terminal", () => {
  function typed(keys: string): Promise<string> {
    const input = new PassThrough();
    const answer = ask(input, new PassThrough(), "Its domain: ");
    input.write(keys);
    return answer;
  }

  test("is answered by a line", async () => {
    expect(await typed("qa.example.org\r")).toBe("qa.example.org");
  });

  test.each([
    ["Ctrl-C", "\u0003"],
    ["Ctrl-D", "\u0004"],
  ])("ends the command at %s, as something people did and not as a mistake of the code", async (_key, keys) => {
    await expect(typed(keys)).rejects.toThrow(new Failure("Stopped without an answer; nothing was changed."));
    await expect(typed(keys)).rejects.toBeInstanceOf(Failure);
  });
});
