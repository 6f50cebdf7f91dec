#!/bin/sh
# docs/recipes/slurm.sh on a Slurm of one node that this starts and ends. Usage: tests/recipes/slurm.sh PROGRAM-FOLDER SOURCE-FOLDER
set -u
for tool in slurmctld slurmd sbatch squeue munged; do
  command -v $tool >/dev/null 2>&1 || [ -x /usr/sbin/$tool ] || { echo "SKIPPED: $tool is not installed (packages slurmctld slurmd slurm-client munge)"; exit 77; }
done
[ "$(id -u)" = 0 ] || { echo "SKIPPED: only root can start a Slurm"; exit 77; }
PATH="$(cd "$1" && pwd):$PATH:/usr/sbin"
export PATH
source=$(cd "$2" && pwd)
work=$(mktemp -d)
daemons=""
finish() {
  [ -z "$daemons" ] || kill $daemons 2>/dev/null
  wait 2>/dev/null
  rm -rf "$work"
}
trap finish EXIT
cd "$work" || exit 2
mkdir state spool
head -c 1024 /dev/urandom >munge.key && chmod 600 munge.key
chmod 755 "$work"
munged --foreground --force --socket="$work/munge.socket" --key-file="$work/munge.key" --pid-file="$work/munge.pid" --seed-file="$work/munge.seed" --log-file="$work/munge.log" 2>/dev/null &
daemons="$daemons $!"
port=$((20000 + $$ % 20000))
cat >slurm.conf <<EOT
ClusterName=one
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmUser=root
SlurmctldPort=$port
SlurmdPort=$((port + 1))
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
CredType=cred/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
ReturnToService=2
MailProg=/bin/true
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP OverSubscribe=YES
EOT
export SLURM_CONF="$work/slurm.conf"
until [ -S munge.socket ]; do sleep 0.1; done
slurmctld -D -f slurm.conf >slurmctld.log 2>&1 &
daemons="$daemons $!"
slurmd -D -f slurm.conf -N "$(hostname -s)" >slurmd.log 2>&1 &
daemons="$daemons $!"
tries=0
until sinfo -h -o %T 2>/dev/null | grep -q 'idle\|mixed'; do
  tries=$((tries + 1))
  [ $tries -lt 300 ] || { echo "SKIPPED: this machine cannot run a Slurm:"; tail -n 3 slurmctld.log slurmd.log; exit 77; }
  sleep 0.1
done

sh "$source/tests/recipes/archive.sh" in
jiaokan build in -o whole >/dev/null 2>&1
sh "$source/docs/recipes/slurm.sh" "$work/in" "$work/out" 3 --output="$work/log-%a" >submitted || { echo "FAILED: nothing was submitted"; exit 1; }
tries=0
while [ -n "$(squeue -h)" ]; do
  tries=$((tries + 1))
  [ $tries -lt 900 ] || { echo "FAILED: the jobs do not end"; squeue; tail -n 5 slurmctld.log slurmd.log; exit 1; }
  sleep 0.1
done
diff -r whole out || { echo "FAILED: the joined shards are not what one run gives"; cat log-* slurm-*.out 2>/dev/null | tail -n 20; exit 1; }
echo "slurm: in order"
