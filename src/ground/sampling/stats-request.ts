/** Reading the parameters of one request to the command line. Every refusal is a RangeError with a Swedish sentence. */

export type Request = Readonly<Record<string, unknown>>;

/** Reads a line as a JSON object. Throws RangeError otherwise. */
export function readRequest(line: string): Request {
	let value: unknown;
	try {
		value = JSON.parse(line);
	} catch {
		throw new RangeError("Raden är inte giltig JSON.");
	}
	return object(value, "Raden");
}

/** The parameter as it is. Throws RangeError when it is missing. */
export function given(request: Request, name: string): unknown {
	if (!Object.hasOwn(request, name) || request[name] === null) throw new RangeError(`Parametern ${name} saknas.`);
	return request[name];
}

/** A finite number; range and wholeness are checked by the function it is for. */
export function number(request: Request, name: string): number {
	const value = given(request, name);
	if (typeof value !== "number" || !Number.isFinite(value))
		throw new RangeError(`Parametern ${name} ska vara ett tal.`);
	return value;
}

/** A rate as a decimal text or number, kept as written. */
export function rate(request: Request, name: string): string | number {
	const value = given(request, name);
	return typeof value === "string" ? value : number(request, name);
}

/** A risk as a decimal text or number. */
export function risk(request: Request): number {
	const value = rate(request, "risk");
	if (typeof value === "string" && !/^\s*\d+(\.\d+)?([eE][+-]?\d+)?\s*$/.test(value)) {
		throw new RangeError("Parametern risk ska vara ett tal.");
	}
	return Number(value);
}

export function text(request: Request, name: string): string {
	const value = given(request, name);
	if (typeof value !== "string") throw new RangeError(`Parametern ${name} ska vara en text.`);
	return value;
}

/** A list of at most `most` elements, each read by `read`. */
export function list<T>(request: Request, name: string, most: number, read: (element: unknown) => T): T[] {
	const value = given(request, name);
	if (!Array.isArray(value)) throw new RangeError(`Parametern ${name} ska vara en lista.`);
	if (value.length > most) throw new RangeError(`Parametern ${name} har fler än ${most} element.`);
	return value.map(read);
}

export function object(value: unknown, name: string): Request {
	if (typeof value !== "object" || value === null || Array.isArray(value))
		throw new RangeError(`${name} ska vara ett objekt.`);
	return value as Request;
}
