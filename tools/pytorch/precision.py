"""Trains recipes in PyTorch in float32 and in float64, and prints their losses.

    python3 precision.py FOLDER IMAGES

FOLDER has an exported script for each recipe, IMAGES the four files of
Fashion-MNIST. Prints a line of JSON a script: its name, and for each precision
the training and the validation loss of every epoch, up to one in which a loss
was not a number.
"""

import importlib.util
import json
import math
import pathlib
import sys

import torch


def import_script(path):
    spec = importlib.util.spec_from_file_location("exported", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def losses(script, images, labels, double):
    """As the script's main does it."""
    training, validation = script.split(labels.tolist())
    model = script.build_model()
    script.load_initial_weights(model)
    pixels = script.pixels
    if double:
        model.double()
        script.pixels = lambda images: pixels(images).double()
    curve = []
    for batches in script.epochs(model, images, labels, training):
        total = sum(loss * size for loss, size, _ in batches)
        loss, _, _ = script.evaluate(model, images, labels, validation, script.VALIDATION_BATCH_SIZE)
        if not math.isfinite(total) or not math.isfinite(loss):
            break
        curve.append([total / len(training), loss])
    script.pixels = pixels
    return curve


def main():
    folder, data = pathlib.Path(sys.argv[1]), sys.argv[2]
    torch.set_num_threads(1)
    images = labels = order = None
    for path in sorted(folder.glob("*.py")):
        script = import_script(path)
        if order is None:
            images, labels = script.read_pair(data, "train")
            order = script.interleave(labels.tolist())
        first = order[: script.TRAINING_IMAGES]
        single, double = (losses(script, images[first], labels[first], d) for d in (False, True))
        print(json.dumps({"name": path.stem, "single": single, "double": double}), flush=True)


if __name__ == "__main__":
    main()
