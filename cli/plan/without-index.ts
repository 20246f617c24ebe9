/** The address of all instances of a resource: `aws_subnet.private["a"]` without `["a"]`. */
export function withoutIndex(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/, "");
}
