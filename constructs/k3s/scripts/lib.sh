# What every command below needs. POSIX sh: the machines may have no bash. Runs as root.
set -eu
umask 077
# The same order for sort and comm on every machine.
export LC_ALL=C

here=$(cd "$(dirname "$0")" && pwd)
# Who and what this run is about: plain assignments, no secret among them.
# shellcheck source=/dev/null
[ ! -f "$here/node.env" ] || . "$here/node.env"

STATE=/var/lib/platform
STAGE=$STATE/stage
BIN=/usr/local/bin/k3s
DATA=/var/lib/rancher/k3s
DB=$DATA/server/db
MANIFESTS=$DATA/server/manifests
CONFIG=/etc/rancher/k3s/config.yaml
JOIN=/etc/rancher/k3s/config.yaml.d/20-join.yaml
# Annotations of a Node object: which machine it is, whether a rollout cordoned it, which labels and taints are ours,
# whether it is about to leave.
MACHINE_KEY=platform.gitops/machine
CORDON_KEY=platform.gitops/cordoned-by-rollout
OWNED_KEY=platform.gitops/owned
LEAVING_KEY=platform.gitops/leaving
LEAVING_PATH='{.metadata.annotations.platform\.gitops/leaving}'

say() { printf '%s: %s\n' "$NODE" "$*"; }
fail() {
  printf '\nError on %s: %s\n' "$NODE" "$*" >&2
  exit 1
}
kube() { "$BIN" kubectl "$@"; }

# One run at a time: a killed terraform leaves its remote script running. k3s itself must not inherit the lock.
lock() {
  mkdir -p $STATE
  exec 9>$STATE/lock
  flock -w 600 9 || fail "another run is still at work on this machine. Wait for it, or end it, and deploy again."
}
systemctl() { command systemctl "$@" 9>&-; }

# within SECONDS COMMAND...: true as soon as the command is, false after so many seconds.
within() {
  deadline=$(($(date +%s) + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$(date +%s)" -lt "$deadline" ] || return 1
    sleep 1
  done
}

has_data() { [ -d "$DB/etcd" ]; }
api_ready() { kube get --raw /readyz --request-timeout=10s; }
# peer_kube ADDRESS ...: kubectl against another server. A server's own admin credential is good for every one.
peer_kube() {
  sed "s#https://127.0.0.1:6443#https://$1:6443#" /etc/rancher/k3s/k3s.yaml >$STATE/peer.yaml
  shift
  kube "$@" --kubeconfig $STATE/peer.yaml
}
running() { systemctl is-active --quiet "$1"; }

# One line a node: name|version|Ready|etcd member|unschedulable|machine|address
node_table() {
  kube get nodes -o jsonpath='{range .items[*]}{.metadata.name}{"|"}{.status.nodeInfo.kubeletVersion}{"|"}{.status.conditions[?(@.type=="Ready")].status}{"|"}{.metadata.labels.node-role\.kubernetes\.io/etcd}{"|"}{.spec.unschedulable}{"|"}{.metadata.annotations.platform\.gitops/machine}{"|"}{.status.addresses[?(@.type=="InternalIP")].address}{"\n"}{end}'
}
# A failed listing must never look like an empty cluster, and a pipe would hide it.
try_nodes() { nodes=$(node_table) && [ -n "$nodes" ]; }
list_nodes() { try_nodes || fail "the API of $HERE doesn't list its nodes. Deploy again once it does; nothing was changed."; }
field() { printf '%s\n' "$1" | cut -d '|' -f "$2"; }
node_row() { list_nodes && { printf '%s\n' "$nodes" | grep "^$1|" || true; }; }

# A version as one number that compares: v1.35.4+k3s1 -> 135 004 01.
version_number() { printf '%s\n' "$1" | sed -n 's/^v\([0-9]*\)\.\([0-9]*\)\.\([0-9]*\)+k3s\([0-9]*\)$/\1 \2 \3 \4/p' | awk '{ printf "%d", (($1 * 1000 + $2) * 1000 + $3) * 100 + $4 }'; }
version_minor() { printf '%s\n' "$1" | sed -n 's/^v[0-9]*\.\([0-9]*\)\..*$/\1/p'; }

# check_step FROM TO WHERE: refuses a downgrade and a skipped minor version.
check_step() {
  [ -n "$1" ] || return 0
  [ "$(version_number "$2")" -ge "$(version_number "$1")" ] ||
    fail "$3 runs $1, and cluster.version asks for $2, which is older. etcd and the API can't go back: keep $1 or newer, or restore a snapshot that was made with the older version."
  [ $(($(version_minor "$2") - $(version_minor "$1"))) -le 1 ] ||
    fail "$3 runs $1, and cluster.version asks for $2, which skips a minor version. Kubernetes is upgraded one minor at a time: deploy the newest v1.$(($(version_minor "$1") + 1)) first."
}
installed_version() { [ ! -x "$BIN" ] || "$BIN" --version | awk 'NR == 1 { print $3 }'; }

# answers ADDRESS: does a k3s supervisor answer there? It needs no credential to say so.
answers() { [ "$(download "https://$1:6443/ping" - insecure 2>/dev/null)" = pong ]; }
first_peer() {
  for address in $PEERS; do
    if answers "$address"; then
      printf '%s' "$address"
      return
    fi
  done
  return 1
}

# download URL FILE [insecure]: FILE may be - for the standard output.
download() {
  if command -v curl >/dev/null; then
    if [ "${3:-}" = insecure ]; then
      curl --fail --silent --noproxy '*' --insecure --max-time 5 --output "$2" "$1"
    else
      curl --fail --silent --show-error --location --retry 3 --connect-timeout 10 --speed-limit 1024 --speed-time 60 --output "$2" "$1"
    fi
  else
    wget --quiet --timeout=20 ${3:+--no-check-certificate --no-proxy --tries=1} -O "$2" "$1"
  fi
}
