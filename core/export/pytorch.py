"""Trains a recipe of Atelier's in PyTorch: the same network from the same
initial weights, on the same images in the same order.

    python3 train.py FOLDER > curves.csv

FOLDER holds the four files of Fashion-MNIST, gzipped or not. One line of CSV an
epoch goes to standard output, the test results go to standard error. The losses
differ from Atelier's by roundings, which grow from batch to batch.

Needs PyTorch, 1.13 or later, and nothing else.
"""
__NOTES__
import argparse
import base64
import csv
import gzip
import hashlib
import itertools
import math
import pathlib
import statistics
import sys
import warnings

import torch
from torch import nn
from torch.optim import lr_scheduler

# SequentialLR itself does what this warning is about.
warnings.filterwarnings("ignore", message="The epoch parameter")

NAME = __NAME__
SEED = __SEED__
BATCH_SIZE = __BATCH_SIZE__
EPOCHS = __EPOCHS__
PATIENCE = __PATIENCE__  # epochs without a lower validation loss; 0 is for ever
TRAINING_IMAGES = __TRAINING_IMAGES__  # before the split
VALIDATION_SHARE = __VALIDATION_SHARE__
VALIDATION_BATCH_SIZE = __VALIDATION_BATCH_SIZE__
TEST_BATCH_SIZE = __TEST_BATCH_SIZE__
SCHEDULE_EVERY = __SCHEDULE_EVERY__
COLUMNS = __COLUMNS__


def build_model():
    return nn.Sequential(
__LAYERS__    )


def build_optimizer(model):
    return __OPTIMIZER__


def build_schedule(optimizer, batches):
    """batches is how many an epoch has."""
__SCHEDULE__

def pixels(images):
    """What the network takes for bytes [B, 784]."""
    return images.float().div(255).sub(__MEAN__).div(__DEVIATION__)


def train_epoch(model, optimizer, schedule, images, labels, order):
    """Trains on the images in that order, and yields, after each batch, its
    mean loss before the update, its size and the learning rate used."""
    criterion = nn.CrossEntropyLoss(label_smoothing=__LABEL_SMOOTHING__)
    model.train()
    for batch in batches_of(order, BATCH_SIZE):
        loss = criterion(model(pixels(images[batch])), labels[batch])
        optimizer.zero_grad()
        loss.backward()
__CLIPPING__        optimizer.step()
        yield loss.item(), len(batch), schedule.get_last_lr()[0]
        if SCHEDULE_EVERY == "batch":
            schedule.step()
    if SCHEDULE_EVERY == "epoch":
        schedule.step()


def epochs(model, images, labels, training):
    """Trains on the images of those indices, in the recipe's order, and yields
    for each epoch what train_epoch does."""
    optimizer = build_optimizer(model)
    schedule = build_schedule(optimizer, len(batches_of(training, BATCH_SIZE)))
    shuffle = Stream(SEED, "shuffle")
    for _ in range(EPOCHS):
        order = list(training)
        shuffle.shuffle(order)
        yield train_epoch(model, optimizer, schedule, images, labels, order)


@torch.no_grad()
def evaluate(model, images, labels, indices, size):
    """Returns the mean loss, the accuracy, and its deviation over batches."""
    model.eval()
    loss, right, accuracies = 0.0, 0, []
    for batch in batches_of(indices, size):
        logits = model(pixels(images[batch]))
        loss += nn.functional.cross_entropy(logits, labels[batch], reduction="sum").item()
        hits = (logits.argmax(1) == labels[batch]).sum().item()
        right += hits
        accuracies.append(hits / len(batch))
    deviation = statistics.stdev(accuracies) if len(accuracies) > 1 else 0.0
    return loss / len(indices), right / len(indices), deviation


def batches_of(indices, size):
    return [indices[i : i + size] for i in range(0, len(indices), size)]


