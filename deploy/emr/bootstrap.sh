#!/usr/bin/env bash
# Bootstrap action of an EMR 7 node: lets YARN hand out GPUs and brings what ONNX Runtime needs on them.
#   bootstrap.sh s3://BUCKET/code        where onnxruntime_gpu.jar lies
set -euo pipefail
code=${1:?"usage: bootstrap.sh s3://BUCKET/code"}

# YARN isolates GPUs through control groups of version 1, which Amazon Linux 2023 does not mount.
sudo mkdir -p /spark-rapids-cgroup/devices
sudo mount -t cgroup -o devices cgroupv1-devices /spark-rapids-cgroup/devices
sudo chmod -R a+rwx /spark-rapids-cgroup

# 0x10de is NVIDIA; the driver's node has none, and is done.
grep -q 0x10de /sys/bus/pci/devices/*/vendor || exit 0

sudo dnf config-manager --add-repo \
  https://developer.download.nvidia.com/compute/cuda/repos/amzn2023/x86_64/cuda-amzn2023.repo
sudo dnf install -y cuda-libraries-12-8 libcudnn9-cuda-12

# Spark's folder may not be there yet; its package keeps what it finds. A jar here comes before the application's.
sudo mkdir -p /usr/lib/spark/jars
sudo aws s3 cp --only-show-errors "$code/onnxruntime_gpu.jar" /usr/lib/spark/jars/onnxruntime_gpu.jar
sudo chmod a+r /usr/lib/spark/jars/onnxruntime_gpu.jar
