# membership: on each server in turn, before anything else of an apply. Refuses what would harm the cluster, then takes the nodes that leave
# out of it: drained and deleted, a server marked to leave etcd. What is left of them on their machines is uninstalled later.
#   $here/wanted  the names of all nodes that stay or come, sorted
membership() {
  has_data || return 0
  not_restoring
  running k3s || systemctl start k3s || true
  if ! within 60 api_ready; then
    leaving=$(comm -13 "$here/wanted" "$(recorded)" | tr '\n' ' ')
    [ -n "$leaving" ] || { say "the API doesn't answer; nothing leaves the cluster, so its rollout may repair it" && return 0; }
    serving_peer && { say "the API doesn't answer here; another server takes ${leaving}out" && return 0; }
    fail "$leaving would leave, but no API answers, so they can't be drained and etcd can't let them go. Bring the servers back first; nothing was removed."
  fi
  list_nodes
  check_versions
  keep_wanted
  remove_leaving
  cp "$here/wanted" $STATE/nodes
}
recorded() { if [ -f $STATE/nodes ]; then echo $STATE/nodes; else echo /dev/null; fi; }

# The supervisor of a server answers without etcd's quorum; only its API can take a node out.
serving_peer() {
  for address in $PEERS; do
    if peer_kube "$address" get --raw /readyz --request-timeout=10s >/dev/null 2>&1; then return; fi
  done
  return 1
}

check_versions() {
  printf '%s\n' "$nodes" | while IFS='|' read -r name version _ etcd _; do
    if [ "$etcd" = true ]; then
      check_step "$version" "$VERSION" "$name"
    else
      [ "$(version_number "$VERSION")" -ge "$(version_number "$version")" ] || check_step "$version" "$VERSION" "$name"
    fi
  done
}

remove_leaving() {
  leaving=$(printf '%s\n' "$nodes" | cut -d '|' -f 1 | sort | comm -23 - "$here/wanted")
  [ -n "$leaving" ] || return 0
  servers=$(printf '%s\n' "$nodes" | awk -F '|' '$4 == "true" { print $1 }' | sort | comm -23 - "$here/wanted")
  if [ "$(printf '%s\n' "$servers" | grep -c .)" -gt 1 ]; then
    fail "$(printf '%s' "$servers" | tr '\n' ' ') would leave in one apply, but etcd lets servers go one at a time: its quorum must hold after each. Remove one, deploy, then the next. Nothing was changed."
  fi
  for name in $servers; do
    within 120 stays_healthy_without "$name" ||
      fail "without $name etcd would have no quorum: $(unready_servers "$name")not ready. Repair that first; nothing was changed."
  done
  for name in $leaving; do
    ! marked_leaving "$name" || continue
    ready=$(field "$(printf '%s\n' "$nodes" | grep "^$name|")" 3)
    [ "$ready" != True ] || drain "$name"
    if [ "$ready" = True ] && printf '%s\n' "$servers" | grep -qxF "$name"; then
      # It takes itself out of etcd when it is uninstalled, after it has stopped: see leave.sh.
      kube annotate node "$name" --overwrite "$LEAVING_KEY=true" >/dev/null
    else
      say "removing $name from the cluster"
      kube delete node "$name"
    fi
  done
}

# A node whose removal was taken back before it was carried out stays, and takes pods again.
keep_wanted() {
  for name in $(printf '%s\n' "$nodes" | cut -d '|' -f 1 | sort | comm -12 - "$here/wanted"); do
    marked_leaving "$name" || continue
    kube annotate node "$name" "$LEAVING_KEY-" >/dev/null
    uncordon_ours "$name"
  done
}

# After the removal there is one member less: the ready ones must be its majority.
stays_healthy_without() {
  try_nodes || return 1
  printf '%s\n' "$nodes" | awk -F '|' -v gone="$1" '$4 == "true" && $1 != gone { members++; if ($3 == "True") ready++ } END { exit !(members > 0 && ready >= int(members / 2) + 1) }'
}
