import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { parseMarked } from "../../../cli/github/marker";
import { isObject, objectOf } from "../../../stacks/synthesized-stack";

/** A comment on the fake's pull request. */
export interface Stored {
  readonly id: number;
  readonly user: { readonly login: string; readonly id: number } | null;
  body: string;
  minimized: boolean;
}

/** A request that the fake got. */
export interface Request {
  readonly method: string;
  /** Without `/api/v3`: `/repos/example/platform/issues/7/comments?page=2`. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An answer in the place of the usual one. */
export interface Answer {
  readonly status: number;
  readonly message?: string;
  /** The whole body, when it is more than a message. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Looks at a request before it is answered: it may answer itself, wait, or change what is there. */
export type Hook = (request: Request) => Answer | undefined | Promise<Answer | undefined>;

export const bot = { login: "github-actions[bot]", id: 41_898_282 };
export const human = { login: "reviewer", id: 1001 };

/** GitHub's REST and GraphQL APIs on loopback, as far as one pull request is commented: example/platform#7. */
export class FakeGitHub {
  readonly comments: Stored[] = [];
  readonly labels = new Set<string>();
  readonly requests: Request[] = [];
  /** Whose token it is. */
  viewer: { login: string; id: number } = bot;
  /** Whether the pull request comes from a fork; "gone": from one that was deleted. */
  fork: boolean | "gone" = false;
  /** Who edited a comment last, by its id. */
  readonly editors = new Map<number, string>();
  /** How many entries a page has at most, whatever is asked for. */
  pageSize = 100;
  /** Called before a request is answered. */
  before: Hook = () => undefined;
  /** Called after a request did its work, before the answer is sent. */
  after: Hook = () => undefined;
  private nextId = 500;
  private readonly server: Server;

  private constructor(server: Server) {
    this.server = server;
  }

