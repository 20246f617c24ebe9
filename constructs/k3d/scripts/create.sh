# create: makes the cluster. A cluster that this environment made with the same settings is kept; what an unfinished run left is removed first.
create() {
  need_tools
  look
  case $state in
    foreign)
      fail "there is a k3d cluster \"$CLUSTER\" already, and $OWNER didn't make it: $(containers '{{.Names}}' | tr '\n' ' ')
It stays as it is. Delete it yourself when nobody needs it (k3d cluster delete $CLUSTER; then docker rm -f what is left of the list above), or rename the environment."
      ;;
    ours)
      if complete; then
        say "the cluster is there already"
        return
      fi
      say "removing what an unfinished run left"
      remove
      ;;
  esac
  docker volume create --label "$OWNER_LABEL=$OWNER" "$CLAIM" >/dev/null
  printf '%s\n' "$CONFIG" | k3d cluster create --config - ||
    fail "k3d could not make the cluster; its reason stands above. Deploying again starts anew. A port that is taken is changed in environments/$CLUSTER.yaml (cluster.apiPort, cluster.registryPort, cluster.ports)."
  printf '%s' "$SETTINGS" | docker exec --interactive --workdir "$CLAIM_FOLDER" "$SERVER" sh -c 'cat >settings'
}

# The claim holds the settings from the moment that k3d was done with them.
complete() {
  [ "$(docker exec --workdir "$CLAIM_FOLDER" "$SERVER" cat settings 2>/dev/null)" = "$SETTINGS" ] &&
    within 60 api_ready
}
