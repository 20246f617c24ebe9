import { expression, literal, quoted } from "../../constructs/terraform-template";

test.each([
  ["${name:-x}", "$${name:-x}"],
  ["%{if}", "%%{if}"],
  ["$name $(command) 100%", "$name $(command) 100%"],
  ["$${already}", "$$${already}"],
])("Terraform takes %s literally", (text, template) => {
  expect(literal(text)).toBe(template);
});

test("an expression stands in braces, and a text in quotes", () => {
  expect(expression("var.name")).toBe("${var.name}");
  expect(quoted('a "b"\n${c}')).toBe('"a \\"b\\"\\n$${c}"');
});
