# A server takes itself out of etcd through another one, after it has stopped: a member that is removed while it runs is restarted by systemd
# and joins again. Its own admin credential is good for every server. $STATE/leaving says where, so that a killed run is finished by the next.
leave_etcd() {
  if [ ! -f $STATE/leaving ]; then
    node_table | awk -F '|' -v self="$NODE" '$4 == "true" && $3 == "True" && $1 != self { print $7; exit }' >$STATE/leaving.new
    [ -s $STATE/leaving.new ] || fail "no other server is ready, so $NODE can't leave etcd. Bring one back first; nothing was changed."
    mv $STATE/leaving.new $STATE/leaving
  fi
  peer=$(cat $STATE/leaving)
  say "leaving etcd through $peer"
  systemctl stop k3s
  sed "s#https://127.0.0.1:6443#https://$peer:6443#" /etc/rancher/k3s/k3s.yaml >$STATE/peer.yaml
  within 120 kube delete node "$NODE" --ignore-not-found --kubeconfig $STATE/peer.yaml ||
    fail "$peer does not let $NODE go; k3s is stopped here and its data untouched. See 'journalctl -u k3s' on $peer, and deploy again."
  rm -rf "$DB/etcd" $STATE/peer.yaml $STATE/leaving
}

# Marked by the membership, since it leaves while the others stay; when the whole environment goes, nobody is asked.
is_leaving() {
  [ -f $STATE/leaving ] && return
  has_data && running k3s && marked_leaving "$NODE"
}
marked_leaving() { [ "$(kube get node "$1" -o jsonpath='{.metadata.annotations.platform\.gitops/leaving}' 2>/dev/null)" = true ]; }
