/** The store of files did not do what it was asked. Nothing was written in the database: its row comes after the bytes. */
export class StorageFault extends Error {
	override name = "StorageFault";

	constructor(
		/** 503 for what passes by itself, 502 for what somebody has to put right. */
		readonly status: 502 | 503,
		sentence: string,
		/** What the store said, for the log: never an address with a signature. */
		readonly detail: string,
	) {
		super(sentence);
	}
}

export const storageAway = (detail: string) =>
	new StorageFault(
		503,
		"Lagringen för filer svarar inte just nu. Det du gjorde är inte sparat. Försök igen om en stund, eller kontakta den som sköter driften.",
		detail,
	);

export const storageRefused = (detail: string) =>
	new StorageFault(
		502,
		"Lagringen för filer nekade systemet. Det du gjorde är inte sparat. Kontakta den som sköter driften.",
		detail,
	);

export const storageAltered = (sha256: string, detail: string) =>
	new StorageFault(
		502,
		`Filen i lagringen är inte den som lades in (SHA-256 ${sha256.slice(0, 16)} …). Den lämnas inte ut. Kontakta den som sköter driften.`,
		detail,
	);

export const storageLost = (sha256: string) =>
	new StorageFault(
		502,
		`Filen finns inte kvar i lagringen (SHA-256 ${sha256.slice(0, 16)} …). Kontakta den som sköter driften.`,
		`${sha256} is gone`,
	);

/** What a start says of a bucket that will not do until somebody has put something right. */
export function storageUnusable(error: unknown): unknown {
	if (!(error instanceof StorageFault)) return error;
	return new Error(
		`FILES_URL: hinken går inte att använda (${error.detail}). Kontrollera hinkens namn, AWS_ACCESS_KEY_ID och AWS_SECRET_ACCESS_KEY.`,
	);
}
