#!/bin/sh
# Stands for terraform: answers by files, ANSWERS/<stack>/<command>.{out,err,status,seconds,interrupted}, and writes down what it was asked and when.
PATH=/usr/bin:/bin
answers=$(dirname "$0")/../answers
stack=$(basename "$PWD") command=$1
case "$*" in
  "show -json") command=state ;;
  output*) command=output ;;
esac
say() { echo "$stack $command $*" >>"$answers/story"; }
if [ "$command" = version ]; then
  cat "$answers/version"
  exit 0
fi
printf '%s\n' "$stack $*" >>"$answers/calls"
env >"$answers/env"
for argument in "$@"; do
  case $argument in
    -out=*)
      ls -ld "${argument#-out=}" "$(dirname "${argument#-out=}")" | cut -c 1-10 >"$answers/modes"
      echo "saved plan" >"${argument#-out=}"
      ;;
  esac
done
trap 'say interrupted; kill $nap; exit "$(cat "$answers/$stack/$command.interrupted" 2>/dev/null || echo 1)"' INT
sleep "$(cat "$answers/$stack/$command.seconds" 2>/dev/null || echo 0)" &
nap=$!
say begins # Not before: an interrupt would leave a nap behind that holds the output open.
wait "$nap"
cat "$answers/$stack/$command.out" 2>/dev/null
cat "$answers/$stack/$command.err" >&2 2>/dev/null
say ends
exit "$(cat "$answers/$stack/$command.status" 2>/dev/null || echo 0)"
