const FIELDS: readonly { readonly least: number; readonly most: number; readonly names: readonly string[] }[] = [
  { least: 0, most: 59, names: [] },
  { least: 0, most: 23, names: [] },
  { least: 1, most: 31, names: [] },
  { least: 1, most: 12, names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] },
  { least: 0, most: 6, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
];

/** Five fields as k3s reads them (robfig/cron): numbers or names, ranges, steps, lists; or a word such as `@daily`. */
export function isCronSchedule(schedule: string): boolean {
  if (/^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/.test(schedule)) return true;
  const fields = schedule.split(" ");
  return fields.length === FIELDS.length && FIELDS.every((_, index) => isField(fields[index] ?? "", index));
}

function isField(field: string, index: number): boolean {
  const rule = FIELDS[index];
  if (rule === undefined) return false;
  const number = (word: string): number => {
    const name = rule.names.indexOf(word.toLowerCase());
    if (name >= 0) return name + rule.least;
    return /^\d{1,2}$/.test(word) ? Number(word) : NaN;
  };
  return field.split(",").every((part) => {
    const [range = "", step, more] = part.split("/");
    if (more !== undefined || (step !== undefined && !/^[1-9]\d?$/.test(step))) return false;
    if (range === "*") return true;
    const [first = "", last, rest] = range.split("-");
    const from = number(first);
    const to = last === undefined ? from : number(last);
    return rest === undefined && rule.least <= from && from <= to && to <= rule.most;
  });
}
