const ED25519 = "ssh-ed25519";
const HINT = `read it with: ssh-keyscan -t ed25519 <address>`;

/** What is wrong with a node's SSH host key, as the end of a sentence; nothing when it is one. */
export function hostKeyProblem(value: string): string | undefined {
  if (/PRIVATE KEY/.test(value)) {
    return "is a private key. Remove it from this file, make a new host key on the node, and write its public half here.";
  }
  const [type = "", key = ""] = value.split(" ");
  if (type !== ED25519) return `is not an SSH host key of the form "ssh-ed25519 AAAA…"; ${HINT}.`;
  if (!isEd25519(key)) return `is not a whole ed25519 public key; ${HINT}.`;
  return undefined;
}

/** The wire format of RFC 8709: the length and name of the type, the length and bytes of the key. */
function isEd25519(base64: string): boolean {
  const bytes = Buffer.from(base64, "base64");
  const head = Buffer.concat([length(ED25519.length), Buffer.from(ED25519), length(32)]);
  return (
    bytes.toString("base64") === base64 &&
    bytes.length === head.length + 32 &&
    bytes.subarray(0, head.length).equals(head)
  );
}

function length(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
