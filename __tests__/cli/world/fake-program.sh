#!/bin/sh
# Stands for any program on the PATH: writes down how it was called, and answers by the first rule that fits. An ssh
# runs scripts only as far as printing the mark with which every script begins.
world=$(dirname "$0")/.. program=$(basename "$0") host=
call=$world/calls/$$
mkdir -p "$call"
printf '%s' "$program" >"$call/program"
printf '%s\0' "$@" >"$call/args"
cat >"$call/input"
if [ "$1" = -F ]; then
  hosts=$(sed -n 's/^ *UserKnownHostsFile "\(.*\)"$/\1/p' "$2")
  host=$(sed -n 's/^ *HostName //p' "$2" | head -n 1)
  printf '%s' "$host" >"$call/host"
  cat "$2" >"$call/config"
  cat "$hosts" >"$call/known_hosts"
  ls -l "$2" "$hosts" | cut -c 1-10 >"$call/modes"
  printf '%s\n' "$2" "$hosts" >"$call/files"
fi
echo "$$" >>"$world/calls/order"

text="$*
$(cat "$call/input")
"
# answer PROGRAM HOST ASKS STATUS NUMBER: an empty HOST or ASKS fits everything.
answer() {
  [ "$program" = "$1" ] || return 0
  [ -z "$2" ] || [ "$host" = "$2" ] || return 0
  case $text in *"$3"*) ;; *) return 0 ;; esac
  cat "$world/rules/$5.out"
  cat "$world/rules/$5.err" >&2
  exit "$4"
}
. "$world/rules/rules.sh"
echo "no rule for $program $host" >&2
exit 99
