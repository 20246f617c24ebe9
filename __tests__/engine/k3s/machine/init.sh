#!/bin/sh
# The machine's first process after boot.sh: starts the enabled services, then keeps an sshd running, unless the
# test has taken the machine off the network.
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
if [ -x /usr/local/sbin/systemctl ]; then
  systemctl stand-in-boot > /dev/null 2>&1 &
fi
: > /var/lib/stand-in/booted
while :; do
  if [ -e /var/lib/stand-in/unreachable ]; then
    sleep 0.1
  else
    /usr/sbin/sshd -D -e -f /etc/ssh/sshd_config 2>> /var/log/sshd.log
    sleep 0.1
  fi
done
