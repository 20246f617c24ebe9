import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isIP } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A private key with its certificate, both PEM. */
export interface KeyPair {
  readonly key: string;
  readonly certificate: string;
}

/** A certificate authority of a new cluster. */
export function makeAuthority(): KeyPair {
  return inFolder((folder) => {
    const subject = `/CN=k3s-server-ca@${String(Date.now())}`;
    openssl(folder, ["req", "-x509", "-newkey", "ec", ...CURVE, "-nodes", "-days", "30", "-subj", subject, ...OUT]);
    return readPair(folder);
  });
}

/** A serving certificate for these names and addresses; it is kept where k3s keeps its own. */
export function makeServingCertificate(authority: KeyPair, names: readonly string[]): KeyPair {
  const pair = inFolder((folder) => {
    writeFileSync(`${folder}/ca.key`, authority.key, { mode: 0o600 });
    writeFileSync(`${folder}/ca.crt`, authority.certificate);
    const list = [...new Set(names)].map((name) => `${isIP(name) === 0 ? "DNS" : "IP"}:${name}`).join(",");
    writeFileSync(`${folder}/names`, `subjectAltName=${list}\nextendedKeyUsage=serverAuth\n`);
    openssl(folder, [
      "req",
      "-newkey",
      "ec",
      ...CURVE,
      "-nodes",
      "-subj",
      "/O=k3s/CN=k3s",
      "-keyout",
      "key",
      "-out",
      "request",
    ]);
    const signer = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial"];
    openssl(folder, [
      "x509",
      "-req",
      "-in",
      "request",
      ...signer,
      "-days",
      "30",
      "-extfile",
      "names",
      "-out",
      "certificate",
    ]);
    return readPair(folder);
  });
  const tls = "/var/lib/rancher/k3s/server/tls";
  mkdirSync(tls, { recursive: true, mode: 0o700 });
  writeFileSync(`${tls}/server-ca.crt`, authority.certificate);
  writeFileSync(`${tls}/server-ca.key`, authority.key, { mode: 0o600 });
  writeFileSync(`${tls}/serving-kube-apiserver.crt`, pair.certificate);
  writeFileSync(`${tls}/serving-kube-apiserver.key`, pair.key, { mode: 0o600 });
  return pair;
}

const CURVE = ["-pkeyopt", "ec_paramgen_curve:prime256v1"];
const OUT = ["-keyout", "key", "-out", "certificate"];

function openssl(folder: string, args: readonly string[]): void {
  execFileSync("openssl", [...args], { cwd: folder, stdio: "pipe" });
}

function readPair(folder: string): KeyPair {
  return { key: readFileSync(`${folder}/key`, "utf8"), certificate: readFileSync(`${folder}/certificate`, "utf8") };
}

function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "k3s-tls-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
