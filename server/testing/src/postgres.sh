# Starts a PostgreSQL server of its own in a new folder and ends it, folder and all, when the
# other side closes our input: when the tests are over, however they end.
set -eu
programs=$1
# `on` waits for the disk at every commit; tests do not need it.
durable=$2
trap '' PIPE
dir=$(mktemp -d "${TMPDIR:-/tmp}/habeas-postgres.XXXXXX")
trap 'rm -rf "$dir"' EXIT
"$programs/initdb" --pgdata="$dir/data" --username=postgres --auth=trust --no-sync \
    --encoding=UTF8 --locale=C.UTF-8 >"$dir/log" 2>&1 || { cat "$dir/log" >&2; exit 1; }
echo "$dir"
"$programs/postgres" -D "$dir/data" -k "$dir" -p 5432 -c listen_addresses= -c fsync="$durable" \
    -c synchronous_commit="$durable" -c full_page_writes="$durable" -c max_connections=400 \
    -c shared_buffers=64MB -c autovacuum=off >>"$dir/log" 2>&1 </dev/null &
server=$!
read -r _ || :
kill -QUIT "$server" 2>/dev/null || :
wait "$server" || :
