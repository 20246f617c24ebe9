/**
 * The functions that a stack may call: those that make a value of the values they are given, and of nothing else.
 *
 * Not among them: what reads files of the machine (`file`, `fileexists`, `fileset`, `templatefile`, `filebase64`,
 * `filesha256`, `pathexpand` …), what runs text that nobody has looked at (`templatestring`), what takes a secret's
 * mark away (`nonsensitive`), and functions of providers, which are programs.
 */
export const FUNCTIONS: ReadonlySet<string> = new Set(
  `abs alltrue anytrue base64decode base64encode base64sha256 base64sha512 ceil chomp chunklist cidrhost
  cidrnetmask cidrsubnet cidrsubnets coalesce coalescelist compact concat contains distinct element endswith
  flatten floor format formatdate formatlist indent index join jsondecode jsonencode keys length log lookup lower
  matchkeys max md5 merge min one parseint pow range regex regexall replace reverse sensitive setintersection
  setproduct setsubtract setunion sha1 sha256 sha512 signum slice sort split startswith strcontains strrev substr
  sum textencodebase64 timeadd timecmp title tobool tolist tomap tonumber toset tostring transpose trim trimprefix
  trimspace trimsuffix upper urlencode uuidv5 values yamldecode yamlencode zipmap`.split(/\s+/),
);

/**
 * The functions that tell whether an expression fails, in a value without the marks of what was asked about: a secret,
 * asked often enough, is told whole. A stack may call them only as the base branch does, word for word.
 */
export const TELLING: ReadonlySet<string> = new Set(["can", "try"]);
