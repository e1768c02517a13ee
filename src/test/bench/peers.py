#!/usr/bin/env python3
"""What other tools take for the same comparison: improved precision and recall, k = 3, of N x d float32 rows.

    peers.py [ROWS [DIMENSION]]     needs numpy, faiss, torch, scikit-learn; prints seconds, core-seconds, peak memory

faiss: radii by its exact index, balls by its blockwise distances. cdist: torch.cdist in batches of 10,000 rows, as
torch-fidelity does. matrices: three whole matrices by scikit-learn, as prdc does. Each runs in a process of its own.
"""
import os
import resource
import subprocess
import sys
import time

import numpy as np

K = 3


def rows(n, d, seed):
    """Rows that spread in 64 directions of falling strength, with a little noise in every value."""
    law = np.random.default_rng(1)
    directions = np.stack([law.standard_normal(d) * 0.4 / np.sqrt(1 + 0.35 * i) for i in range(64)], 1)
    offset = law.standard_normal(d) - 1
    random = np.random.default_rng(seed)
    latent = random.standard_normal((n, 64)) + (0.1 if seed > 2 else 0)
    bent = np.logaddexp(0, offset + latent @ directions.T)
    return (bent + 0.02 * random.standard_normal((n, d))).astype(np.float32)


def by_faiss(real, synthetic):
    import faiss

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
    return inside.mean(), met.mean()


def by_cdist(real, synthetic):
    import torch

    torch.set_num_threads(os.cpu_count())
    x, y = torch.from_numpy(real), torch.from_numpy(synthetic)

    def radii(rows):
        return torch.cat([torch.cdist(b, rows).kthvalue(K + 1).values for b in rows.split(10000)])

    def covered(rows, others, radii_of_others):
        return torch.cat([(torch.cdist(b, others) <= radii_of_others).any(1) for b in rows.split(10000)])

    r, s = radii(x), radii(y)
    return covered(y, x, r).float().mean().item(), covered(x, y, s).float().mean().item()


def by_matrices(real, synthetic):
    from sklearn.metrics import pairwise_distances

    def matrix(a, b):
        return pairwise_distances(a, b, metric="euclidean", n_jobs=os.cpu_count())

    def radii(x):
        return np.partition(matrix(x, x), K, axis=-1)[:, K]

    r, s = radii(real), radii(synthetic)
    across = matrix(real, synthetic)
    return (across <= r[:, None]).any(0).mean(), (across <= s).any(1).mean()


PEERS = {"faiss": by_faiss, "cdist": by_cdist, "matrices": by_matrices}


def measure(name, n, d):
    real, synthetic = rows(n, d, 2), rows(n, d, 3)
    PEERS[name](real[:500], synthetic[:500])
    wall, cpu = time.time(), time.process_time()
    precision, recall = PEERS[name](real, synthetic)
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print("%-9s %6.1f s %7.1f core-s  peak %5.1f GB  precision %.4f recall %.4f" % (
        name, time.time() - wall, time.process_time() - cpu, max(u.ru_maxrss for u in usage) / 2**20, precision, recall))


if __name__ == "__main__":
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 15738
    d = int(sys.argv[2]) if len(sys.argv) > 2 else 2048
    if len(sys.argv) > 3:
        measure(sys.argv[3], n, d)
    else:
        for peer in PEERS:
            subprocess.run([sys.executable, __file__, str(n), str(d), peer], check=True)
