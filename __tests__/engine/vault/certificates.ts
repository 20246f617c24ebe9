import { spawnSync } from "node:child_process";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a Certificate of cert-manager asks for, as far as OpenSSL is told. */
export interface Asked {
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
}

/** An authority in a folder, which signs what Certificates ask for, in the place of cert-manager. */
export class Authority {
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    openssl(
      folder,
      "req",
      "-x509",
      ...KEY,
      "-days",
      "2",
      "-subj",
      "/CN=internal",
      "-keyout",
      "ca.key",
      "-out",
      "ca.crt",
    );
  }

  /** Folder with `tls.crt`, `tls.key` and `ca.crt`, as the Secret has them; written again, it is a renewal. */
  issue({ dnsNames, ipAddresses }: Asked): string {
    const names = [...dnsNames.map((name) => `DNS:${name}`), ...ipAddresses.map((address) => `IP:${address}`)];
    writeFileSync(join(this.folder, "names"), `subjectAltName=${names.join(",")}\nextendedKeyUsage=serverAuth\n`);
    openssl(this.folder, "req", "-new", ...KEY, "-subj", "/CN=vault", "-keyout", "new.key", "-out", "new.csr");
    const signing = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", "1", "-extfile", "names"];
    openssl(this.folder, "x509", "-req", "-in", "new.csr", ...signing, "-out", "new.crt");
    renameSync(join(this.folder, "new.key"), join(this.folder, "tls.key"));
    renameSync(join(this.folder, "new.crt"), join(this.folder, "tls.crt"));
    return this.folder;
  }
}

const KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

function openssl(cwd: string, ...args: string[]): void {
  const { status, stderr } = spawnSync("openssl", args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`openssl ${args.join(" ")} ended with ${String(status)}:\n${stderr}`);
}
