# settings: on a server, after the rollouts. Labels and taints of every node: k3s sets them only when a node registers. What was set here before
# and isn't wanted any more is removed; what others set is left alone. A taint is its key with its effect: another effect is another taint.
#   $here/settings  lines: node label key=value | node taint key=value:Effect
settings() {
  within 120 api_ready || fail "the API of $HERE doesn't answer, so labels and taints can't be set."
  for name in $(cut -d ' ' -f 1 "$here/settings" | sort -u); do
    wanted=$(sed -n "s/^$name \(label\|taint\) /\1 /p" "$here/settings")
    owned=$(printf '%s\n' "$wanted" | sed -n -e 's/^\(label\) \([^=]*\)=.*$/\1 \2/p' -e 's/^\(taint\) \([^=:]*\).*\(:[A-Za-z]*\)$/\1 \2\3/p' | sort)
    before=$(kube get node "$name" -o jsonpath='{.metadata.annotations.platform\.gitops/owned}' | tr ',' '\n' | tr '=' ' ')
    printf '%s\n' "$before" | while read -r what key; do
      [ -n "$key" ] && ! printf '%s\n' "$owned" | grep -qxF "$what $key" || continue
      kube "$what" node "$name" "$key-" >/dev/null 2>&1 || say "$what $key of $name was already gone"
    done
    printf '%s\n' "$wanted" | while read -r what value; do
      [ "$what" != label ] || kube label node "$name" --overwrite "$value" >/dev/null
      [ "$what" != taint ] || kube taint node "$name" --overwrite "$value" >/dev/null
    done
    kube annotate node "$name" --overwrite "$OWNED_KEY=$(printf '%s\n' "$owned" | tr ' ' '=' | paste -sd , -)" >/dev/null
  done
}
