# switch: on the node itself, once it is staged and released. Stops k3s, puts the new files in place, starts it.
switch() {
  say "starting k3s $VERSION"
  if [ "$ROLE" = server ]; then leave_old_address; fi
  systemctl stop "$SERVICE" 2>/dev/null || true
  install_files
  sysctl -q -p /etc/sysctl.d/90-kubelet.conf
  if [ "$ROLE" = server ]; then
    reset_old_address
    join_or_begin
  fi
  systemctl daemon-reload
  systemctl enable --quiet "$SERVICE"
  # The unit restarts itself: a first try that fails, say because the endpoint isn't healthy yet, is not the last word.
  timeout 300 systemctl start "$SERVICE" || true
  within 300 is_up || {
    journalctl -u "$SERVICE" -n 20 --no-pager >&2 || true
    fail "k3s did not come up within 300 seconds; its last lines are above. Correct the cause and deploy again: the rollout goes on with this node."
  }
  [ "$ROLE" = agent ] || chmod 0600 $DATA/server/tls/*.crt 2>/dev/null || true
  rm -f $STATE/may-begin
}
is_up() { running "$SERVICE" && { [ "$ROLE" = agent ] || api_ready; }; }

# What an earlier rollout put there and this one doesn't is removed: $STATE/files is the list.
install_files() {
  (cd $STAGE/root && find . -type f | sed 's/^\.//' | sort) >$STATE/files.new
  [ ! -f $STATE/files ] || sort $STATE/files | comm -23 - $STATE/files.new | while read -r path; do rm -f "$path"; done
  while read -r path; do
    mkdir -p "$(dirname "$path")"
    cp -p "$STAGE/root$path" "$path.new"
    mv "$path.new" "$path"
  done <$STATE/files.new
  mv $STATE/files.new $STATE/files
  cp -p $STAGE/k3s $BIN.new
  mv $BIN.new $BIN
  # The umask makes it 0700, as the audit log wants.
  [ "$ROLE" = agent ] || mkdir -p $DATA/server/logs
  rm -rf $STAGE
}

# The node's address of the files that are in place, if the staged ones have another.
address_moved() {
  old=$(node_ip $CONFIG) new=$(node_ip $STAGE/root$CONFIG)
  [ -z "$old" ] || [ "$old" = "$new" ] || printf '%s' "$old"
}
node_ip() { [ ! -f "$1" ] || sed -n 's/^node-ip: *"\{0,1\}\([0-9.]*\)"\{0,1\}$/\1/p' "$1"; }

# etcd knows its members by address. One of several leaves and joins anew; the only one resets its membership to itself once it has its files.
# $STATE/moved keeps it in mind over a kill.
leave_old_address() {
  if [ -n "$(address_moved)" ] && has_data; then write_whole $STATE/moved "$NODE_IP"; fi
  [ -f $STATE/moved ] && has_data && [ -n "$PEERS" ] || return 0
  say "the address changed: $NODE joins anew as $NODE_IP"
  leave_etcd
  rm -f $STATE/moved
}
reset_old_address() {
  [ -f $STATE/moved ] && has_data || return 0
  say "the address of the only server changed to $NODE_IP"
  rm -f $JOIN "$DB/reset-flag"
  $BIN server --cluster-reset >/dev/null
  rm -f $STATE/moved
}

# A server with data goes on with it. One without joins the servers that answer. Only the machine that was allowed to, once in the life of an
# environment, begins a new cluster: otherwise a server that lost its disk while the others are down would begin a second one.
join_or_begin() {
  ! has_data || return 0
  mkdir -p "$(dirname $JOIN)"
  if somebody=$(first_peer); then
    printf 'server: https://%s:6443\n' "${ENDPOINT:-$somebody}" >$JOIN
  elif [ -f $STATE/may-begin ]; then
    printf 'cluster-init: true\n' >$JOIN
  else
    fail "has no data, and no other server of the cluster answers (${PEERS:-there is none}). A new cluster would be a second, empty one. Bring a server back, or restore a snapshot: npm run platform -- restore. If this environment never had a cluster: terraform apply -replace=terraform_data.k3s_origin."
  fi
}

# allow-begin: on the first server, once in the life of an environment.
allow_begin() {
  claim
  if has_data; then return 0; fi
  if somebody=$(first_peer); then
    say "the server at $somebody already runs the cluster: joining it"
    return 0
  fi
  touch $STATE/may-begin
}
