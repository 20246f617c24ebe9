# bootstrap: on a server, once all nodes are up. Installs the GitOps engine and lets go of it: the manifests go into k3s's folder only until the
# root object is there and the chart installed, and after that nothing here or in k3s ever touches the engine again.
#   $here/manifests  lines: name base64 | name - (then $here/name has the contents)
bootstrap() {
  trap 'cut -d " " -f 1 "$here/manifests" | while read -r name; do rm -f "$here/$name"; done' EXIT
  # shellcheck source=/dev/null
  . "$here/bootstrap.env"
  within 120 api_ready || fail "the API of $HERE doesn't answer, so the GitOps engine can't be installed."
  if ! finished; then
    say "installing $RELEASE $CHART_VERSION"
    write_manifests
    within "$BOOTSTRAP_TIMEOUT" installed ||
      fail "$RELEASE was not installed within $BOOTSTRAP_TIMEOUT seconds. See: k3s kubectl -n kube-system logs job/$JOB. Deploying again goes on from here."
    within "$BOOTSTRAP_TIMEOUT" handed_over ||
      fail "$RELEASE is installed, but $ROOT_RESOURCE $ROOT did not appear within $BOOTSTRAP_TIMEOUT seconds. See: k3s kubectl -n kube-system get addons,events. Deploying again goes on from here."
  fi
  let_go
  say "$RELEASE is installed and pulls $SOURCE; from now on it manages itself"
}
# The root object alone isn't enough: while the chart's job fails, the manifests may be corrected and are written again.
finished() { handed_over >/dev/null 2>&1 && { ! managed || installed >/dev/null 2>&1; }; }
handed_over() { kube -n "$NAMESPACE" get "$ROOT_RESOURCE" "$ROOT"; }
installed() { kube -n kube-system wait --for=condition=complete "job/$JOB" --timeout=5s; }
# Flux has HelmCharts too, so these are named with their group.
managed() {
  kube -n kube-system get helmcharts.helm.cattle.io "$RELEASE" >/dev/null 2>&1 &&
    [ "$(kube -n kube-system get helmcharts.helm.cattle.io "$RELEASE" -o jsonpath='{.metadata.annotations.helmcharts\.helm\.cattle\.io/unmanaged}')" != true ]
}

# Under a hidden name first: k3s reads the folder at any time.
write_manifests() {
  mkdir -p $MANIFESTS
  while read -r name data; do
    case $data in
      -) cat "$here/$name" ;;
      *) printf '%s' "$data" | base64 -d ;;
    esac >"$MANIFESTS/.$name"
    mv "$MANIFESTS/.$name" "$MANIFESTS/$name"
  done <"$here/manifests"
}

# The files first, so that a restart of k3s can't apply them again; their objects stay, and the repository's credential leaves the disk. With
# the annotation k3s's helm-controller leaves the release alone, its deletion included; without it, an upgrade of k3s puts the first chart back.
let_go() {
  while read -r name _; do rm -f "$MANIFESTS/$name" "$here/$name"; done <"$here/manifests"
  ! managed || kube -n kube-system annotate helmcharts.helm.cattle.io "$RELEASE" --overwrite "$UNMANAGED=true" >/dev/null
}
