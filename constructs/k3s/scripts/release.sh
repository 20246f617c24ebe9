# release: on another server (or the only one), before $NODE is stopped. Keeps etcd's quorum and empties the node; a node that isn't in the cluster is left alone.
release() {
  has_data || return 0
  not_restoring
  running k3s || { say "$HERE has k3s stopped, starting it first" && systemctl start k3s || true; }
  # The only server repairs itself: a rollout may be what brings its API back.
  if [ "$HERE" = "$NODE" ] && ! api_ready >/dev/null 2>&1; then return 0; fi
  within 120 api_ready ||
    fail "the API of $HERE doesn't answer, so $NODE can't be taken down safely. See 'journalctl -u k3s' on $HERE; if the cluster is lost: npm run platform -- restore."
  list_nodes
  row=$(printf '%s\n' "$nodes" | grep "^$NODE|" || true)
  [ -n "$row" ] || return 0
  known=$(field "$row" 6)
  if [ -n "$known" ] && [ "$known" != "$MACHINE" ]; then
    forget_replaced_machine
    return
  fi
  [ "$ROLE" = agent ] || within 180 keeps_quorum_without "$NODE" ||
    fail "stopping $NODE now would cost etcd its quorum: $(unready_servers "$NODE") not ready. Repair that first; nothing was changed on $NODE."
  # A node that is down has nothing to drain, and its rollout may be what brings it back.
  [ "$(field "$row" 3)" != True ] || drain "$NODE"
}

# Another machine has taken the node's name: the old one's Node object and etcd membership go, or k3s refuses the newcomer.
forget_replaced_machine() {
  # The cluster notices within a minute that a machine is gone.
  within 90 not_ready "$NODE" ||
    fail "another machine than the one in the environment file is up under the name $NODE. Stop it, or give the new machine a name of its own."
  say "$NODE is a new machine: removing the old one from the cluster"
  kube delete node "$NODE"
}

not_ready() { try_nodes && ! printf '%s\n' "$nodes" | grep -q "^$1|[^|]*|True|"; }

# With one or two members no restart leaves a majority; there is nothing to protect.
keeps_quorum_without() {
  try_nodes || return 1
  printf '%s\n' "$nodes" | awk -F '|' -v gone="$1" '$4 == "true" { members++; if ($3 == "True" && $1 != gone) ready++ } END { exit !(members < 3 || ready >= int(members / 2) + 1) }'
}
unready_servers() { printf '%s\n' "$nodes" | awk -F '|' -v gone="$1" '$4 == "true" && $3 != "True" && $1 != gone { printf "%s ", $1 }'; }
somewhere_to_go() { list_nodes && printf '%s\n' "$nodes" | awk -F '|' -v gone="$1" '$3 == "True" && $5 != "true" && $1 != gone { found = 1 } END { exit !found }'; }

# drain NODE: only if its pods have somewhere to go. A node that someone else cordoned stays cordoned afterwards.
drain() {
  somewhere_to_go "$1" || return 0
  if [ "$(field "$(node_row "$1")" 5)" != true ]; then
    kube annotate node "$1" --overwrite "$CORDON_KEY=true" >/dev/null
    kube cordon "$1" >/dev/null
  fi
  say "draining $1"
  if ! kube drain "$1" --ignore-daemonsets --delete-emptydir-data --timeout="${DRAIN_TIMEOUT}s"; then
    uncordon_ours "$1"
    fail "the pods of $1 did not leave within $DRAIN_TIMEOUT seconds (see the reasons above, often a PodDisruptionBudget). $1 takes pods again; nothing else was changed."
  fi
}

uncordon_ours() {
  [ "$(kube get node "$1" -o jsonpath='{.metadata.annotations.platform\.gitops/cordoned-by-rollout}')" = true ] || return 0
  kube uncordon "$1" >/dev/null
  kube annotate node "$1" "$CORDON_KEY-" >/dev/null
}