class Stream:
    """A named random stream: PCG-DXSM (O'Neill 2014), seeded by SHA-256."""

    MASK = 2**64 - 1

    def __init__(self, seed, name):
        digest = hashlib.sha256(seed.to_bytes(8, "little") + name.encode()).digest()
        high, low = (int.from_bytes(digest[i : i + 8], "little") for i in (0, 8))
        self.state = high << 64 | low

    def uint64(self):
        multiplier = 2549297995355413924 << 64 | 4865540595714422341
        increment = 6364136223846793005 << 64 | 1442695040888963407
        self.state = (self.state * multiplier + increment) % 2**128
        high, low = self.state >> 64, self.state & self.MASK
        high ^= high >> 32
        high = high * 0xDA942042E4DD58B5 & self.MASK
        high ^= high >> 48
        return high * (low | 1) & self.MASK

    def below(self, n):
        """A uniform number from 0 to n-1 (Lemire 2019)."""
        product = self.uint64() * n
        while product & self.MASK < 2**64 % n:
            product = self.uint64() * n
        return product >> 64

    def shuffle(self, items):
        for i in range(len(items) - 1, 0, -1):
            j = self.below(i + 1)
            items[i], items[j] = items[j], items[i]


def by_class(labels):
    return [[i for i, label in enumerate(labels) if label == c] for c in range(10)]


def interleave(labels):
    """The order in which the n-th images of all classes stand together."""
    rounds = itertools.zip_longest(*by_class(labels))
    return [i for group in rounds for i in group if i is not None]


def split(labels):
    """Indices for training and for validation, of which each class gives its
    share: those with the largest remainders one more than the others."""
    stream = Stream(SEED, "split")
    classes = by_class(labels)
    exact = [VALIDATION_SHARE * len(c) for c in classes]
    take = [int(e) for e in exact]
    missing = math.floor(VALIDATION_SHARE * len(labels) + 0.5) - sum(take)
    remainders = sorted(range(10), key=lambda c: take[c] - exact[c])
    for c in remainders[:missing]:
        take[c] += 1
    training, validation = [], []
    for c, n in zip(classes, take):
        stream.shuffle(c)
        validation += c[:n]
        training += c[n:]
    return sorted(training), sorted(validation)


def read(folder, name, header):
    """The bytes of a published file behind its header."""
    path = pathlib.Path(folder) / name
    if path.exists():
        content = path.read_bytes()
    else:
        content = gzip.decompress(path.with_name(name + ".gz").read_bytes())
    return torch.frombuffer(bytearray(content[header:]), dtype=torch.uint8)


def read_pair(folder, prefix):
    images = read(folder, prefix + "-images-idx3-ubyte", 16).view(-1, 784)
    labels = read(folder, prefix + "-labels-idx1-ubyte", 8).long()
    return images, labels


def read_training(folder):
    """The recipe's training images and labels, before the split."""
    images, labels = read_pair(folder, "train")
    order = interleave(labels.tolist())[:TRAINING_IMAGES]
    return images[order], labels[order]


@torch.no_grad()
def load_initial_weights(model):
    values = torch.frombuffer(bytearray(base64.b64decode(WEIGHTS)), dtype=torch.float32)
    for parameter in model.parameters():
        parameter.copy_(values[: parameter.numel()].view_as(parameter))
        values = values[parameter.numel() :]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="of the four files of Fashion-MNIST")
    folder = parser.parse_args().folder
    images, labels = read_training(folder)
    training, validation = split(labels.tolist())
    torch.manual_seed(SEED)  # of dropout, if there is any
    model = build_model()
    load_initial_weights(model)

    curve = csv.writer(sys.stdout, lineterminator="\n")
    curve.writerow(COLUMNS)
    lowest, waited = math.inf, 0
    for epoch, batches in enumerate(epochs(model, images, labels, training), 1):
        total = 0.0
        for loss, size, rate in batches:
            if not math.isfinite(loss):
                sys.exit(f"The run diverged in epoch {epoch}.")
            total += loss * size
        loss, accuracy, deviation = evaluate(model, images, labels, validation, VALIDATION_BATCH_SIZE)
        curve.writerow([NAME, epoch, rate, total / len(training), loss, accuracy, deviation])
        sys.stdout.flush()
        lowest, waited = (loss, 0) if loss < lowest else (lowest, waited + 1)
        if PATIENCE > 0 and waited == PATIENCE:
            break

    images, labels = read_pair(folder, "t10k")
    loss, accuracy, deviation = evaluate(model, images, labels, list(range(len(labels))), TEST_BATCH_SIZE)
    print(f"test accuracy {100 * accuracy:.2f} ± {100 * deviation:.2f} %, loss {loss:.4f}", file=sys.stderr)


# The initial weights: float32, little endian, in the order of
# model.parameters(), in base64.
WEIGHTS = """
__WEIGHTS__"""

if __name__ == "__main__":
    main()
