# stage: on the node itself. Brings and verifies everything that a rollout needs, and changes nothing that runs.
stage() {
  check_host
  claim
  check_step "$(installed_version)" "$VERSION" "$NODE"
  stage_files
  check_token
  stage_binary
}

check_host() {
  [ "$(id -u)" = 0 ] || fail "needs root, or a user with password-less sudo."
  for tool in systemctl sha256sum base64 awk; do
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
  if [ -f $STATE/owner ]; then
    [ "$(cat $STATE/owner)" = "$OWNER" ] || fail "belongs to $(cat $STATE/owner), not to $OWNER. Take another machine, or remove it there first."
    [ ! -f "/etc/systemd/system/$other.service" ] ||
      fail "was set up with the other role. Remove $NODE from the environment file and deploy, then add it again."
  else
    [ ! -e $BIN ] && [ ! -d $DATA/server ] ||
      fail "already runs a k3s that was not set up from here. Uninstall it (k3s-uninstall.sh), or take another machine."
    mkdir -p $STATE
    printf '%s\n' "$OWNER" >$STATE/owner
  fi
  cp "$here/node.sh" "$here/node.env" $STATE/
}

# The upload: one line a file, its path and its contents in base64.
stage_files() {
  rm -rf $STAGE/root
  while read -r path data; do
    mkdir -p "$STAGE/root$(dirname "$path")"
    printf '%s' "$data" | base64 -d >"$STAGE/root$path"
    case $path in /etc/systemd/* | /etc/sysctl.d/*) chmod 0644 "$STAGE/root$path" ;; esac
  done <"$here/files"
  rm -f "$here/files"
}

# k3s encrypts the cluster's keys with the join token: a different one can't be rolled out by replacing a file.
check_token() {
  for name in token agent-token; do
    old=/etc/rancher/k3s/$name new=$STAGE/root/etc/rancher/k3s/$name
    [ -f "$old" ] && [ -f "$new" ] && has_data || continue
    cmp -s "$old" "$new" || fail "the join token (TF_VAR_k3s_token) is not the one this cluster was made with. Give the old one; to rotate it, use 'k3s token rotate' first."
  done
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
      [ "$present" = $STAGE/k3s ] || cp "$present" $STAGE/k3s
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
