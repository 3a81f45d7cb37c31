#!/usr/bin/env bash
# Checks what is in deploy/ with the programs that read it: run by `make check-deploy`.
# No image is built and no unit started: that needs an engine, and systemd as the first process.
set -euo pipefail
cd "$(dirname "$0")/../.."
bin=.venv/bin
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "Dockerfile"
"$bin/hadolint" deploy/Dockerfile

echo "compose.yaml"
cp deploy/compose.yaml "$work"
cp deploy/env.example "$work/.env"
for profile in small postgres cluster; do
  POSTGRES_PASSWORD=none "$bin/docker-compose" -f "$work/compose.yaml" --profile "$profile" config --quiet
done

echo "kubernetes"
for version in 1.33 1.37; do
  "$bin/kubernetes-validate" --kubernetes-version "$version" --strict --quiet deploy/kubernetes/*.yaml
done
"$bin/python" tests/deploy/manifests.py

echo "units"
command -v systemd-analyze > /dev/null || {
  root=$(test "$(id -u)" = 0 || echo sudo)
  $root apt-get update --quiet && $root apt-get install --quiet --yes --no-install-recommends systemd
}
# Kaiken is not installed here, and that is what would be found first.
for unit in deploy/*.service deploy/*.timer; do
  sed 's|^ExecStart=/opt/kaiken/bin/kaiken.*|ExecStart=/bin/true|; /^Documentation=/d' "$unit" > "$work/$(basename "$unit")"
done
found=$(systemd-analyze verify "$work"/kaiken*.service "$work"/kaiken*.timer 2>&1 | grep -F "$work" || true)
if [ -n "$found" ]; then
  echo "$found" >&2
  exit 1
fi
# In tenths.
for unit in deploy/*.service; do
  systemd-analyze security --offline=true --threshold=12 --no-pager "$unit" | tail -n 1
done

echo "alert rules"
promtool=$(command -v promtool || true)
if [ -z "$promtool" ]; then
  # Only unpacked: the package would start a server.
  [ -x .venv/prometheus/usr/bin/promtool ] || {
    root=$(test "$(id -u)" = 0 || echo sudo)
    $root apt-get update --quiet=2
    (cd "$work" && apt-get download --quiet=2 prometheus)
    dpkg-deb --extract "$work"/prometheus_*.deb .venv/prometheus
  }
  promtool=.venv/prometheus/usr/bin/promtool
fi
cp deploy/prometheus/kaiken.rules.yaml tests/deploy/kaiken.rules.test.yaml "$work"
"$promtool" check rules "$work/kaiken.rules.yaml"
"$promtool" test rules "$work/kaiken.rules.test.yaml"

echo "dashboard"
# Each expression as a rule, so that promtool reads it.
"$bin/python" tests/deploy/dashboard.py > "$work/dashboard.rules.yaml"
"$promtool" check rules "$work/dashboard.rules.yaml"
