#!/usr/bin/env bash
# Packs this program with all that it needs into one archive that Spark unpacks beside each executor.
#
#     cluster/ship.sh environment.tar.gz           pack, unpack elsewhere, and score an article from there
#
# Then, with the archive where the cluster finds it:
#
#     spark-submit --archives environment.tar.gz#environment \
#         --conf spark.pyspark.python=./environment/bin/python \
#         environment/bin/reliability score s3://desk/articles --engine spark --out s3://desk/scored
#
# Executors need Python of the version that packed, at the same place, and nothing else; the driver needs Java 17 too.
set -euo pipefail
cd "$(dirname "$0")/.."
archive=$(realpath -m "${1:-environment.tar.gz}")
python=${PYTHON:-$(.venv/bin/python -c 'import sys; print(sys._base_executable)')}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

.venv/bin/python -m uv build --quiet --wheel --out-dir "$work/wheel" .
.venv/bin/python -m uv venv --quiet --relocatable --python "$python" "$work/environment"
.venv/bin/python -m uv export --quiet --frozen --no-dev --no-emit-project --no-hashes --extra spark > "$work/needs.txt"
.venv/bin/python -m uv pip install --quiet --link-mode=copy --python "$work/environment/bin/python" \
  --requirements "$work/needs.txt" "$work"/wheel/*.whl
tar -C "$work/environment" -czf "$archive" .

echo "trying it from another folder"
mkdir "$work/elsewhere"
tar -C "$work/elsewhere" -xzf "$archive"
rm -rf "$work/environment"
cd "$work"
printf '{"id":"one","text":"The harbour of Tarnmouth was closed on Monday, harbour master Ada Novak said."}\n' > one.jsonl
env -u PYTHONPATH "$work/elsewhere/bin/reliability" score one.jsonl --out "$work/scored" --quiet
test -f "$work/scored/_SUCCESS"
echo "$archive: $(du -h "$archive" | cut -f1)"
