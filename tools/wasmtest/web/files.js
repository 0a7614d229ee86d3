// The file system of a test program: the machine's files to read, and new
// files, which live in memory and end with the program (package testing makes
// some to catch what examples print). Everything speaks the language of Node,
// which is what Go's runtime expects.
"use strict";

(() => {
  const fs = globalThis.fs; // wasm_exec.js made one that refuses all but output
  const flag = { O_WRONLY: 1, O_RDWR: 2, O_CREAT: 64, O_EXCL: 128, O_TRUNC: 512, O_APPEND: 1024, O_DIRECTORY: 65536 };

  const made = new Map(); // new files by path
  const open = new Map(); // by number: a file and a position in it
  let next = 3; // after the standard streams

  const error = (code) => Object.assign(new Error(code), { code });

  // find returns a file, which has bytes, or a folder, which has names.
  async function find(path) {
    if (made.has(path)) return made.get(path);
    const response = await fetch("file?path=" + encodeURIComponent(path));
    if (!response.ok) throw error(await response.text());
    if (response.headers.get("X-Folder") === "true") return { names: await response.json() };
    return { bytes: new Uint8Array(await response.arrayBuffer()) };
  }

  async function create(path, flags) {
    const old = await find(path).catch(() => null);
    if (old && flags & flag.O_EXCL) throw error("EEXIST");
    if (old && !made.has(path)) throw error("EROFS"); // the machine's own
    if (old) return old;
    const file = { bytes: new Uint8Array(0) };
    made.set(path, file);
    return file;
  }

  // answer hands the outcome of a promise to a callback of Node's kind.
  function answer(promise, callback) {
    promise.then((value) => callback(null, value), (reason) => callback(reason.code ? reason : error("EIO")));
  }

  async function openFile(path, flags) {
    const writes = flags & (flag.O_WRONLY | flag.O_RDWR);
    const file = await (flags & flag.O_CREAT ? create(path, flags) : find(path));
    if (writes && !made.has(path)) throw error("EROFS");
    if (flags & flag.O_TRUNC) file.bytes = new Uint8Array(0);
    open.set(next, { file, position: 0 });
    return next++;
  }

  function stat({ names, bytes }) {
    return {
      dev: 0, ino: 0, nlink: 1, uid: 0, gid: 0, rdev: 0, blksize: 4096, blocks: 0,
      atimeMs: 0, mtimeMs: 0, ctimeMs: 0,
      size: names ? 0 : bytes.length,
      mode: names ? 0o040555 : 0o100644,
      isDirectory: () => names !== undefined,
    };
  }

  async function read(fd, buffer, offset, length, position) {
    const at = open.get(fd);
    if (!at?.file.bytes) throw error(at ? "EISDIR" : "EBADF");
    const from = position ?? at.position;
    const part = at.file.bytes.subarray(from, from + length);
    buffer.set(part, offset);
    if (position === null) at.position += part.length;
    return part.length;
  }

  async function write(fd, buffer, offset, length, position) {
    const at = open.get(fd);
    if (!at) throw error("EBADF");
    const from = position ?? at.position;
    const grown = new Uint8Array(Math.max(at.file.bytes.length, from + length));
    grown.set(at.file.bytes);
    grown.set(buffer.subarray(offset, offset + length), from);
    at.file.bytes = grown;
    if (position === null) at.position += length;
    return length;
  }

  const writeStream = fs.write;
  fs.constants = flag;
  fs.open = (path, flags, mode, callback) => answer(openFile(path, flags), callback);
  fs.close = (fd, callback) => { open.delete(fd); callback(null); };
  fs.fstat = (fd, callback) => {
    const at = open.get(fd);
    if (at) callback(null, stat(at.file));
    else callback(error("EBADF"));
  };
  fs.stat = fs.lstat = (path, callback) => answer(find(path).then(stat), callback);
  fs.readdir = (path, callback) => answer(find(path).then((folder) => folder.names), callback);
  fs.read = (fd, buffer, offset, length, position, callback) =>
    answer(read(fd, buffer, offset, length, position), callback);
  fs.write = (fd, buffer, offset, length, position, callback) => {
    if (fd < 3) writeStream.call(fs, fd, buffer, offset, length, position, callback);
    else answer(write(fd, buffer, offset, length, position), callback);
  };
  fs.unlink = (path, callback) => callback(made.delete(path) ? null : error("EROFS"));
})();
