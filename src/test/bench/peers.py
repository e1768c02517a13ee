#!/usr/bin/env python3
"""Whole processes side by side, in turns on the same files: ours, other tools, and the scripts that a user would write.

    peers.py [--rows N] [--dimension D] [--rounds R]                      two .npy files of N x D float32, which it draws
    peers.py --images REAL SYNTHETIC [--network MODEL.onnx] [--side S]    two folders, real ones by class or not

Prints a table in Markdown: wall, core-seconds and peak memory of the median round, and the scores that came out. Needs a
built target/synthassay.jar, numpy, and for each peer its packages (faiss-cpu, torch, scikit-learn, opencv-python-headless,
onnxruntime); a peer without them is left out by name. Ours computes every score, the others what their name says.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[3]
K = 3


def rows(n, d, seed):
    """Rows that spread in 64 directions of falling strength, with a little noise in every value."""
    import numpy as np

    law = np.random.default_rng(1)
    directions = np.stack([law.standard_normal(d) * 0.4 / np.sqrt(1 + 0.35 * i) for i in range(64)], 1)
    offset = law.standard_normal(d) - 1
    random = np.random.default_rng(seed)
    latent = random.standard_normal((n, 64)) + (0.1 if seed > 2 else 0)
    bent = np.logaddexp(0, offset + latent @ directions.T)
    return (bent + 0.02 * random.standard_normal((n, d))).astype(np.float32)


def by_faiss(real, synthetic):
    """Radii by its exact index, balls by its blockwise distances."""
    import faiss
    import numpy as np

    def radii(x):
        index = faiss.IndexFlatL2(x.shape[1])
        index.add(x)
        return index.search(x, K + 1)[0][:, K]

    r, s = radii(real), radii(synthetic)
    inside, met = np.zeros(len(synthetic), bool), np.zeros(len(real), bool)
    for i in range(0, len(synthetic), 2048):
        squares = faiss.pairwise_distances(synthetic[i:i + 2048], real)
        inside[i:i + 2048] = (squares <= r).any(1)
        met |= (squares <= s[i:i + 2048, None]).any(0)
    return {"precision": inside.mean(), "recall": met.mean()}


def by_cdist(real, synthetic):
    """torch.cdist in batches of 10,000 rows, as torch-fidelity does."""
    import torch

    torch.set_num_threads(os.cpu_count())
    x, y = torch.from_numpy(real), torch.from_numpy(synthetic)

    def radii(of):
        return torch.cat([torch.cdist(b, of).kthvalue(K + 1).values for b in of.split(10000)])

    def covered(of, others, radii_of_others):
        return torch.cat([(torch.cdist(b, others) <= radii_of_others).any(1) for b in of.split(10000)])

    r, s = radii(x), radii(y)
    return {"precision": covered(y, x, r).float().mean().item(), "recall": covered(x, y, s).float().mean().item()}


def by_matrices(real, synthetic):
    """Three whole matrices by scikit-learn, as prdc does."""
    import numpy as np
    from sklearn.metrics import pairwise_distances

    def matrix(a, b):
        return pairwise_distances(a, b, metric="euclidean", n_jobs=os.cpu_count())

    def radii(x):
        return np.partition(matrix(x, x), K, axis=-1)[:, K]

    r, s = radii(real), radii(synthetic)
    across = matrix(real, synthetic)
    return {"precision": (across <= r[:, None]).any(0).mean(), "recall": (across <= s).any(1).mean()}


def fid(real, synthetic):
    import numpy as np

    def root(matrix):
        values, vectors = np.linalg.eigh(matrix)
        return (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T

    x, y = np.cov(real, rowvar=False), np.cov(synthetic, rowvar=False)
    half = root(x)
    trace = np.sqrt(np.maximum(np.linalg.eigvalsh(half @ y @ half), 0)).sum()
    apart = real.mean(0, dtype=np.float64) - synthetic.mean(0, dtype=np.float64)
    return {"fid": apart @ apart + np.trace(x) + np.trace(y) - 2 * trace}


def kid(real, synthetic):
    """100 subsets of 1,000 where sets are larger than 10,000, else all pairs, as ours does."""
    import numpy as np

    def kernel(a, b):
        return (a @ b.T / a.shape[1] + 1.0).astype(np.float64) ** 3

    def estimate(x, y):
        n, m = len(x), len(y)
        inside = [(k.sum() - np.trace(k)) / (len(k) * (len(k) - 1)) for k in (kernel(x, x), kernel(y, y))]
        return sum(inside) - 2 * kernel(x, y).sum() / n / m

    if max(len(real), len(synthetic)) <= 10000:
        return {"kid": estimate(real, synthetic)}
    random = np.random.default_rng(0)
    return {"kid": np.mean([estimate(*(s[random.choice(len(s), 1000, replace=False)] for s in (real, synthetic)))
                            for _ in range(100)])}


def by_script(real, synthetic):
    """What a user would write for these four scores."""
    return {**by_faiss(real, synthetic), **fid(real, synthetic), **kid(real, synthetic)}


def embedded(folder, network, side):
    """Decode, resize, network: every picture of a folder, in batches of 32, as channels x side x side in [-1, 1]."""
    import cv2
    import numpy as np
    import onnxruntime

    session = onnxruntime.InferenceSession(network, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    files = sorted(f for f in Path(folder).rglob("*") if f.suffix.lower() in (".png", ".jpg", ".jpeg"))
    found = []
    for start in range(0, len(files), 32):
        pictures = [cv2.resize(cv2.imread(str(f)), (side, side))[:, :, ::-1] for f in files[start:start + 32]]
        batch = np.stack(pictures).transpose(0, 3, 1, 2).astype(np.float32) / 127.5 - 1
        found.append(session.run(None, {name: batch})[0].reshape(len(batch), -1))
    return np.concatenate(found)


PEERS = {
    "script: faiss IPR, NumPy FID and KID": by_script,
    "faiss, IPR alone": by_faiss,
    "torch.cdist as torch-fidelity, IPR alone": by_cdist,
    "whole matrices as prdc, IPR alone": by_matrices,
    "NumPy, FID alone": fid,
}
SCRIPT = "script: ONNX Runtime over the folders, then the script"


def peer(name, folder, given):
    """Runs in a process of its own; prints the scores as JSON."""
    import numpy as np

    if given.images:
        sets = [embedded(f, given.network, given.side) for f in given.images]
        scores = by_script(*sets)
    else:
        scores = PEERS[name](np.load(f"{folder}/real.npy"), np.load(f"{folder}/synthetic.npy"))
    print(json.dumps({key: float(value) for key, value in scores.items()}))


def ours(folder, given, number):
    source = "images" if given.images else "embeddings"
    files = given.images or [f"{folder}/real.npy", f"{folder}/synthetic.npy"]
    network = f', embedding {{ model = "{Path(given.network).resolve()}" }}' if given.network else ""
    sets = "\n".join(f"  {name} {{ {source} = {json.dumps(str(Path(f).resolve()))} }}"
                     for name, f in zip(("real", "synthetic"), files))
    Path(f"{folder}/audit.conf").write_text(
        f'audit {{ name = "peers", output = "{folder}/run-{number}"{network}\n{sets}\n}}\n')
    return [str(TOP / "deploy/local/synthassay"), "audit", f"{folder}/audit.conf"]


def our_scores(folder, number):
    found = json.loads(Path(f"{folder}/run-{number}/metrics.json").read_text())
    scores = {key: found["manifold"].get(key) for key in ("precision", "recall")}
    scores["fid"] = found["distance"].get("fid")
    scores["kid"] = (found["distance"].get("kid") or {}).get("value")
    return {key: value for key, value in scores.items() if value is not None}


def timed(command):
    """Wall, core-seconds and peak memory of a process with all that it starts, and what it printed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.time()
        process = subprocess.Popen(command, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.time() - start
        out.seek(0), err.seek(0)
        if status != 0:
            last = (err.read().decode().strip().splitlines() or ["it failed"])[-1]
            raise RuntimeError(last)
        return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 2**20, out.read().decode()


def turns(folder, given):
    """Every round runs all contestants once, so that a slow hour is everybody's."""
    names = ["Synthassay, all scores"] + ([SCRIPT] if given.images else list(PEERS))
    runs, left_out = {name: [] for name in names}, {}
    for number in range(given.rounds):
        for name in names:
            if name in left_out:
                continue
            own = name == names[0]
            command = ours(folder, given, number) if own else [
                sys.executable, __file__, "--peer", name, "--folder", folder, *given.passed]
            try:
                wall, core, memory, printed = timed(command)
            except RuntimeError as e:
                left_out[name] = str(e)
                continue
            scores = our_scores(folder, number) if own else json.loads(printed.strip().splitlines()[-1])
            runs[name].append((wall, core, memory, scores))
            print(f"{name}: {wall:.1f} s, {core:.1f} core-s", file=sys.stderr)
    return {name: sorted(found, key=lambda run: run[0])[len(found) // 2] for name, found in runs.items() if found}, left_out


def machine():
    facts = Path("/proc/cpuinfo").read_text() if os.path.exists("/proc/cpuinfo") else ""
    model = next((line.split(":")[1].strip() for line in facts.splitlines() if line.startswith("model name")), "?")
    vectors = "AVX-512" if "avx512f" in facts else "AVX2" if "avx2" in facts else "no AVX2"
    return f"{model}, {vectors}, {os.cpu_count()} cores"


def table(medians, left_out, what):
    def written(scores, key):
        return f"{scores[key]:.5g}" if key in scores else ""

    print(f"{what}; {machine()}\n")
    print("| whole process | wall | core-s | peak memory | precision | recall | FID | KID |")
    print("|---|---|---|---|---|---|---|---|")
    for name, (wall, core, memory, scores) in medians.items():
        values = " | ".join(written(scores, key) for key in ("precision", "recall", "fid", "kid"))
        print(f"| {name} | {wall:.1f} s | {core:.1f} | {memory:.1f} GB | {values} |")
    for name, why in left_out.items():
        print(f"\nNot run: {name} ({why})")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=15738)
    parser.add_argument("--dimension", type=int, default=2048)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--images", nargs=2)
    parser.add_argument("--network")
    parser.add_argument("--side", type=int, default=299)
    parser.add_argument("--peer", help=argparse.SUPPRESS)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.peer:
        return peer(given.peer, given.folder, given)
    if given.images and not given.network:
        parser.error("--images needs --network: the same one for both")
    given.passed = ["--images", *given.images, "--network", given.network, "--side", str(given.side)] if given.images else []
    folder = tempfile.mkdtemp(prefix="peers-")
    try:
        if not given.images:
            import numpy as np

            for name, seed in (("real", 2), ("synthetic", 3)):
                np.save(f"{folder}/{name}.npy", rows(given.rows, given.dimension, seed))
        what = " and ".join(given.images) if given.images else f"{given.rows} x {given.dimension} a set"
        table(*turns(folder, given), what)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
