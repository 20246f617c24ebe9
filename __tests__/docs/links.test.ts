import { anchors, brokenLinks, pages } from "./markdown";

describe.each(pages().map((page) => [page.file, page] as const))("%s", (_file, page) => {
  test("links to files and headings that exist", () => {
    expect(brokenLinks(page)).toEqual([]);
  });

  test("has no two headings with the same anchor", () => {
    const all = anchors(page.text);
    expect(all.filter((anchor, index) => all.indexOf(anchor) !== index)).toEqual([]);
  });
});

test("a link to a file or a heading that is not there is found", () => {
  const text = "# Here\n[a](nowhere.md) [b](#here) [c](#there) [d](https://example.org)\n```\n[e](code.md)\n```\n";
  expect(brokenLinks({ file: "README.md", text })).toEqual([
    "README.md: nowhere.md leads to nowhere.md, which is not there.",
    "README.md: #there: there is no such heading. Headings: here.",
  ]);
});
