# delete: deletes the cluster if this environment made it. Whatever else has its name stays.
delete() {
  need_tools
  look
  case $state in
    none) say "there is nothing to delete" ;;
    foreign) say "the k3d cluster \"$CLUSTER\" was not made by $OWNER and stays" ;;
    ours)
      remove
      say "deleted"
      ;;
  esac
}

# k3d deletes what is left of a cluster, too, but takes a network that it found on its second try for somebody else's, and looks for volumes only
# where there are containers.
remove() {
  k3d cluster delete "$CLUSTER"
  kept=$(containers '{{.Names}}' | tr '\n' ' ')
  [ -z "$kept" ] || say "$kept also serves other networks and stays. To remove it: docker rm --force $kept"
  if docker network inspect "$NETWORK" >/dev/null 2>&1; then
    docker network rm "$NETWORK" >/dev/null || say "the network $NETWORK is in use and stays"
  fi
  for volume in $(docker volume ls --quiet --filter "label=k3d.cluster=$CLUSTER"); do docker volume rm "$volume" >/dev/null; done
  if docker volume inspect "$CLAIM" >/dev/null 2>&1; then docker volume rm "$CLAIM" >/dev/null; fi
}
