#!/bin/sh
# Forced command of every SSH session: keeps a record of what was asked for, then does just that.
if [ -n "${SSH_ORIGINAL_COMMAND+set}" ]; then
  command=$SSH_ORIGINAL_COMMAND
  unset SSH_ORIGINAL_COMMAND
  printf '%s\0' "$command" >> /var/log/stand-in/ssh-commands
  exec "${SHELL:-/bin/sh}" -c "$command"
fi
exec "${SHELL:-/bin/sh}" -l
