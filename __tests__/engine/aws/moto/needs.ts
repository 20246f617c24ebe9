import { findEngine, missingEngine } from "../../../helpers/engines";

/** What an apply of the real provider needs. */
export interface Needs {
  readonly terraform: string;
  /** Folder with moto's server and boto3, for Python. */
  readonly moto: string;
  /** Filesystem mirror that holds the provider. */
  readonly mirror: string;
  /** Version of the provider in the mirror. */
  readonly version: string;
}

/** Tests against moto: skipped with the reason where something is missing; in CI, where nothing may be skipped, they fail. */
export function describeMoto(title: string, body: (needs: Needs) => void): void {
  describe(`${title} with moto`, () => {
    const { terraform, moto, mirror, version, missing } = found();
    if (terraform && moto && mirror && version) body({ terraform, moto, mirror, version });
    else if (process.env["CI"]) test("finds moto and the provider", () => Promise.reject(new Error(missing)));
    else test.skip(`is skipped: ${missing}`, () => undefined);
  });
}

function found(): Partial<Needs> & { readonly missing: string } {
  const terraform = findEngine("terraform");
  const moto = process.env["MOTO"];
  const [mirror, version] = (process.env["REAL_AWS"] ?? "").split(" ");
  const missing = [
    ...(terraform ? [] : [missingEngine("terraform")]),
    ...(moto ? [] : ["MOTO names no folder with moto[server] and boto3 (pip install --target)."]),
    ...(mirror && version ? [] : ['REAL_AWS names no "<mirror> <version>" of the provider hashicorp/aws.']),
  ].join(" ");
  return {
    missing,
    ...(terraform && { terraform }),
    ...(moto && { moto }),
    ...(mirror && { mirror }),
    ...(version && { version }),
  };
}
