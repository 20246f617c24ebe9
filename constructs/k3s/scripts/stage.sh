# stage: on the node itself. Brings and verifies everything that a rollout needs, and changes nothing that runs.
stage() {
  trap 'rm -f "$here/files"' EXIT
  check_host
  claim
  not_restoring
  check_step "$(installed_version)" "$VERSION" "$NODE"
  stage_files
  check_token
  check_ranges
  check_features
  stage_binary
}

check_host() {
  for tool in systemctl sha256sum base64 awk cmp comm paste sysctl timeout flock; do
    command -v "$tool" >/dev/null || fail "has no $tool. k3s is set up as a systemd service on a Linux machine with the usual tools."
  done
  command -v curl >/dev/null || command -v wget >/dev/null || fail "has neither curl nor wget to download k3s with."
  case $(uname -m) in
    x86_64 | amd64) arch=amd64 file=k3s pinned=$SHA256_AMD64 ;;
    aarch64 | arm64) arch=arm64 file=k3s-arm64 pinned=$SHA256_ARM64 ;;
    *) fail "is a $(uname -m) machine; amd64 and arm64 are supported." ;;
  esac
}

# A machine belongs to one environment. One that already runs another k3s is refused instead of taken over.
claim() {
  other=k3s-agent
  [ "$SERVICE" = k3s ] || other=k3s
  if [ -s $STATE/owner ]; then
    [ "$(cat $STATE/owner)" = "$OWNER" ] || fail "belongs to $(cat $STATE/owner), not to $OWNER. Take another machine, or remove it there first."
    [ ! -f "/etc/systemd/system/$other.service" ] ||
      fail "was set up with the other role. Remove $NODE from the environment file and deploy, then add it again."
  else
    [ ! -e $BIN ] && [ ! -d $DATA/server ] ||
      fail "already runs a k3s that was not set up from here. Uninstall it (k3s-uninstall.sh), or take another machine."
    mkdir -p $STATE
    write_whole $STATE/owner "$OWNER"
  fi
  same_node
  for kept in node.sh node.env; do
    cp "$here/$kept" "$STATE/$kept.new"
    mv "$STATE/$kept.new" "$STATE/$kept"
  done
}
write_whole() { printf '%s\n' "$2" >"$1.new" && mv "$1.new" "$1"; }

# Under another name the same machine would be uninstalled when the old one leaves. With another host key it says itself that it is the same.
same_node() {
  [ -f $STATE/node.env ] || return 0
  was=$(sed -n "s/^NODE='\(.*\)'$/\1/p" $STATE/node.env)
  [ "$was" = "$NODE" ] || fail "is still set up as $was. Remove $was from the environment file and deploy, then add it as $NODE."
  if [ "$(sed -n "s/^MACHINE='\(.*\)'$/\1/p" $STATE/node.env)" != "$MACHINE" ] && [ -f $DATA/agent/kubelet.kubeconfig ]; then
    say "has another host key than before"
    kube --kubeconfig $DATA/agent/kubelet.kubeconfig annotate node "$NODE" --overwrite "$MACHINE_KEY=$MACHINE" >/dev/null ||
      fail "has another host key than before, and can't tell the cluster so. See 'journalctl -u $SERVICE'."
  fi
}

