#!/bin/sh
# The machine's first process after boot.sh: starts the enabled services, then keeps an sshd running, unless the
# test has taken the machine off the network.
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
# What would change the kernel or the network that all machines share is replaced even under its own path.
for folder in /usr/bin /usr/sbin; do
  for tool in systemctl journalctl modprobe kmod sysctl ip ipset nft iptables iptables-save iptables-restore \
    ip6tables ip6tables-save ip6tables-restore xtables-nft-multi xtables-legacy-multi; do
    if [ -e "$folder/$tool" ]; then
      mount --bind /usr/local/libexec/stand-in/tools "$folder/$tool"
    fi
  done
done
systemctl stand-in-boot > /dev/null 2>&1 &
: > /var/lib/stand-in/booted
while :; do
  if [ -e /var/lib/stand-in/unreachable ]; then
    sleep 0.1
  else
    /usr/sbin/sshd -D -e -f /etc/ssh/sshd_config 2>> /var/log/sshd.log
    sleep 0.1
  fi
done
