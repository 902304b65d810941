const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
	let c = n;
	for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
	return c >>> 0;
});

/** The checksum of zip and PNG, going on from `before` for bytes that come in pieces. Node has one of its own only from 22.2. */
export function crc32(bytes: Uint8Array, before = 0): number {
	let crc = ~before >>> 0;
	for (const byte of bytes) crc = TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
	return (crc ^ 0xffffffff) >>> 0;
}
