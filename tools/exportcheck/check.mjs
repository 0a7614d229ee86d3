// Runs the ONNX models that exportcheck has written in ONNX Runtime, and
// compares what they say of test images with what Atelier computed.
//
//   node check.mjs FOLDER DATA
//
// DATA has the files of Fashion-MNIST's test images. ONNX Runtime is looked for
// in FOLDER/node_modules.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

const tolerance = 1e-5;
const [folder, data] = process.argv.slice(2);
const ort = createRequire(resolve(folder, 'x'))('onnxruntime-node');

function testImages() {
  const file = join(data, 't10k-images-idx3-ubyte');
  return (existsSync(file) ? readFileSync(file) : gunzipSync(readFileSync(file + '.gz'))).subarray(16);
}

const pixels = testImages();
let failed = false;
for (const name of readdirSync(join(folder, 'cases'))) {
  const at = join(folder, 'cases', name);
  const bytes = readFileSync(join(at, 'probabilities.f32'));
  const want = new Float32Array(new Uint8Array(bytes).buffer);
  const count = want.length / 10;
  const session = await ort.InferenceSession.create(join(at, 'model.onnx'));
  const images = new ort.Tensor('uint8', new Uint8Array(pixels.subarray(0, count * 784)), [count, 28, 28]);
  const got = (await session.run({ images })).probabilities;
  const worst = want.reduce((most, p, i) => Math.max(most, Math.abs(p - got.data[i])), 0);
  const ok = got.data.length === want.length && worst <= tolerance;
  failed ||= !ok;
  console.log(`${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(24)} ONNX Runtime: probabilities of ${count} images: within ${worst.toExponential(1)}, at most ${tolerance} allowed`);
}
process.exit(failed ? 1 : 0);
