#!/usr/bin/env python3
"""Exports a network that people use for such audits to ONNX, with the settings that belong to it.

    python3 export.py NAME --out DIR [--weights FILE | --random]

writes DIR/NAME.onnx and DIR/NAME.conf; an audit, or generate, takes both by

    include "DIR/NAME.conf"

Weights come from where they live, through the packages that ship the architecture (see the table
in the README): nothing of them is in this project. --weights names a file that was fetched before,
for a machine without network; --random draws weights, to try the path without any.

Needs: torch >= 1.13 and torchvision; fid-inception: pytorch-fid; dinov2-*: network or torch's hub cache;
medfusion: the package medical_diffusion and what it imports; stylegan2: NVIDIA's stylegan2-ada-pytorch or
stylegan3 on PYTHONPATH. Generators: medfusion writes NAME-denoiser.onnx and NAME-decoder.onnx.
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


def write(network, given, names, output, file):
    """Writes a network for batches of any size; the exporter that traces, where torch has two."""
    tracing = "dynamo" in inspect.signature(torch.onnx.export).parameters
    network.eval()
    with torch.no_grad():
        torch.onnx.export(
            network,
            given,
            str(file),
            input_names=names,
            output_names=[output],
            dynamic_axes={name: {0: "batch"} for name in [*names, output]},
            opset_version=17,
            **({"dynamo": False} if tracing else {}),
        )


def interpolate_nearest(interpolate):
    """"nearest-exact" is not in ONNX's tracing exporter; by whole factors it is "nearest"."""

    def nearest(*args, mode="nearest", **options):
        return interpolate(*args, mode="nearest" if mode == "nearest-exact" else mode, **options)

    return nearest


class MedfusionDenoiser(nn.Module):
    """What is noise, of the class's label; a learned variance is left out."""

    def __init__(self, network, channels):
        super().__init__()
        self.network, self.channels = network, channels

    def forward(self, x_t, t, condition):
        return self.network(x_t, t, condition=condition)[0][:, : self.channels]


class MedfusionDecoder(nn.Module):
    """Latents to a picture."""

    def __init__(self, embedder):
        super().__init__()
        self.embedder = embedder

    def forward(self, z):
        return self.embedder.decode(z)


def medfusion_pipeline(weights, random):
    """Medfusion's pipeline of a checkpoint, or as its training scripts build it."""
    from medical_diffusion.models.embedders import LabelEmbedder, TimeEmbbeding
    from medical_diffusion.models.embedders.latent_embedders import VAE
    from medical_diffusion.models.estimators import UNet
    from medical_diffusion.models.noise_schedulers import GaussianNoiseScheduler
    from medical_diffusion.models.pipelines import DiffusionPipeline

    if weights:
        return DiffusionPipeline.load_from_checkpoint(weights, map_location="cpu")
    if not random:
        raise SystemExit("medfusion: --weights must name its checkpoint")
    pipeline = DiffusionPipeline(
        noise_scheduler=GaussianNoiseScheduler,
        noise_scheduler_kwargs={
            "timesteps": 1000,
            "beta_start": 0.002,
            "beta_end": 0.02,
            "schedule_strategy": "scaled_linear",
        },
        noise_estimator=UNet,
        noise_estimator_kwargs={
            "in_ch": 8,
            "out_ch": 8,
            "spatial_dims": 2,
            "hid_chs": [256, 256, 512, 1024],
            "kernel_sizes": [3, 3, 3, 3],
            "strides": [1, 2, 2, 2],
            "time_embedder": TimeEmbbeding,
            "time_embedder_kwargs": {"emb_dim": 1024},
            "cond_embedder": LabelEmbedder,
            "cond_embedder_kwargs": {"emb_dim": 1024, "num_classes": 2},
            "deep_supervision": False,
            "use_res_block": True,
            "use_attention": "none",
        },
        clip_x0=False,
    )
    pipeline.latent_embedder = VAE(
        emb_channels=8,
        hid_chs=[64, 128, 256, 512],
        kernel_sizes=[3, 3, 3, 3],
        strides=[1, 2, 2, 2],
        deep_supervision=1,
        perceiver=None,
    )
    return pipeline


