# accept: on a server, after $NODE was started. Done when the node is ready, in the right version, and takes pods again.
accept() {
  within 60 api_ready || fail "the API of $HERE doesn't answer, so it can't be seen whether $NODE came up. Deploy again once it does."
  # The status of a node whose kubelet has died stays as it was for most of a minute; its lease is renewed by a living one only.
  lease_before=$(lease || true)
  within 300 came_up || fail "$NODE did not become ready with $VERSION within 300 seconds; the cluster sees: $(node_row "$NODE" | cut -d '|' -f 2,3). See 'journalctl -u $SERVICE' on $NODE."
  kube annotate node "$NODE" --overwrite "$MACHINE_KEY=$MACHINE" >/dev/null
  uncordon_ours "$NODE"
  say "ready with $VERSION"
}
came_up() {
  row=$(node_row "$NODE")
  [ "$(field "$row" 2)" = "$VERSION" ] && [ "$(field "$row" 3)" = True ] && [ "$(lease)" != "$lease_before" ]
}
lease() { kube -n kube-node-lease get lease "$NODE" -o jsonpath='{.spec.renewTime}' 2>/dev/null; }