  static async start(): Promise<FakeGitHub> {
    const server = createServer();
    const fake = new FakeGitHub(server);
    server.on("request", (incoming: IncomingMessage, response: ServerResponse) => void fake.serve(incoming, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return fake;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** As GITHUB_API_URL has it on an Enterprise Server. */
  get api(): string {
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("The fake does not listen.");
    return `http://127.0.0.1:${address.port}/api/v3`;
  }

  /** Somebody comments. */
  say(body: string, user: Stored["user"] = bot): Stored {
    this.nextId += 1;
    const comment = { id: this.nextId, user, body, minimized: false };
    this.comments.push(comment);
    return comment;
  }

  /** The requests that change something: `POST /repos/…`. */
  get writes(): readonly string[] {
    return this.requests
      .filter(({ method, path, body }) => method !== "GET" && (path !== "/graphql" || mutationOf(body) !== undefined))
      .map(({ method, path, body }) => [method, path, mutationOf(body) ?? []].flat().join(" "));
  }

  /** What people see: the text of each comment that is not folded away, without its marker. */
  get shown(): readonly string[] {
    const open = this.comments.filter(({ minimized }) => !minimized);
    return open.map(({ body }) => (parseMarked(body) ? body.slice(body.indexOf("\n") + 1) : body));
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await read(incoming);
    this.requests.push(request);
    const early = await this.before(request);
    const usual = early ? said(early) : this.answer(request);
    const late = early ? undefined : await this.after(request);
    const [status, body, headers] = late ? said(late) : usual;
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
    response.end(JSON.stringify(body));
  }

  private answer(request: Request): Reply {
    const { method, path, body, authorization } = request;
    if (authorization !== "token secret-token") return said({ status: 401, message: "Bad credentials" });
    if (path === "/graphql") return this.graphql(body);
    const { pathname, searchParams } = new URL(path, "http://fake");
    const repo = "/repos/example/platform";
    const one = new RegExp(`^${repo}/issues/comments/(\\d+)$`).exec(pathname)?.[1];
    const label = new RegExp(`^${repo}/issues/7/labels/(.+)$`).exec(pathname)?.[1];
    const all = `${repo}/issues/7/comments`;
    if (method === "GET" && pathname === all) return this.page(pathname, searchParams);
    if (method === "POST" && pathname === all) return this.create(String(body["body"]));
    if (one !== undefined) return this.comment(method, Number(one), String(body["body"]));
    if (method === "GET" && pathname === `${repo}/pulls/7`) return [200, this.pull(), {}];
    if (method === "GET" && pathname === `${repo}/issues/7/labels`) return [200, this.named(), {}];
    if (method === "POST" && pathname === `${repo}/issues/7/labels`) {
      const names: unknown = body["labels"];
      if (Array.isArray(names)) names.forEach((name) => this.labels.add(String(name)));
      return [200, this.named(), {}];
    }
    if (method === "DELETE" && label !== undefined) {
      return this.labels.delete(decodeURIComponent(label)) ? [200, this.named(), {}] : said({ status: 404 });
    }
    return said({ status: 404 });
  }

  private page(pathname: string, search: URLSearchParams): Reply {
    const size = Math.min(Number(search.get("per_page") ?? 30), this.pageSize);
    const page = Number(search.get("page") ?? 1);
    const slice = this.comments.slice((page - 1) * size, page * size);
    const more = page * size < this.comments.length;
    const next = `<${this.api}${pathname}?per_page=${size}&page=${page + 1}>; rel="next"`;
    return [200, slice.map((comment) => this.json(comment)), more ? { link: next } : {}];
  }

  private create(body: string): Reply {
    return body.length > 65_536 ? tooLong : [201, this.json(this.say(body, this.viewer)), {}];
  }

  private comment(method: string, id: number, body: string): Reply {
    const comment = this.comments.find((one) => one.id === id);
    if (!comment) return said({ status: 404 });
    if (method !== "PATCH") return [200, this.json(comment), {}];
    if (body.length > 65_536) return tooLong;
    comment.body = body;
    return [200, this.json(comment), {}];
  }

  private graphql(body: Readonly<Record<string, unknown>>): Reply {
    const mutation = mutationOf(body);
    const id = objectOf(body["variables"])["id"];
    const comment = this.comments.find((one) => nodeId(one) === id);
    if (String(body["query"]).includes("editor")) {
      const login = this.editors.get(comment?.id ?? 0);
      return [200, { data: { node: { editor: login === undefined ? null : { login } } } }, {}];
    }
    if (mutation === undefined) {
      return [200, { data: { viewer: { login: this.viewer.login, databaseId: this.viewer.id } } }, {}];
    }
    if (!comment)
      return [200, { errors: [{ message: `Could not resolve to a node with the global id of '${String(id)}'` }] }, {}];
    comment.minimized = mutation === "minimizeComment";
    return [200, { data: {} }, {}];
  }

  private json(comment: Stored): unknown {
    const { id, user, body } = comment;
    return {
      id,
      node_id: nodeId(comment),
      user,
      body,
      html_url: `https://github.example/example/platform/pull/7#issuecomment-${id}`,
    };
  }

  private pull(): unknown {
    const head = this.fork === "gone" ? null : { id: this.fork ? 2 : 1 };
    return { number: 7, head: { repo: head }, base: { repo: { id: 1 } } };
  }

  private named(): unknown {
    return [...this.labels].map((name) => ({ name }));
  }
}

type Reply = readonly [status: number, body: unknown, headers: Readonly<Record<string, string>>];

const tooLong: Reply = [
  422,
  {
    message: "Validation Failed",
    errors: [
      {
        resource: "IssueComment",
        code: "unprocessable",
        field: "data",
        message: "Body is too long (maximum is 65536 characters)",
      },
    ],
    documentation_url: "https://docs.github.com/rest/issues/comments#create-an-issue-comment",
  },
  {},
];

function said({ status, message = status === 404 ? "Not Found" : "Server Error", body, headers = {} }: Answer): Reply {
  return [status, body ?? { message, documentation_url: "https://docs.github.com/rest" }, headers];
}

/** What a request of GraphQL changes. */
function mutationOf({ query }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof query === "string" ? /\b(un)?minimizeComment\b/.exec(query)?.[0] : undefined;
}

function nodeId({ id }: Stored): string {
  return `IC_${id}`;
}

async function read(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8");
  const body: unknown = text === "" ? {} : JSON.parse(text);
  const path = (incoming.url ?? "").replace(/^\/api\/v3/, "").replace(/^\/api\/graphql$/, "/graphql");
  const { authorization } = incoming.headers;
  return { method: incoming.method ?? "", path, authorization, body: isObject(body) ? body : {} };
}
