/** Options of `platform new`: each thing takes those that it has a use for. */
export interface NewOptions {
  readonly environment?: string;
  readonly chart?: string;
  readonly chartVersion?: string;
  readonly repository?: string;
  readonly path?: string;
  readonly revision?: string;
  readonly image?: readonly string[];
  readonly imagePolicy?: string;
  readonly tenant?: string;
  readonly kubernetes?: string;
  readonly namespace?: string;
  readonly summary?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly from?: string;
  readonly domain?: string;
  readonly server?: readonly string[];
}

/** Which options go with what. */
export const OPTIONS_OF: Readonly<Record<string, readonly (keyof NewOptions)[]>> = {
  application: [
    "environment",
    "chart",
    "chartVersion",
    "repository",
    "path",
    "revision",
    "image",
    "imagePolicy",
    "tenant",
  ],
  component: ["chart", "repository", "namespace", "summary", "group"],
  cluster: ["environment", "chartVersion", "kubernetes", "tenant"],
  environment: ["kind", "from", "domain", "server"],
};

/** What is to be written, and what comes after it. */
export interface Made {
  /** Texts by the file's path in the repository. */
  readonly texts: ReadonlyMap<string, string>;
  /** Commands or steps that come next. */
  readonly next: readonly string[];
}
