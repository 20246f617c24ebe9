#!/bin/sh
# First process of a machine: builds its root out of read-only parts of this computer and its own folders, then
# changes into it. It runs in namespaces of its own (mounts, processes, host name), so everything that it mounts or
# starts is gone when it dies.
set -eu
root=$1 cluster=$2 machines=$3 node=$4 name=$5

hostname "$name"

read_only() {
  mount --bind "$1" "$2"
  mount -o remount,bind,ro "$2"
}

for part in bin lib lib32 lib64 libx32 sbin; do
  if [ -L "/$part" ]; then
    ln -sfn "$(readlink "/$part")" "$root/$part"
  elif [ -d "/$part" ]; then
    mkdir -p "$root/$part"
    read_only "/$part" "$root/$part"
  fi
done
for part in /usr/*; do
  case $part in
    /usr/local) ;;
    *)
      if [ -L "$part" ]; then
        ln -sfn "$(readlink "$part")" "$root$part"
      else
        mkdir -p "$root$part"
        read_only "$part" "$root$part"
      fi
      ;;
  esac
done
for part in /etc/alternatives /etc/ssl /etc/pam.d /etc/security; do
  if [ -d "$part" ]; then
    mkdir -p "$root$part"
    read_only "$part" "$root$part"
  fi
done

mkdir -p "$root/proc" "$root/dev" "$root/sys"
mount -t proc proc "$root/proc"
read_only "$root/proc/sys" "$root/proc/sys"
mount -t tmpfs -o mode=0755,size=1m tmpfs "$root/dev"
mknod -m 666 "$root/dev/null" c 1 3
mknod -m 666 "$root/dev/zero" c 1 5
mknod -m 666 "$root/dev/full" c 1 7
mknod -m 666 "$root/dev/random" c 1 8
mknod -m 666 "$root/dev/urandom" c 1 9
mknod -m 666 "$root/dev/tty" c 5 0
mkdir "$root/dev/pts" "$root/dev/shm"
chmod 1777 "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
ln -s /proc/self/fd/0 "$root/dev/stdin"
ln -s /proc/self/fd/1 "$root/dev/stdout"
ln -s /proc/self/fd/2 "$root/dev/stderr"

# /run is empty after every start, as on a real machine.
mkdir -p "$root/run"
mount -t tmpfs -o mode=0755,size=64m tmpfs "$root/run"
mkdir -p "$root/run/sshd" "$root/run/sudo"
mkdir -m 0700 "$root/run/stand-in" "$root/run/stand-in-machines"
mount --bind "$cluster" "$root/run/stand-in"
read_only "$machines" "$root/run/stand-in-machines"
: > "$root/usr/local/libexec/stand-in/node"
read_only "$node" "$root/usr/local/libexec/stand-in/node"

exec chroot "$root" /bin/sh /usr/local/libexec/stand-in/init
