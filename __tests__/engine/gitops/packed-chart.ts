import { gzipSync } from "node:zlib";
import { toYaml } from "../../../constructs/gitops/yaml";

/** A chart that stands in for the real one of the same name and version. */
export interface StandInChart {
  /** `https://…` or `oci://…`, as the catalog names it. */
  readonly repository: string;
  readonly name: string;
  readonly version: string;
  /** Templates beside the ConfigMap. */
  readonly templates?: Readonly<Record<string, string>>;
}

/**
 * The only object of a stand-in: which chart it is, and the values it was given. So a test sees that the catalog's
 * version and values arrived, without the pods that nothing here would run.
 */
const CONFIG_MAP = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-values
  namespace: {{ .Release.Namespace }}
data:
  chart: {{ .Chart.Name | quote }}
  version: {{ .Chart.Version | quote }}
  values: {{ .Values | toJson | quote }}
`;

/** What Chart.yaml says; an OCI registry gives it as a document of its own. */
export function chartMetadata({ name, version }: StandInChart) {
  return { apiVersion: "v2", name, version, type: "application" };
}

/** The chart as `helm package` would pack it. */
export function packedChart(chart: StandInChart): Buffer {
  const files = {
    "Chart.yaml": toYaml(chartMetadata(chart)),
    "values.yaml": "{}\n",
    "templates/values.yaml": CONFIG_MAP,
    ...Object.fromEntries(Object.entries(chart.templates ?? {}).map(([file, text]) => [`templates/${file}`, text])),
  };
  const entries = Object.entries(files).flatMap(([path, text]) => entry(`${chart.name}/${path}`, Buffer.from(text)));
  return gzipSync(Buffer.concat([...entries, Buffer.alloc(2 * BLOCK)]));
}

const BLOCK = 512;

/** A file of a tar archive: a header of fixed columns in octal numbers, and the content in whole blocks. */
function entry(path: string, content: Buffer): Buffer[] {
  const header = Buffer.alloc(BLOCK);
  const octal = (number: number, digits: number): string => `${number.toString(8).padStart(digits, "0")}\0`;
  header.write(path, 0);
  header.write(octal(0o644, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(content.length, 11), 124);
  header.write(octal(0, 11), 136);
  header.write(" ".repeat(8), 148);
  header.write("0", 156);
  header.write("ustar\u000000", 257);
  header.write(
    octal(
      header.reduce((sum, byte) => sum + byte, 0),
      6,
    ),
    148,
  );
  return [header, content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)];
}
