#!/usr/bin/env python3
"""Exports a network that people use for such audits to ONNX, with the settings that belong to it.

    python3 export.py NAME --out DIR [--weights FILE | --random]

writes DIR/NAME.onnx and DIR/NAME.conf; an audit takes both by

    include file("DIR/NAME.conf")

Weights come from where they live, through the packages that ship the architecture (see the table
in the README): nothing of them is in this project. --weights names a file that was fetched before,
for a machine without network; --random draws weights, to try the path without any.

Needs: torch >= 1.13 and torchvision; fid-inception: pytorch-fid; dinov2-*: network or torch's hub cache.
"""

import argparse
import hashlib
import inspect
import pathlib

import torch
from torch import nn


class Pooled(nn.Module):
    """The mean over height and width of a module's output."""

    def __init__(self, features):
        super().__init__()
        self.features = features

    def forward(self, images):
        maps = self.features(images)
        return maps.mean(dim=(2, 3)) if maps.dim() == 4 else maps


def load(model, weights):
    """Reads a state dict into a model, however it was wrapped."""
    if weights:
        state = torch.load(weights, map_location="cpu")
        state = state.get("state_dict", state) if isinstance(state, dict) else state.state_dict()
        model.load_state_dict({key.removeprefix("module."): value for key, value in state.items()})
    return model


def torchvision_model(name, weights, random, **options):
    """An architecture of torchvision with its own ImageNet weights, a file's, or random ones."""
    import torchvision

    builder = getattr(torchvision.models, name)
    own = "IMAGENET1K_V1" if not weights and not random else None
    return load(builder(weights=own, **options), weights)


# The last layers of the blocks of Inception-v3, as torchvision names them.
TAPS = ["maxpool1", "maxpool2", "Mixed_6e", "Mixed_7c"]


def until(network, last):
    """The layers of a network up to one, without those that only training uses."""
    layers = nn.Sequential()
    for name, layer in network.named_children():
        if name != "AuxLogits":
            layers.append(layer)
        if name == last:
            return layers
    raise ValueError(f"no layer {last}")


def fid_inception(weights, random, block=3):
    """Inception-v3 of 2015 as published FIDs use it; block 0..3: 64, 192, 768 or 2048 values."""
    if random:
        # torchvision's is the same but for pooling inside some blocks: enough to try the path.
        return Pooled(until(torchvision_inception(weights, random), TAPS[block]))
    from pytorch_fid import inception

    if weights:
        # The package takes its weights from torch's hub cache; ours stand in for that download.
        inception.load_state_dict_from_url = lambda *_, **__: torch.load(weights, map_location="cpu")
    network = inception.InceptionV3([block], resize_input=False, normalize_input=False)
    return Pooled(nn.Sequential(network, First()))


class First(nn.Module):
    """The first of several outputs."""

    def forward(self, outputs):
        return outputs[0]


def torchvision_inception(weights, random):
    """Inception-v3 of torchvision, mean of the last maps: 2048 values."""
    options = {"init_weights": True} if random else {}
    network = torchvision_model("inception_v3", weights, random, **options)
    # Its weights were trained on -1..1: the network itself turns ImageNet's normalisation into that.
    network.transform_input = True
    network.fc = nn.Identity()
    return network


def vgg16_fc2(weights, random):
    """VGG-16 after its second fully connected layer and its ReLU: 4096 values."""
    network = torchvision_model("vgg16", weights, random)
    network.classifier = network.classifier[:5]
    return network


def dinov2(size):
    """The class token of DINOv2: 384 (s), 768 (b) or 1024 (l) values."""

    def build(weights, random):
        network = torch.hub.load(
            "facebookresearch/dinov2", f"dinov2_vit{size}14", pretrained=not weights and not random
        )
        return load(network, weights)

    return build


