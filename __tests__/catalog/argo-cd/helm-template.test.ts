import { helmTemplate } from "../../../catalog/argo-cd/helm-template";
import { read } from "../example";

const reference = String.raw`\{\{ required .* \.Values\.facts\.clientId .* \}\}`;

describe("an object as a template of Helm's", () => {
  test.each([
    ["no braces", "a: plain", /^word: "a: plain"\n$/],
    ["a template of the component's own", "{{ keep }}", /^word: "\{\{ "\{\{" \}\} keep \}\}"\n$/],
    ["three braces", "{{{ keep }}}", /^word: "\{\{ "\{\{\{" \}\} keep \}\}\}"\n$/],
    ["a cluster fact", read("clientId"), new RegExp(`^word: "${reference}"\n$`)],
    ["a fact between braces", `{${read("clientId")}}`, new RegExp(`^word: "\\{\\{ "\\{" \\}\\}${reference}\\}"\n$`)],
    ["blank lines at its end, which Helm would cut off", "text\n\n", /^word: "text\\n\\n"\n$/],
  ])("keeps what Helm would take for its own: %s", (_, word, written) => {
    expect(helmTemplate({ word })).toMatch(written);
  });
});
