/** How many bytes the fields after the type have in a key's wire format, by type; RSA keys differ in size. */
const SIZES: Readonly<Record<string, number | undefined>> = {
  "ecdsa-sha2-nistp256": 4 + 8 + 4 + 65,
  "ecdsa-sha2-nistp384": 4 + 8 + 4 + 97,
  "ecdsa-sha2-nistp521": 4 + 8 + 4 + 133,
  "ssh-ed25519": 4 + 32,
};
const RSA = "ssh-rsa";
const HINT = "read it with: ssh-keyscan -t ecdsa <address>";

/**
 * What is wrong with a node's SSH host key, as the end of a sentence; nothing when it is one. Of the types, ECDSA is the one to pin: Terraform's
 * SSH client negotiates ECDSA first, then RSA, then Ed25519, and compares only the key of the type that the machine has first in that order.
 */
export function hostKeyProblem(value: string): string | undefined {
  if (/PRIVATE KEY/.test(value)) {
    return "is a private key. Remove it from this file, make a new host key on the node, and write its public half here.";
  }
  const [type = "", key = ""] = value.split(" ");
  if (type !== RSA && SIZES[type] === undefined) {
    return `is not an SSH host key of the form "ecdsa-sha2-nistp256 AAAA…"; ${HINT}.`;
  }
  if (!isWhole(type, key)) return `is not a whole ${type} public key; ${HINT}.`;
  return undefined;
}

/** The wire format of RFC 4253, 5656 and 8709: the length and name of the type, then the key's own fields. */
function isWhole(type: string, base64: string): boolean {
  const bytes = Buffer.from(base64, "base64");
  const head = Buffer.concat([length(type.length), Buffer.from(type)]);
  const rest = bytes.length - head.length;
  const sized = type === RSA ? rest >= 4 + 3 + 4 + 257 : rest === SIZES[type];
  return bytes.toString("base64") === base64 && bytes.subarray(0, head.length).equals(head) && sized;
}

function length(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
