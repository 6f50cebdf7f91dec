#!/bin/sh
# An archive over the nodes of a Slurm cluster: a job array whose tasks make a shard each, and a job that joins them.
# Usage: docs/recipes/slurm.sh INPUT OUTPUT SHARDS [sbatch options, e.g. --cpus-per-task=8 --partition=night]
# The folders and the program must be the same on every node. Run it again after a failure: what is done is not made again.
set -eu
input=$1 output=$2 shards=$3
shift 3
# Status 1 says that articles have errors; the list tells which, so it is no failure of the task.
array=$(sbatch --parsable --job-name=jiaokan --array="1-$shards" "$@" <<EOT
#!/bin/sh
jiaokan build "$input" -o "$output" --jobs "\${SLURM_CPUS_PER_TASK:-1}" --shard "\$SLURM_ARRAY_TASK_ID/$shards" || [ \$? = 1 ]
EOT
)
# Runs when all tasks have ended; jiaokan join itself says when one did not do its work.
sbatch --parsable --job-name=jiaokan-join --dependency="afterany:$array" <<EOT
#!/bin/sh
jiaokan join "$output" || [ \$? = 1 ]
EOT
