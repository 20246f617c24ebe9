# restore: on one server, with k3s stopped on all. Makes it the only member, with the data of the snapshot.
restore() {
  [ -x $BIN ] && [ -f /etc/rancher/k3s/config.yaml ] || fail "is not set up yet. Deploy first: it prepares the machine and stops where the data is missing. Then restore."
  systemctl stop k3s 2>/dev/null || true
  rm -f "$DB/reset-flag"
  case $SNAPSHOT in /*) from_bucket="--etcd-s3=false" ;; *) from_bucket= ;; esac
  [ -n "$from_bucket" ] || grep -q '^etcd-s3: true' /etc/rancher/k3s/config.yaml ||
    fail "the snapshot $SNAPSHOT has no path, and the environment has no bucket (cluster.snapshots.s3). Give the path of a snapshot on this machine, such as $DB/snapshots/NAME."
  say "restoring $SNAPSHOT"
  $BIN server --cluster-reset --cluster-reset-restore-path="$SNAPSHOT" $from_bucket >$STATE/restore.log 2>&1 || {
    tail -n 20 $STATE/restore.log >&2
    fail "k3s could not restore $SNAPSHOT; its last lines are above. The old data, if there was any, lies in $DB/etcd-old-*."
  }
  timeout 300 systemctl start k3s
  within 300 api_ready || fail "k3s runs, but its API was not ready after 300 seconds. See 'journalctl -u k3s'."
  say "the cluster answers again, with $NODE as its only server"
}

# stop: on a server, before a restore.
stop_server() {
  systemctl stop k3s 2>/dev/null || true
}

# rejoin: on each other server, after a restore. Its own data is of the cluster that was, so it joins anew.
rejoin() {
  [ -x $BIN ] || { say "is not set up yet; the next deploy does that" && return 0; }
  rm -rf "$DB"
  printf 'server: https://%s:6443\n' "${ENDPOINT:-$(first_peer)}" >$JOIN
  timeout 300 systemctl start k3s || fail "k3s did not start. See 'journalctl -u k3s'."
  within 300 api_ready || fail "k3s runs, but its API was not ready after 300 seconds. See 'journalctl -u k3s'."
  say "joined the restored cluster"
}
