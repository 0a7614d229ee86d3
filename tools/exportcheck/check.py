"""Checks with PyTorch, and with the onnx package's checker, what exportcheck has
written.

    python3 check.py FOLDER DATA

DATA has the four files of Fashion-MNIST. Prints a line a check, and exits with 1
if one fails.
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

LOSS = 5e-6  # the tolerance of every loss in the trajectories that core/train replays
PROBABILITY = 1e-5


def import_script(path):
    spec = importlib.util.spec_from_file_location("exported", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_safetensors(path):
    """As https://github.com/huggingface/safetensors#format has it."""
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


def check_safetensors(case, script, images):
    """The state loads, is the same to the bit, and says the same of images."""
    tensors, metadata = read_safetensors(case / "model.safetensors")
    model = script.build_model()
    model.load_state_dict(tensors, strict=True)
    for name, value in model.state_dict().items():
        assert value.dtype == tensors[name].dtype and torch.equal(value, tensors[name]), name
    digest = hashlib.sha256()
    for parameter in model.parameters():
        digest.update(parameter.detach().numpy().astype("<f4").tobytes())
    assert digest.hexdigest() == metadata["parameters_sha256"], "SHA-256 of the parameters"
    model.eval()
    want = torch.from_numpy(numpy.fromfile(case / "probabilities.f32", dtype="<f4")).view(-1, 10)
    with torch.no_grad():
        got = torch.softmax(model(script.pixels(images[: len(want)])), 1)
    return f"safetensors loads strictly, same bits; probabilities of {len(want)} images", (got - want).abs().max().item(), PROBABILITY


def check_onnx(case):
    model = onnx.load(case / "model.onnx")
    onnx.checker.check_model(model, full_check=True)
    ends = model.graph.input[0], model.graph.output[0]
    shapes = [[d.dim_value or d.dim_param for d in end.type.tensor_type.shape.dim] for end in ends]
    assert shapes == [["N", 28, 28], ["N", 10]], shapes
    return "ONNX passes the checker", 0.0, 0.0


def script_losses(script, images, labels, count, double):
    """The losses of the first batches, as the script trains."""
    training, _ = script.split(labels.tolist())
    model = script.build_model()
    script.load_initial_weights(model)
    pixels = script.pixels
    if double:
        model.double()
        script.pixels = lambda images: pixels(images).double()
    batches = itertools.chain.from_iterable(script.epochs(model, images, labels, training))
    losses = [loss for loss, _, _ in itertools.islice(batches, count)]
    script.pixels = pixels
    return numpy.array(losses)


def check_losses(case, script, images, labels):
    expected = json.loads((case / "expected.json").read_text())
    want = numpy.array(expected["losses"])
    assert len(want) == 100
    got = script_losses(script, images, labels, len(want), expected["double"])
    kind = "float64" if expected["double"] else "float32"
    return f"losses of {len(want)} batches in {kind}", abs(got - want).max(), LOSS


def check_curve(case, data):
    """Runs the script as people do."""
    command = [sys.executable, case / "train.py", data]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    got = list(csv.DictReader(io.StringIO(out)))
    want = list(csv.DictReader(io.StringIO((case / "curves.csv").read_text())))
    assert len(got) == len(want) > 0 and list(got[0]) == list(want[0]), "columns"
    for g, w in zip(got, want):
        assert g["run"] == w["run"] and g["epoch"] == w["epoch"]
        assert abs(float(g["learning_rate"]) / float(w["learning_rate"]) - 1) < 1e-9, "learning rate"
    worst = max(abs(float(g["training_loss"]) - float(w["training_loss"])) for g, w in zip(got, want))
    if json.loads((case / "expected.json").read_text())["double"]:
        return "train.py runs and prints the columns", 0.0, 0.0
    return "train.py's training loss of every epoch", worst, LOSS


def main():
    root, data = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    failed = False
    for case in sorted((root / "cases").iterdir()):
        script = import_script(case / "train.py")
        images, labels = script.read_training(data)
        test, _ = script.read_pair(data, "t10k")
        for what, difference, tolerance in (
            check_safetensors(case, script, test),
            check_onnx(case),
            check_losses(case, script, images, labels),
            check_curve(case, data),
        ):
            ok = difference <= tolerance
            failed |= not ok
            within = f": within {difference:.1e}, at most {tolerance:.0e} allowed" if tolerance else ""
            print(f"{'ok  ' if ok else 'FAIL'}  {case.name:24} {what}{within}", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
