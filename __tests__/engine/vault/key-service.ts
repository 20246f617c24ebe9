import { createServer, type Server } from "node:http";
import { z } from "zod";

const call = z.object({
  KeyId: z.string().optional(),
  Plaintext: z.string().optional(),
  CiphertextBlob: z.string().optional(),
});

/** Stands for AWS KMS: knows one key by its alias, "encrypts" by saying the same again, and keeps what it was asked. */
export class KeyService {
  readonly calls: string[] = [];
  private readonly server: Server;

  constructor(alias: string) {
    const KeyId = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-4000-8000-000000000000";
    this.server = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk: Buffer) => (text += chunk.toString()));
      request.on("end", () => {
        const action = String(request.headers["x-amz-target"]).replace("TrentService.", "");
        const asked = call.parse(JSON.parse(text));
        const known = asked.KeyId === undefined || asked.KeyId === alias || asked.KeyId === KeyId;
        this.calls.push(`${action} ${known ? "the key" : String(asked.KeyId)}`);
        const answers: Record<string, unknown> = {
          DescribeKey: { KeyMetadata: { KeyId, Arn: KeyId } },
          Encrypt: { KeyId, CiphertextBlob: asked.Plaintext },
          Decrypt: { KeyId, Plaintext: asked.CiphertextBlob },
        };
        response.writeHead(known && action in answers ? 200 : 400, { "Content-Type": "application/x-amz-json-1.1" });
        response.end(JSON.stringify(known ? answers[action] : { __type: "NotFoundException" }));
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.server.listen(0, "127.0.0.1", resolve);
    });
    const address = this.server.address();
    return `http://127.0.0.1:${String(typeof address === "object" && address !== null ? address.port : 0)}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
