/**
 * What people see of an error that nobody expected: one line, and how to see more. Mistakes in files never come here;
 * they are problems, with their place.
 */
export function describeFault(error: unknown): string {
  if (process.env["PLATFORM_DEBUG"] && error instanceof Error) return error.stack ?? error.message;
  const message = error instanceof Error ? error.message : String(error);
  return `${message}\nThis is a mistake in the platform's code, not in a file of environments/. PLATFORM_DEBUG=1 shows where it happened.`;
}
