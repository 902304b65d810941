// The package's files by name, from the zip as it was fetched or from the folder it was unpacked to.

/** Something the page was handed that is no package: the sentence for the person. */
export class NotAPackage extends Error {}

export async function openPackage(chosen) {
	const all = chosen.length === 1 && /\.zip$/i.test(chosen[0].name) ? await readZip(chosen[0]) : readFolder(chosen);
	const manifests = [...all.keys()].filter((name) => name === "manifest.json" || name.endsWith("/manifest.json"));
	const nearest = manifests.sort((a, b) => a.length - b.length)[0];
	if (nearest === undefined) {
		throw new NotAPackage("Det du valde är inget granskningspaket: filen manifest.json finns inte i det.");
	}
	const top = nearest.slice(0, -"manifest.json".length);
	const files = new Map();
	for (const [name, file] of all) if (name.startsWith(top)) files.set(name.slice(top.length).normalize("NFC"), file);
	return files;
}

function readFolder(chosen) {
	return new Map([...chosen].map((file) => [file.webkitRelativePath || file.name, file]));
}

async function readZip(file) {
	const { start, bytes, count } = await findDirectory(file);
	const view = await viewOf(file, start, start + bytes);
	const files = new Map();
	let at = 0;
	for (let n = 0; n < count; n++) {
		if (view.getUint32(at, true) !== 0x02014b50) throw new NotAPackage("Zip-filen är skadad och går inte att läsa.");
		const [nameBytes, extraBytes, noteBytes] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
		const name = textAt(view, at + 46, nameBytes);
		const facts = {
			method: view.getUint16(at + 10, true),
			packed: view.getUint32(at + 20, true),
			size: view.getUint32(at + 24, true),
			offset: view.getUint32(at + 42, true),
		};
		wide(view, at + 46 + nameBytes, extraBytes, facts);
		if (!name.endsWith("/")) files.set(name, await entryOf(file, facts));
		at += 46 + nameBytes + extraBytes + noteBytes;
	}
	return files;
}

/** Sizes and places beyond 32 bits stand in a field beside, in this order, each only when it is needed. */
function wide(view, at, bytes, facts) {
	for (let place = at; place + 4 <= at + bytes; ) {
		const length = view.getUint16(place + 2, true);
		if (view.getUint16(place, true) === 1) {
			let next = place + 4;
			for (const name of ["size", "packed", "offset"]) {
				if (facts[name] !== 0xffffffff) continue;
				facts[name] = Number(view.getBigUint64(next, true));
				next += 8;
			}
		}
		place += 4 + length;
	}
}

async function entryOf(file, { method, packed, offset }) {
	const head = await viewOf(file, offset, offset + 30);
	const start = offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
	const bytes = file.slice(start, start + packed);
	if (method === 0) return bytes;
	if (method !== 8) throw new NotAPackage("Zip-filen är packad på ett sätt som sidan inte kan läsa.");
	// whoever packed it anew may have compressed it
	return new Response(bytes.stream().pipeThrough(new DecompressionStream("deflate-raw"))).blob();
}

async function findDirectory(file) {
	const from = Math.max(0, file.size - 65_557);
	const tail = await viewOf(file, from, file.size);
	for (let at = tail.byteLength - 22; at >= 0; at--) {
		if (tail.getUint32(at, true) !== 0x06054b50) continue;
		const found = {
			count: tail.getUint16(at + 10, true),
			bytes: tail.getUint32(at + 12, true),
			start: tail.getUint32(at + 16, true),
		};
		if (at < 20 || tail.getUint32(at - 20, true) !== 0x07064b50) return found;
		const place = Number(tail.getBigUint64(at - 12, true));
		const large = await viewOf(file, place, place + 56);
		const [count, bytes, start] = [32, 40, 48].map((where) => Number(large.getBigUint64(where, true)));
		return { count, bytes, start };
	}
	throw new NotAPackage("Filen är ingen zip-fil, eller så är den avkortad.");
}

async function viewOf(file, from, to) {
	return new DataView(await file.slice(from, to).arrayBuffer());
}

function textAt(view, at, bytes) {
	return new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at, bytes));
}
