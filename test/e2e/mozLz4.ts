/** Firefox's own wrapper around one LZ4 block: this, the length of what is in it, and the block. */
const magic = Buffer.from('mozLz40\0');
const headerBytes = magic.length + 4;

/** The content of one of Firefox's compressed files (`*.jsonlz4` and the like), or undefined for any other file. */
export function decodeMozLz4(file: Buffer): Buffer | undefined {
  if (!file.subarray(0, magic.length).equals(magic)) return undefined;
  return decodeBlock(file.subarray(headerBytes), file.readUInt32LE(magic.length));
}

/** LZ4 block format: a token with two lengths, literals, and a copy of what came before (lz4_Block_format.md). */
function decodeBlock(block: Buffer, size: number): Buffer {
  const decoded = Buffer.alloc(size);
  let [at, end] = [0, 0];
  const longer = (short: number): number => {
    let length = short;
    for (let byte = short === 15 ? 255 : 0; byte === 255; at += 1) {
      byte = block[at] ?? 0;
      length += byte;
    }
    return length;
  };
  while (at < block.length) {
    const token = block[at] ?? 0;
    at += 1;
    const literals = longer(token >> 4);
    block.copy(decoded, end, at, at + literals);
    at += literals;
    end += literals;
    if (at >= block.length) break;
    const distance = block.readUInt16LE(at);
    at += 2;
    // The copy may overlap itself, which repeats it: so it goes byte by byte.
    for (const stop = end + longer(token & 15) + 4; end < stop; end += 1) decoded[end] = decoded[end - distance] ?? 0;
  }
  return decoded.subarray(0, end);
}
