import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";

/** A call of boto3: `{ service: "ec2", operation: "describe_vpcs", arguments: {} }`. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

const reply = z.union([z.object({ answer: z.unknown() }), z.object({ refused: z.string() })]);

/** The account as boto3 shows it: what is really there, whatever Terraform believes. */
export class Account {
  /** @param environment where boto3 is, and whom it asks as whom. */
  constructor(private readonly environment: () => NodeJS.ProcessEnv) {}

  /** What came back for each call: an answer, or the code of a refusal. */
  replies(calls: readonly Call[]): readonly z.infer<typeof reply>[] {
    const { status, stdout, stderr } = spawnSync("python3", [join(__dirname, "calls.py")], {
      encoding: "utf8",
      env: this.environment(),
      input: JSON.stringify(calls),
      maxBuffer: 64 * 1024 * 1024,
    });
    if (status !== 0) throw new Error(`calls.py ended with ${String(status)}:\n${stderr}`);
    return z.array(reply).parse(JSON.parse(stdout));
  }

  /** The answer to one operation for each of these arguments. */
  each<Answer>(
    service: string,
    operation: string,
    shape: z.ZodType<Answer>,
    all: readonly Call["arguments"][],
  ): Answer[] {
    return this.replies(all.map((one) => ({ service, operation, arguments: one }))).map((one, index) => {
      if ("refused" in one) throw new Error(`${operation} ${JSON.stringify(all[index])} was refused: ${one.refused}`);
      return shape.parse(one.answer);
    });
  }

  /** The answer to one call. */
  one<Answer>(service: string, operation: string, shape: z.ZodType<Answer>, given: Call["arguments"] = {}): Answer {
    const [answer] = this.each(service, operation, shape, [given]);
    if (answer === undefined) throw new Error(`${operation} has no answer.`);
    return answer;
  }
}
