# What every command below needs. POSIX sh: it runs on people's laptops, whatever shell they like.
set -eu

SERVER=k3d-$CLUSTER-server-0
NETWORK=k3d-$CLUSTER

say() { printf '%s: %s\n' "$CLUSTER" "$*"; }
fail() {
  printf '\nError: %s\n' "$*" >&2
  exit 1
}

need_tools() {
  command -v docker >/dev/null 2>&1 ||
    fail "docker is not on the PATH, and $CLUSTER runs in containers. Get Docker (https://docs.docker.com/get-docker/), start it and deploy again."
  command -v k3d >/dev/null 2>&1 ||
    fail "k3d is not on the PATH. Get version 5.8 or newer (brew install k3d, or https://k3d.io/stable/#installation) and deploy again."
  reason=$(docker version --format '{{.Server.Version}}' 2>&1) ||
    fail "docker doesn't answer. Start it and deploy again. It says: $reason"
}

in_server() { docker exec "$SERVER" "$@"; }
kube() { in_server kubectl "$@"; }
api_ready() { kube get --raw /readyz; }

# within SECONDS COMMAND...: true as soon as the command is, false after so many seconds.
within() {
  deadline=$(($(date +%s) + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$(date +%s)" -lt "$deadline" ] || return 1
    sleep 1
  done
}

containers() { docker ps --all --filter "label=k3d.cluster=$CLUSTER" --format "$1"; }

# Sets `state` to what there is of the cluster: none, ours or foreign. Servers, agents and the load balancer bear our label. The registry, the
# network and the volumes can't, so the claim speaks for them: a volume that exists before all of them and goes after them.
look() {
  nodes=$(containers "{{.Label \"k3d.role\"}} {{.Label \"$OWNER_LABEL\"}}")
  claim=$(docker volume inspect --format "{{index .Labels \"$OWNER_LABEL\"}}" "$CLAIM" 2>/dev/null) || claim=
  strangers=$(printf '%s\n' "$nodes" | grep -E '^(server|agent|loadbalancer) ' | grep -v " $OWNER\$") || strangers=
  if [ -n "$strangers" ]; then
    state=foreign
  elif [ "$claim" = "$OWNER" ]; then
    state=ours
  elif [ -n "$nodes$claim" ]; then
    state=foreign
  else
    state=none
  fi
}
