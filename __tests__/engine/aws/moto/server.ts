import { spawn, type ChildProcess } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../../vault/until";

/** Moto's server: an AWS account in one process on loopback, gone with it. */
export class MotoServer {
  private readonly process: ChildProcess;
  private readonly logFile: string;
  /** `http://127.0.0.1:40123`, once it runs. */
  url = "";

  /**
   * @param packages folder that Python finds moto in.
   * @param account number of the account that it plays, whoever asks; without one, each asks in the account of the role that it
   * assumed.
   */
  constructor(packages: string, folder: string, account?: string) {
    this.logFile = join(folder, "moto.log");
    const log = openSync(this.logFile, "a");
    this.process = spawn("python3", ["-m", "moto.server", "-H", "127.0.0.1", "-p", "0"], {
      cwd: folder,
      stdio: ["ignore", log, log],
      env: {
        PATH: process.env["PATH"],
        HOME: folder,
        PYTHONPATH: packages,
        ...(account !== undefined && { MOTO_ACCOUNT_ID: account }),
        MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
        // Seconds until a certificate is issued: moto's own minute would only be waited for.
        MOTO_ACM_VALIDATION_WAIT: "1",
      },
    });
  }

  /** Waits until it listens, on the port that it chose. */
  async started(): Promise<void> {
    const running = await until(
      "a running moto",
      () => readFileSync(this.logFile, "utf8"),
      (log) => address.test(log) || this.process.exitCode !== null,
    );
    const url = address.exec(running)?.[1];
    if (url === undefined) throw new Error(`moto ended at once:\n${running}`);
    this.url = url;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill();
    await ended;
  }
}

const address = /Running on (http:\/\/127\.0\.0\.1:\d+)/;
