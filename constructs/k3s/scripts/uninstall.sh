# uninstall: on a node that leaves, or when the whole environment goes. Nothing of k3s stays; safe to repeat.
uninstall() {
  ! is_leaving || leave_etcd
  say "uninstalling k3s"
  for unit in k3s k3s-agent; do
    [ -f "/etc/systemd/system/$unit.service" ] || continue
    systemctl stop $unit 2>/dev/null || true
    systemctl disable --quiet $unit 2>/dev/null || true
    rm -f "/etc/systemd/system/$unit.service"
  done
  systemctl daemon-reload
  kill_containers
  unmount_all
  remove_network
  [ ! -f $STATE/files ] || while read -r path; do rm -f "$path"; done <$STATE/files
  for path in /etc/rancher /run/k3s /run/flannel /var/lib/rancher/k3s /var/lib/kubelet /var/lib/cni; do
    rm -rf --one-file-system "$path"
  done
  rmdir /var/lib/rancher 2>/dev/null || true
  rm -f $BIN
  rm -rf $STATE
}

# Containers outlive k3s by design (KillMode=process): their shims, and all below them, are ended here.
kill_containers() {
  shims=$(ps -e -o pid= -o args= | awk '$2 ~ /\/k3s\/data\/.*\/bin\/containerd-shim/ { print $1 }')
  # shellcheck disable=SC2046 # process ids, to be split
  [ -z "$shims" ] || kill -9 $(with_descendants $shims) 2>/dev/null || true
}
with_descendants() {
  for pid in "$@"; do
    echo "$pid"
    # shellcheck disable=SC2046 # process ids, to be split
    with_descendants $(ps -e -o ppid= -o pid= | awk -v parent="$pid" '$1 == parent { print $2 }')
  done
}

unmount_all() {
  awk '$2 ~ "^(/run/k3s|/var/lib/rancher/k3s|/var/lib/kubelet/pods|/var/lib/kubelet/plugins|/run/netns/cni-)" { print $2 }' /proc/self/mounts |
    sort -r | while read -r mount; do umount -f "$mount" || true; done
}

remove_network() {
  command -v ip >/dev/null || return 0
  for link in cni0 flannel.1 flannel-wg flannel-v6.1 kube-ipvs0; do
    ip link delete "$link" 2>/dev/null || true
  done
  for tool in iptables ip6tables; do
    command -v $tool-save >/dev/null || continue
    $tool-save | grep -v -i -e KUBE- -e CNI- -e flannel | $tool-restore || true
  done
}
