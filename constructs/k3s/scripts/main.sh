[ "$(id -u)" = 0 ] || fail "needs root, or a user with password-less sudo."
lock
case $1 in
  stage | release | switch | accept | membership | settings | uninstall | bootstrap | restore | rejoin) "$1" ;;
  allow-begin) check_host && allow_begin ;;
  stop) stop_server ;;
  *) fail "unknown command $1" ;;
esac
