# A server takes itself out of etcd through another one, after it has stopped: a member that is removed while it runs is restarted by systemd
# and joins again. $STATE/leaving says that this has begun, so that a killed run is finished by the next.
leave_etcd() {
  touch $STATE/leaving
  peer=$(first_peer) || fail "none of the other servers ($PEERS) answers, so $NODE can't leave etcd. Bring one back and deploy again; its data is untouched."
  say "leaving etcd through $peer"
  systemctl stop k3s
  within 120 peer_kube "$peer" delete node "$NODE" --ignore-not-found ||
    fail "$peer does not let $NODE go; k3s is stopped here and its data untouched. See 'journalctl -u k3s' on $peer, and deploy again."
  rm -rf "$DB/etcd" $STATE/peer.yaml
  rm -f $STATE/leaving
}

# Marked by the membership, since it leaves while the others stay. When the whole environment goes, all servers are uninstalled at once: the API
# loses its quorum in the middle of the question, and nobody is left to ask. But where a server still serves, an unknown answer is no answer.
is_leaving() {
  [ ! -f $STATE/leaving ] || return 0
  has_data || return 1
  [ -n "$PEERS" ] || return 1
  if ! within 30 ask_about_leaving; then
    ! api_ready >/dev/null 2>&1 && ! serving_peer ||
      fail "can't tell whether the cluster has let $NODE go. Deploy again once its API answers; nothing was removed."
    return 1
  fi
  [ "$answer" = true ]
}
ask_about_leaving() {
  answer=$(kube get node "$NODE" --ignore-not-found -o "jsonpath=$LEAVING_PATH" --request-timeout=10s) && return
  for address in $PEERS; do
    answer=$(peer_kube "$address" get node "$NODE" --ignore-not-found -o "jsonpath=$LEAVING_PATH" --request-timeout=10s) && return
  done
  return 1
}
marked_leaving() { [ "$(kube get node "$1" -o "jsonpath=$LEAVING_PATH" 2>/dev/null)" = true ]; }
