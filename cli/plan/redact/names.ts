/**
 * Whether the key of a map is a name that people gave (`tls.crt`, `GITHUB_TOKEN`, `k3s-token`, `adminPassword`), not
 * something that was made: words in regular letters, hardly a digit.
 */
export function looksLikeName(key: string): boolean {
  if (key.length > 64 || !/^[\w./:@-]+$/.test(key)) return false;
  const digits = key.replace(/\D/g, "").length;
  return digits * 4 <= key.length && key.split(/[^A-Za-z]+/).every(isWord);
}

/** Lower, upper or camel case, with no more than two changes of case in it. */
function isWord(letters: string): boolean {
  return (
    letters.length <= 24 &&
    /^(?:[A-Z]*[a-z]*|[A-Z]?[a-z]+[A-Z][a-z]+|[A-Z]?[a-z]+(?:[A-Z][a-z]{2,}){2,3})$/.test(letters)
  );
}

/**
 * Words of manifests and configuration files that say nothing wherever they stand. A sensitive kubeconfig has them too,
 * and a plan where none of them can be read is no plan.
 */
const ordinary = new Set(
  [
    "Bearer Basic Config ConfigMap Deployment HelmRelease Kustomization Namespace Opaque Secret Service",
    "admin client cluster cluster.local default disabled enabled false http https kube-system kubernetes",
    "latest localhost main name no none null off on root true user v1 yes 127.0.0.1 0.0.0.0 application/json text/plain",
  ].flatMap((words) => words.split(" ")),
);

/** Whether a value that stands in a secret document is a word like any other, or a small number. */
export function isOrdinary(value: string): boolean {
  return ordinary.has(value) || /^\d{1,5}$/.test(value);
}