# The upload: one line a file, its path and its contents in base64.
stage_files() {
  rm -rf $STAGE/root
  while read -r path data; do
    mkdir -p "$STAGE/root$(dirname "$path")"
    printf '%s' "$data" | base64 -d >"$STAGE/root$path"
    case $path in /etc/systemd/* | /etc/sysctl.d/*) chmod 0644 "$STAGE/root$path" ;; esac
  done <"$here/files"
}

# k3s encrypts the cluster's keys with the join token: a different one can't be rolled out by replacing a file.
check_token() {
  if [ "$ROLE" = server ]; then
    new=$STAGE/root/etc/rancher/k3s/token
    [ "$(wc -c <"$new")" -ge 16 ] && ! grep -q '[^A-Za-z0-9._~-]' "$new" ||
      fail "the join token (TF_VAR_k3s_token) must have at least 16 letters and digits. Make one with: openssl rand -hex 32."
  fi
  for name in token agent-token; do
    old=/etc/rancher/k3s/$name new=$STAGE/root/etc/rancher/k3s/$name
    [ -f "$old" ] && [ -f "$new" ] && { has_data || [ -f $DATA/agent/kubelet.kubeconfig ]; } || continue
    cmp -s "$old" "$new" || fail "the join token (TF_VAR_k3s_token) is not the one this cluster was made with. Give the old one: it also decrypts the cluster's snapshots."
  done
}

# Pods and services keep the addresses that they have: other ranges are for another cluster.
check_ranges() {
  has_data && [ -f $CONFIG ] || return 0
  for key in cluster-cidr service-cidr flannel-backend; do
    old=$(sed -n "s/^$key: //p" $CONFIG) new=$(sed -n "s/^$key: //p" $STAGE/root$CONFIG)
    [ "$old" = "$new" ] || fail "the cluster was made with $key $old, and the environment file has $new. It can't be changed on a living cluster: put $old back."
  done
}

# What k3s would only notice after the node was drained.
check_features() {
  [ "$(version_minor "$VERSION")" -lt 35 ] || [ -f /sys/fs/cgroup/cgroup.controllers ] ||
    fail "runs cgroup v1, which Kubernetes refuses from 1.35 on. Boot it with cgroup v2 (systemd.unified_cgroup_hierarchy=1)."
  ! grep -q '^default-runtime: nvidia' $STAGE/root$CONFIG || command -v nvidia-container-runtime >/dev/null ||
    [ -x /usr/local/nvidia/toolkit/nvidia-container-runtime ] || fail "has no nvidia-container-runtime, which gpu: nvidia needs. Install NVIDIA's container toolkit first."
  ! grep -q '^flannel-backend: wireguard' $STAGE/root$CONFIG || [ -d /sys/module/wireguard ] || modprobe wireguard 2>/dev/null ||
    fail "has no WireGuard in its kernel, which flannelBackend: wireguard-native needs. Install it, or choose vxlan in the environment file."
}

not_restoring() {
  [ ! -f $STATE/restoring ] || fail "a restore is unfinished here. Run the same command again: npm run platform -- restore."
}

stage_binary() {
  source="the pinned checksum (cluster.checksums.$arch)"
  want=$pinned
  if [ -z "$want" ]; then
    source="sha256sum-$arch.txt of the release"
    download "$URL/sha256sum-$arch.txt" $STAGE/sums || fail "can't download $URL/sha256sum-$arch.txt."
    want=$(awk -v file=$file '$2 == file { print $1 }' $STAGE/sums)
    [ -n "$want" ] || fail "$URL/sha256sum-$arch.txt names no checksum for $file."
  fi
  for present in $BIN $STAGE/k3s; do
    if [ -f "$present" ] && [ "$(checksum "$present")" = "$want" ]; then
      [ "$present" = $STAGE/k3s ] || cp -p "$present" $STAGE/k3s
      return
    fi
  done
  rm -f $STAGE/k3s
  say "downloading k3s $VERSION"
  download "$URL/$file" $STAGE/k3s.part || fail "can't download $URL/$file."
  found=$(checksum $STAGE/k3s.part)
  if [ "$found" != "$want" ]; then
    rm -f $STAGE/k3s.part
    fail "$URL/$file has SHA-256 $found, but $source says $want. It was deleted, and nothing was changed on this node."
  fi
  chmod 0755 $STAGE/k3s.part
  mv $STAGE/k3s.part $STAGE/k3s
  [ "$($STAGE/k3s --version | awk 'NR == 1 { print $3 }')" = "$VERSION" ] ||
    fail "$URL/$file calls itself $($STAGE/k3s --version | head -n 1), not $VERSION."
}
checksum() { sha256sum "$1" | cut -d ' ' -f 1; }
