"""Checks, with PyTorch and the onnx package, what exportcheck has written.

    python3 check.py FOLDER [FASHION-MNIST]

Prints a line a case, and exits with 1 if a difference is too large. The second
folder is where the scripts read the images from; else it is FOLDER/data.
"""

import csv
import hashlib
import importlib.util
import io
import itertools
import json
import pathlib
import struct
import subprocess
import sys

import numpy
import onnx
import torch

# The tolerance of a loss in the recorded trajectories that core/train replays.
LOSS = 5e-6
PROBABILITY = 1e-5


def import_script(path):
    spec = importlib.util.spec_from_file_location("exported", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_safetensors(path):
    """By the format's description: https://github.com/huggingface/safetensors."""
    content = path.read_bytes()
    (length,) = struct.unpack_from("<Q", content)
    header = json.loads(content[8 : 8 + length])
    data = content[8 + length :]
    metadata = header.pop("__metadata__")
    types = {"F32": torch.float32, "I64": torch.int64}
    tensors = {}
    for name, h in header.items():
        begin, end = h["data_offsets"]
        values = torch.frombuffer(bytearray(data[begin:end]), dtype=types[h["dtype"]])
        tensors[name] = values.view(h["shape"])
    return tensors, metadata


def check_safetensors(case, script):
    """Returns the largest difference between PyTorch's probabilities and ours."""
    tensors, metadata = read_safetensors(case / "model.safetensors")
    model = script.build_model()
    model.load_state_dict(tensors, strict=True)
    for name, value in model.state_dict().items():
        assert value.dtype == tensors[name].dtype, name
    digest = hashlib.sha256()
    for parameter in model.parameters():
        digest.update(parameter.detach().numpy().astype("<f4").tobytes())
    assert digest.hexdigest() == metadata["parameters_sha256"], "SHA-256 of the parameters"
    model.eval()
    return model


def probabilities(case, script, model, images):
    expected = torch.from_numpy(numpy.fromfile(case / "probabilities.f32", dtype="<f4")).view(-1, 10)
    with torch.no_grad():
        got = torch.softmax(model(script.pixels(images[: len(expected)])), 1)
    return (got - expected).abs().max().item()


def check_onnx(case):
    model = onnx.load(case / "model.onnx")
    onnx.checker.check_model(model, full_check=True)
    shapes = [[d.dim_value or d.dim_param for d in v.type.tensor_type.shape.dim] for v in (model.graph.input[0], model.graph.output[0])]
    assert shapes == [["N", 28, 28], ["N", 10]], shapes


def losses(script, images, labels, count, double):
    """The losses of the first batches, as the script trains."""
    training, _ = script.split(labels.tolist())
    model = script.build_model()
    script.load_initial_weights(model)
    pixels = script.pixels
    if double:
        model.double()
        script.pixels = lambda images: pixels(images).double()
    optimizer = script.build_optimizer(model)
    schedule = script.build_schedule(optimizer, len(script.batches_of(training, script.BATCH_SIZE)))
    shuffle = script.Stream(script.SEED, "shuffle")
    found = []
    while len(found) < count:
        order = list(training)
        shuffle.shuffle(order)
        batches = script.train_epoch(model, optimizer, schedule, images, labels, order)
        found += [loss for loss, _, _ in itertools.islice(batches, count - len(found))]
    script.pixels = pixels
    return numpy.array(found)


def check_curve(case, folder):
    """Runs the script as people do; returns the largest difference from our
    curve."""
    out = subprocess.run([sys.executable, case / "train.py", folder], check=True, capture_output=True, text=True).stdout
    got = list(csv.DictReader(io.StringIO(out)))
    want = list(csv.DictReader(io.StringIO((case / "curves.csv").read_text())))
    assert len(got) == len(want) > 0 and list(got[0]) == list(want[0])
    worst = 0.0
    for g, w in zip(got, want):
        assert g["run"] == w["run"] and g["epoch"] == w["epoch"]
        assert abs(float(g["learning_rate"]) / float(w["learning_rate"]) - 1) < 1e-9
        worst = max(worst, abs(float(g["training_loss"]) - float(w["training_loss"])))
    return worst


def main():
    root = pathlib.Path(sys.argv[1])
    folder = sys.argv[2] if len(sys.argv) > 2 else root / "data"
    for case in sorted((root / "cases").iterdir()):
        script = import_script(case / "train.py")
        images, labels = script.read_training(folder)
        test, _ = script.read_pair(folder, "t10k")
        model = check_safetensors(case, script)
        check_onnx(case)
        p = probabilities(case, script, model, test)
        want = numpy.array(json.loads((case / "expected.json").read_text())["losses"])
        single = losses(script, images, labels, len(want), False)
        double = losses(script, images, labels, len(want), True)
        print(f"{case.name:20} prob {p:.1e}  ours-torch {abs(want-single).max():.1e}  ours-f64 {abs(want-double).max():.1e} torch-f64 {abs(single-double).max():.1e}  curve {check_curve(case, folder):.1e}", flush=True)


if __name__ == "__main__":
    main()
