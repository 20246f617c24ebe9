# deliver: hands a script to the first server's shell, which puts files into k3s's manifests folder. It travels through a pipe, so no process list
# shows it, and no command started here inherits it.
deliver() {
  script=$DELIVERY
  unset DELIVERY
  printf '%s\n' "$script" | docker exec --interactive --workdir "$MANIFESTS" "$SERVER" sh
}

# bootstrap: installs the GitOps engine and lets go of it. The manifests are delivered only while the root object isn't there or the chart is
# being installed; afterwards nothing here or in k3s touches the engine again.
bootstrap() {
  within 120 api_ready || fail "the API of $CLUSTER doesn't answer. Is the cluster stopped? Start it (k3d cluster start $CLUSTER) and deploy again."
  if ! handed_over; then
    say "installing $RELEASE $CHART_VERSION"
    deliver
    within "$TIMEOUT" installed ||
      fail "$RELEASE was not installed within $TIMEOUT seconds. See: docker exec $SERVER kubectl -n kube-system logs job/$JOB. Deploying again goes on from here."
    within "$TIMEOUT" root_exists ||
      fail "$RELEASE is installed, but $ROOT_RESOURCE $ROOT did not appear within $TIMEOUT seconds. See: docker exec $SERVER kubectl -n kube-system get addons,events. Deploying again goes on from here."
  fi
  let_go
  say "$RELEASE is installed and pulls $SOURCE; from now on it manages itself"
}
root_exists() { kube -n "$NAMESPACE" get "$ROOT_RESOURCE" "$ROOT" >/dev/null 2>&1; }
installed() { kube -n kube-system wait --for=condition=complete "job/$JOB" --timeout=5s >/dev/null 2>&1; }
# Flux has HelmCharts too, so these are named with their group.
managed() {
  kube -n kube-system get helmcharts.helm.cattle.io "$RELEASE" >/dev/null 2>&1 &&
    [ "$(kube -n kube-system get helmcharts.helm.cattle.io "$RELEASE" -o 'jsonpath={.metadata.annotations.helmcharts\.helm\.cattle\.io/unmanaged}')" != true ]
}
handed_over() { root_exists && { ! managed || installed; }; }

# The files first, so that a restart of k3s can't apply them again; their objects stay, and the repository's credential leaves the disk. With the
# annotation k3s's helm-controller leaves the release alone, its deletion included.
let_go() {
  # shellcheck disable=SC2086 # names without blanks
  docker exec --workdir "$MANIFESTS" "$SERVER" rm -f $FILES
  ! managed || kube -n kube-system annotate helmcharts.helm.cattle.io "$RELEASE" --overwrite "$UNMANAGED=true" >/dev/null
}
