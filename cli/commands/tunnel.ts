import { exitCodes, type ExitCode, type PlatformCommand } from "../command";
import { processContext, type Context } from "../context";
import { requireSignIn } from "../aws-sign-in";
import { eksPlace } from "../eks";
import { findEnvironment } from "../environment";
import { Failure, runToExit } from "../failure";
import { helpText } from "../help";
import { eksEntry } from "../kubeconfig/eks-entry";
import { runAttached } from "../run-attached";
import { withTunnel } from "../tunnel/with-tunnel";

const help = helpText({
  about:
    "Opens the way to a cluster on EKS whose API is inside its network: a session of AWS Systems Manager through the environment's tunnel instance, and a proxy on this machine that leads to the API and nowhere else. A command after -- runs with it, and the tunnel closes with the command; without one it stays open until Ctrl-C.\nKUBE_PROXY_URL is for Terraform, and KUBECONFIG for kubectl and helm.",
  examples: [
    "npm run platform -- tunnel production -- kubectl get nodes",
    "npm run platform -- tunnel production -- \\\n    npx cdktf deploy production production-bootstrap",
    "npm run platform -- tunnel production",
  ],
});

/** `platform tunnel` */
export const command: PlatformCommand = {
  define: (tunnel, exit) =>
    tunnel
      .argument("<environment>", "name of a file in environments/, without .yaml")
      .argument("[command...]", "after --, what to run with the tunnel open")
      .addHelpText("after", help)
      .action(async (name: string, typed: readonly string[]) => {
        const context = processContext();
        await runToExit(context, exit, () => openTunnel(context, name, typed));
      }),
};

/** Opens the tunnel of an environment, and runs a command with it. */
export async function openTunnel(context: Context, name: string, typed: readonly string[]): Promise<ExitCode> {
  const { environment, organization } = findEnvironment(context.root, name);
  if (environment.kind !== "eks") throw new Failure(`${name} runs on ${environment.kind}: its API needs no tunnel.`);
  const place = eksPlace(environment, organization);
  const signedIn = await requireSignIn(context.env, place, "tunnel");
  const entry = await eksEntry(signedIn, place, name);
  return withTunnel(signedIn, place, entry, async ({ access, ended }) => {
    const [program, ...args] = typed;
    if (program === undefined) return holdOpen(context, name, access, ended);
    // Whoever is signed in runs it: no key of a role is handed on.
    const status = await runAttached(program, args, { env: { ...context.env, ...access } });
    return status === 0 ? exitCodes.ok : exitCodes.failed;
  });
}

/** Says how to use the tunnel, and waits until somebody closes it. */
async function holdOpen(
  { tell }: Context,
  name: string,
  env: Readonly<Record<string, string>>,
  ended: Promise<string>,
): Promise<ExitCode> {
  const lines = Object.entries(env).map(([key, value]) => `  export ${key}=${value}`);
  tell(`The tunnel to ${name} is open until Ctrl-C. In another shell:\n${lines.join("\n")}`);
  const interrupted = new Promise<undefined>((done) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => done(undefined));
  });
  const said = await Promise.race([ended, interrupted]);
  if (said === undefined) return exitCodes.ok;
  throw new Failure(`The session has ended: ${said}`);
}
