# restore: on one server, with k3s stopped on all. Makes it the only member, with the data of the snapshot.
#   $SNAPSHOT     a path on this machine, or a name in the bucket
#   $RESTORE_ID   which restore this is; the servers that rejoin keep it, so that a second run goes on where the first stopped
#   $PRESENT      "name=machine ..." of the nodes whose machines are set up
restore() {
  [ -x $BIN ] && [ -f /etc/rancher/k3s/config.yaml ] || fail "is not set up yet. Deploy first: it prepares the machine and stops where the data is missing. Then restore."
  systemctl stop k3s 2>/dev/null || true
  # k3s refuses to reset a server that is told to join another one, or that was reset and not started since.
  rm -f "$DB/reset-flag" "$JOIN" $STATE/restored
  case $SNAPSHOT in /*) from_bucket="--etcd-s3=false" ;; *) from_bucket= ;; esac
  [ -n "$from_bucket" ] || grep -q '^etcd-s3: true' /etc/rancher/k3s/config.yaml ||
    fail "the snapshot $SNAPSHOT has no path, and the environment has no bucket (cluster.snapshots.s3). Give the path of a snapshot on this machine, such as $DB/snapshots/NAME."
  say "restoring $SNAPSHOT"
  $BIN server --cluster-reset --cluster-reset-restore-path="$SNAPSHOT" $from_bucket >$STATE/restore.log 2>&1 || {
    tail -n 20 $STATE/restore.log >&2
    fail "k3s could not restore $SNAPSHOT; its last lines are above. The old data, if there was any, lies in $DB/etcd-old-*."
  }
  systemctl daemon-reload
  systemctl enable --quiet k3s
  timeout 300 systemctl start k3s || fail "k3s did not start with the restored data. See 'journalctl -u k3s'."
  within 300 api_ready || fail "k3s runs, but its API was not ready after 300 seconds. See 'journalctl -u k3s'."
  acknowledge_machines
  printf '%s %s\n' "${RESTORE_ID:-}" "$SNAPSHOT" >$STATE/restored
  rm -f $STATE/restoring
  say "the cluster answers again, with $NODE as its only server"
}

# A machine that took over a node's name since the snapshot has another password than the cluster now knows again, and k3s would refuse it.
acknowledge_machines() {
  for present in ${PRESENT:-}; do
    name=${present%%=*} machine=${present#*=}
    row=$(node_row "$name")
    [ -n "$row" ] && [ "$(field "$row" 6)" != "$machine" ] || continue
    say "the machine of $name may register again"
    kube -n kube-system delete secret "$name.node-password.k3s" --ignore-not-found >/dev/null
    kube annotate node "$name" --overwrite "$MACHINE_KEY=$machine" >/dev/null
  done
}

# stop: on a server, before a restore.
# It must not come back with its old data by itself: two of three would be the old cluster again.
stop_server() {
  touch $STATE/restoring
  systemctl disable --quiet k3s 2>/dev/null || true
  systemctl stop k3s 2>/dev/null || true
}

# rejoin: on each other server, after a restore. Its own data is of the cluster that was, so it joins anew.
rejoin() {
  [ -x $BIN ] || { say "is not set up yet; the next deploy does that" && return 0; }
  somebody=$(first_peer) || fail "the restored server ($PEERS) doesn't answer here, so there is nothing to join. Nothing was changed."
  systemctl stop k3s 2>/dev/null || true
  # Its snapshots stay: they may be the only ones.
  rm -rf "$DB/etcd" "$DB/etcd-tmp" "$DB/reset-flag" $STATE/restored
  mkdir -p "$(dirname $JOIN)"
  printf 'server: https://%s:6443\n' "${ENDPOINT:-$somebody}" >$JOIN
  systemctl enable --quiet k3s
  timeout 300 systemctl start k3s || fail "k3s did not start. See 'journalctl -u k3s'."
  within 300 api_ready || fail "k3s runs, but its API was not ready after 300 seconds. See 'journalctl -u k3s'."
  printf '%s\n' "${RESTORE_ID:-}" >$STATE/rejoined
  rm -f $STATE/restoring
  say "joined the restored cluster"
}
