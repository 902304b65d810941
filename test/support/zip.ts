import { crc32, deflateRawSync } from "node:zlib";

/** A zip file of texts by name. `tells` is the size it says of itself, for files that lie about what they inflate to. */
export function zipOf(parts: Record<string, string>, tells?: number): Buffer {
	const locals: Buffer[] = [];
	const central: Buffer[] = [];
	let offset = 0;
	for (const [name, text] of Object.entries(parts)) {
		const bytes = Buffer.from(text);
		const packed = deflateRawSync(bytes);
		const title = Buffer.from(name);
		// version, flags, method (deflate), time, date, crc, packed size, size, name length, extra length
		const facts = Buffer.alloc(26);
		facts.writeUInt16LE(20, 0);
		facts.writeUInt16LE(8, 4);
		facts.writeUInt32LE(crc32(bytes), 10);
		facts.writeUInt32LE(packed.length, 14);
		facts.writeUInt32LE(tells ?? bytes.length, 18);
		facts.writeUInt16LE(title.length, 22);
		const local = Buffer.concat([Buffer.from("PK\x03\x04"), facts, title, packed]);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(offset, 10);
		central.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), facts, tail, title]));
		locals.push(local);
		offset += local.length;
	}
	const directory = Buffer.concat(central);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(central.length, 4);
	end.writeUInt16LE(central.length, 6);
	end.writeUInt32LE(directory.length, 8);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...locals, directory, Buffer.from("PK\x05\x06"), end]);
}