def medfusion(out, weights, random):
    """Medfusion's denoiser and decoder, its schedule beside them."""
    pipeline = medfusion_pipeline(weights, random).eval()
    if pipeline.use_self_conditioning or pipeline.latent_embedder is None:
        raise SystemExit("medfusion: needs a latent embedder and no self-conditioning")
    network = pipeline.ema_model.averaged_model if pipeline.use_ema else pipeline.noise_estimator
    latents = torch.zeros(2, 8, 32, 32)
    denoiser, decoder = out / "medfusion-denoiser.onnx", out / "medfusion-decoder.onnx"
    given = (latents, torch.tensor([5, 900]), torch.tensor([0, 1]))
    names = ["x_t", "t", "condition"]
    # All of its strides are whole numbers.
    nn.functional.interpolate = interpolate_nearest(nn.functional.interpolate)
    write(MedfusionDenoiser(network, latents.shape[1]), given, names, "eps", denoiser)
    write(MedfusionDecoder(pipeline.latent_embedder), (latents,), ["z"], "image", decoder)
    objectives = {"x_T": "epsilon", "x_0": "sample"}
    return (
        "generate.generator.diffusion {\n"
        f'  denoiser = "{denoiser.resolve()}"\n'
        f'  decoder = "{decoder.resolve()}"\n'
        "  inputs { x = x_t, t = t, class = condition }\n"
        "  shape = [8, 32, 32]\n"
        f"  predicts = {objectives[pipeline.estimator_objective]}\n"
        f"  schedule {{ {medfusion_schedule(pipeline.noise_scheduler)} }}\n"
        "  sampler { method = ddim, steps = 150, grid = two-sided, previous = grid, eta = 1.0"
        f"{', clip = 1' if pipeline.clip_x0 else ''} }}\n"
        "}\n"
        "generate.quantise = truncate\n"
    )


def medfusion_schedule(scheduler):
    """Its law; the betas are kept in float32."""
    betas = scheduler.betas
    if scheduler.schedule_strategy == "cosine":
        return f"cosine {{ steps = {len(betas)} }}"
    law = scheduler.schedule_strategy.replace("_", "-")
    ends = f"start = {betas[0].item():.6g}, end = {betas[-1].item():.6g}"
    return f"{law} {{ {ends}, steps = {len(betas)} }}"


class StyleGan(nn.Module):
    """z, and a class where there are any, to a picture: constant noise, float32, one way of convolving."""

    def __init__(self, generator):
        super().__init__()
        self.generator = generator

    def forward(self, z, c=None):
        label = z.new_zeros((z.shape[0], 0)) if c is None else c
        w = self.generator.mapping(z, label)
        options = {"noise_mode": "const", "force_fp32": True, "fused_modconv": False}
        return self.generator.synthesis(w, **options)


def stylegan2(out, weights, random):
    """The averaged generator of one of NVIDIA's pickles."""
    if weights:
        import legacy

        with open(weights, "rb") as file:
            generator = legacy.load_network_pkl(file)["G_ema"]
    elif random:
        from training.networks import Generator

        generator = Generator(
            z_dim=512,
            c_dim=0,
            w_dim=512,
            img_resolution=512,
            img_channels=3,
            mapping_kwargs={"num_layers": 8},
            synthesis_kwargs={"channel_base": 32768, "channel_max": 512},
        )
    else:
        raise SystemExit("stylegan2: --weights must name a pickle, such as brecahad.pkl")
    file = out / "stylegan2.onnx"
    classes = generator.c_dim
    z = torch.zeros(2, generator.z_dim)
    given = (z, torch.eye(classes)[[0, 0]]) if classes else (z,)
    write(StyleGan(generator.float()), given, ["z", "c"][: len(given)], "image", file)
    return (
        "generate.generator.one-shot {\n"
        f'  network = "{file.resolve()}"\n'
        f"  z {{ size = {generator.z_dim}, law = numpy-randomstate }}\n"
        f"  class = {'one-hot' if classes else 'none'}\n"
        "}\n"
        "generate.quantise = truncate-128\n"
    )


# Networks that draw: each writes its files and gives the settings that belong to them.
GENERATORS = {"medfusion": medfusion, "stylegan2": stylegan2}


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
    parser.add_argument("name", choices=sorted([*NETWORKS, *GENERATORS]))
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("."))
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--weights", help="a file of weights fetched before")
    source.add_argument("--random", action="store_true", help="random weights, to try the path")
    given = parser.parse_args()

    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    conf = given.out / f"{given.name}.conf"
    if given.name in GENERATORS:
        text = GENERATORS[given.name](given.out, given.weights, given.random)
        conf.write_text(f"# {given.name}, as deploy/models/export.py wrote it.\n{text}")
        print(f"settings in {conf}")
        return
    build, side, resize, normalise, values = NETWORKS[given.name]
    file = given.out / f"{given.name}.onnx"
    for old in given.out.glob(file.name + "*"):
        old.unlink()
    dimension = export(given.name, build(given.weights, given.random), side, file)
    if dimension != values:
        raise SystemExit(f"{given.name}: must give {values} values an image, gives {dimension}")
    conf.write_text(settings(given.name, file, side, resize, normalise))
    print(f"{file}: {dimension} values an image; settings in {conf}")


if __name__ == "__main__":
    main()
