# bootstrap: on a server, once all nodes are up. Installs the GitOps engine and hands the cluster over; with the root Application there, the
# hand-over is all that is left to do, and after it nothing here ever touches the engine again.
bootstrap() {
  within 120 api_ready || fail "the API of $HERE doesn't answer, so the GitOps engine can't be installed."
  if ! handed_over; then
    say "installing $RELEASE $CHART_VERSION"
    mkdir -p $MANIFESTS
    while read -r name data; do
      printf '%s' "$data" | base64 -d >"$MANIFESTS/.$name"
      mv "$MANIFESTS/.$name" "$MANIFESTS/$name"
    done <"$here/manifests"
    within "$BOOTSTRAP_TIMEOUT" installed ||
      fail "$RELEASE was not installed within $BOOTSTRAP_TIMEOUT seconds. See: k3s kubectl -n kube-system logs job/helm-install-$RELEASE. Deploying again goes on from here."
    within "$BOOTSTRAP_TIMEOUT" handed_over ||
      fail "$RELEASE is installed, but the root Application $ROOT did not appear within $BOOTSTRAP_TIMEOUT seconds. See: k3s kubectl -n kube-system get addons,events. Deploying again goes on from here."
  fi
  let_go
  say "$RELEASE is installed and pulls $SOURCE; from now on it manages itself"
}
handed_over() { kube -n "$NAMESPACE" get applications.argoproj.io "$ROOT"; }
installed() { kube -n kube-system wait --for=condition=complete "job/helm-install-$RELEASE" --timeout=5s; }

# With this annotation k3s's helm-controller leaves the release alone, its deletion included; without it, an upgrade of k3s would put the first
# chart back. Removing the files removes no objects: k3s only stops applying them, and the repository's credential leaves the disk.
let_go() {
  ! kube -n kube-system get helmchart "$RELEASE" >/dev/null 2>&1 ||
    kube -n kube-system annotate helmchart "$RELEASE" --overwrite helmcharts.helm.cattle.io/unmanaged=true >/dev/null
  cut -d ' ' -f 1 "$here/manifests" | while read -r name; do rm -f "$MANIFESTS/$name"; done
  rm -f "$here/manifests"
}