def radimagenet_resnet50(weights, random):
    """ResNet-50 trained on radiological images, mean of the last maps: 2048 values."""
    network = torchvision_model("resnet50", None, True)
    layers = list(network.children())[:-2]
    backbone = nn.Sequential(*layers)
    if not random:
        if not weights:
            raise SystemExit("radimagenet-resnet50: --weights must name the file its authors sent")
        state = torch.load(weights, map_location="cpu")
        state = state.get("state_dict", state)
        state = {key.split("backbone.", 1)[-1]: value for key, value in state.items()}
        backbone.load_state_dict(state)
    return Pooled(backbone)


# name: how it is built, pixels a side, resize, normalise, values
NETWORKS = {
    "fid-inception": (fid_inception, 299, "tf1", "fid", 2048),
    "fid-inception-64": (lambda w, r: fid_inception(w, r, 0), 299, "tf1", "fid", 64),
    "fid-inception-192": (lambda w, r: fid_inception(w, r, 1), 299, "tf1", "fid", 192),
    "fid-inception-768": (lambda w, r: fid_inception(w, r, 2), 299, "tf1", "fid", 768),
    "torchvision-inception": (torchvision_inception, 299, "clean", "imagenet", 2048),
    "vgg16-fc2": (vgg16_fc2, 224, "clean", "imagenet", 4096),
    "dinov2-s": (dinov2("s"), 224, "clean", "imagenet", 384),
    "dinov2-b": (dinov2("b"), 224, "clean", "imagenet", 768),
    "dinov2-l": (dinov2("l"), 224, "clean", "imagenet", 1024),
    # Its authors scale to -1..1 by 127.5, "fid" does by 128: 0.4 % of the range apart.
    "radimagenet-resnet50": (radimagenet_resnet50, 224, "clean", "fid", 2048),
}


def export(name, network, side, file):
    """Writes the network for batches of any size; returns the number of values an image."""
    network.eval()
    images = torch.zeros(2, 3, side, side)
    with torch.no_grad():
        rows = network(images)
        if rows.dim() != 2 or rows.shape[0] != 2:
            raise SystemExit(f"{name}: must give a row an image, gives {tuple(rows.shape)}")
        torch.onnx.export(
            network,
            images,
            str(file),
            input_names=["images"],
            output_names=["features"],
            dynamic_axes={"images": {0: "batch"}, "features": {0: "batch"}},
            **one_file(),
        )
    return rows.shape[1]


def one_file():
    """Newer exporters write weights into a file of their own, and do not convert to older opsets."""
    newer = "external_data" in inspect.signature(torch.onnx.export).parameters
    return {"external_data": False, "opset_version": 18} if newer else {"opset_version": 16}


def sha256(file):
    """Of the network's file and of those with its weights behind it, by name, as an audit has it."""
    digest = hashlib.sha256(file.read_bytes())
    for weights in sorted(file.parent.glob(file.name + ".data*")):
        digest.update(weights.read_bytes())
    return digest.hexdigest()


def settings(name, file, side, resize, normalise):
    """The audit's settings for this file, its SHA-256 included."""
    return (
        f"# {name}, as deploy/models/export.py wrote it.\n"
        "audit.embedding {\n"
        f'  model = "{file.resolve()}"\n'
        f"  side = {side}\n"
        f"  resize = {resize}\n"
        f"  normalise = {normalise}\n"
        f"  sha256 = {sha256(file)}\n"
        "}\n"
    )


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name", choices=sorted(NETWORKS))
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("."))
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--weights", help="a file of weights fetched before")
    source.add_argument("--random", action="store_true", help="random weights, to try the path")
    given = parser.parse_args()

    build, side, resize, normalise, values = NETWORKS[given.name]
    given.out.mkdir(parents=True, exist_ok=True)
    file = given.out / f"{given.name}.onnx"
    for old in given.out.glob(file.name + "*"):
        old.unlink()
    torch.manual_seed(1)
    dimension = export(given.name, build(given.weights, given.random), side, file)
    if dimension != values:
        raise SystemExit(f"{given.name}: must give {values} values an image, gives {dimension}")
    conf = given.out / f"{given.name}.conf"
    conf.write_text(settings(given.name, file, side, resize, normalise))
    print(f"{file}: {dimension} values an image; settings in {conf}")


if __name__ == "__main__":
    main()
