import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chainHash } from "../../src/ground/write/trail.ts";
import { fetchPackage, openExaminedYear, unpack } from "../report/handover/audit-package/support.ts";
import { tempFolder } from "../support/database.ts";
import { hold, whenFinished } from "../support/lifetime.ts";
import { closeChromium, openPage, requireAccessible, shoot } from "./site.ts";

const DRAW = "dragningar/inkop-under-10000-2026-10-alfa.json";
const EVIDENCE = "underlag/00001-Kvitto- förband-.pdf";
type Zip = Awaited<ReturnType<typeof unpack>>;
type Line = Parameters<typeof chainHash>[0] & { hash: string };

let made: Promise<Buffer> | undefined;
/** One package for all the tests: each of them changes a copy. */
function fetched(): Promise<Buffer> {
	made ??= openExaminedYear().then(fetchPackage);
	return made;
}

/** The verifier page opened from disk, with everything the browser asks of any network counted. */
async function openVerifier() {
	const folder = tempFolder();
	const file = join(folder, "kontroll.html");
	writeFileSync(file, (await unpack(await fetched())).bytes("kontroll.html"));
	const page = await openPage({ width: 1440 });
	const asked: string[] = [];
	page.on("request", (request) => asked.push(request.url()));
	await page.goto(pathToFileURL(file).href);
	whenFinished(() => expect(asked.filter((url) => !url.startsWith("file:") && !url.startsWith("blob:"))).toEqual([]));
	return { page, folder };
}

/** One page for all the changed packages, read anew for each: a browser of its own costs more than the reckoning. */
let verifier: Awaited<ReturnType<typeof openVerifier>>;
let close: () => Promise<void>;
beforeAll(async () => {
	[verifier, close] = await hold(openVerifier);
});
afterAll(async () => {
	await close();
	await closeChromium();
});

/** What the page says about a package that somebody has changed. */
async function saysOf(change: (zip: Zip) => void): Promise<{ heading: string; bad: string }> {
	const zip = await unpack(await fetched());
	change(zip);
	const { page, folder } = verifier;
	const file = join(folder, "paket.zip");
	writeFileSync(file, await zip.toBuffer({ dated: false }));
	await page.reload();
	await page.setInputFiles("#zip", file);
	await page.locator("#result h2").waitFor();
	const bad = (await page.locator("section.bad").allInnerTexts()).join("\n");
	return { heading: await page.locator("#result h2").innerText(), bad };
}

const lines = (zip: Zip) => zip.text("logg.jsonl").trim().split("\n");
const setLines = (zip: Zip, all: string[]) => zip.set("logg.jsonl", `${all.join("\n")}\n`);

test("an untouched package holds, as a zip and as a folder, read from disk without any network", async () => {
	const { page, folder } = await openVerifier();
	const file = join(folder, "paket.zip");
	writeFileSync(file, await fetched());
	await page.setInputFiles("#zip", file);
	await page.locator("#result h2").waitFor();
	expect(await page.locator("section.bad").allInnerTexts()).toEqual([]);
	expect(await page.locator("#result h2").innerText()).toBe("Paketet stämmer");
	expect(await page.locator("section.ok").count()).toBe(9);
	await requireAccessible(page);
	await page.setViewportSize({ width: 360, height: 800 });
	await requireAccessible(page);
	await shoot(page, "granskningspaket-kontroll");

	const zip = await unpack(await fetched());
	const unpacked = join(folder, "granskningspaket");
	for (const name of zip.names()) {
		mkdirSync(dirname(join(unpacked, name)), { recursive: true });
		writeFileSync(join(unpacked, name), zip.bytes(name));
	}
	await page.reload();
	await page.setInputFiles("#folder", unpacked);
	await page.locator("#result h2").waitFor();
	expect(await page.locator("#result h2").innerText()).toBe("Paketet stämmer");
});

describe("T38, T41: what has been changed is named", () => {
	test("nothing else than the file's bytes, when a draw's record tells of the draws before it", async () => {
		const { bad } = await saysOf((zip) => {
			const record = JSON.parse(zip.text(DRAW)) as object;
			const earlier = [{ drawId: "inkop-under-10000/2026-10/0", plannedAt: "2026-11-01T09:00:00.000Z", reason: "" }];
			zip.set(DRAW, JSON.stringify({ ...record, reason: "Fel kostnadsställe.", earlier }));
		});
		expect(bad).toContain(`Filen ${DRAW} har ändrats`);
		expect(bad).not.toContain("Dragningen");
	});

	test("a piece of evidence", async () => {
		const { heading, bad } = await saysOf((zip) => zip.set(EVIDENCE, "%PDF-1.4 ett annat kvitto"));
		expect(heading).toBe("Paketet stämmer inte");
		expect(bad).toContain(`Filen ${EVIDENCE} har ändrats`);
		expect(bad).toContain("Underlaget Kvitto: förband?.pdf");
		expect(bad).not.toContain("Händelse");
	});

	test("a piece of evidence, with lists that agree: the trail and the signature do not", async () => {
		const other = "%PDF-1.4 ett annat kvitto";
		const hash = createHash("sha256").update(other).digest("hex");
		const { bad } = await saysOf((zip) => {
			const [row] = JSON.parse(zip.text("underlag.json")) as { sha256: string }[];
			zip.set(EVIDENCE, other);
			for (const name of ["underlag.json", "manifest.json"])
				zip.set(name, zip.text(name).replaceAll(row!.sha256, hash));
		});
		expect(bad).toContain("finns inte i loggen med den kontrollsumman");
		expect(bad).toContain("Förteckningen (manifest.json) har ändrats");
	});

	test("an answer: its words, one put in, one taken away, and a question made an answer", async () => {
		type Row = Record<string, string | number | null>;
		const changed = (change: (rows: Row[]) => Row[]) =>
			saysOf((zip) => {
				const rows = change(JSON.parse(zip.text("fragor-och-svar.json")) as Row[]);
				zip.set("fragor-och-svar.json", JSON.stringify(rows));
			});
		const words = await changed((rows) => rows.with(1, { ...rows[1], text: "Nej." }));
		expect(words.bad).toMatch(/Nr 2 om .* har inte den text som skrevs/);
		const added = await changed((rows) => [...rows, { ...rows[1]!, number: 3 }]);
		expect(added.bad).toMatch(/Nr 3 om .* finns inte i loggen/);
		const gone = await changed((rows) => rows.toSpliced(1, 1));
		expect(gone.bad).toMatch(/Nr 2 om .* finns i loggen men inte i paketet/);
		const other = await changed((rows) => rows.with(0, { ...rows[0], asked_part: null, answers: 2 }));
		expect(other.bad).toMatch(/Nr 1 om .* var inte den frågan/);
	});

	test("an event", async () => {
		const { bad } = await saysOf((zip) => {
			const all = lines(zip);
			all[4] = all[4]!.replace(/"actor_name":"[^"]*"/, '"actor_name":"Någon Annan"');
			setLines(zip, all);
		});
		expect(bad).toContain("Händelse 5 har ändrats efter att den skrevs");
	});

	test("an event, with every hash after it reckoned anew: the signed ends do not agree", async () => {
		const { bad } = await saysOf((zip) => {
			let before = "0".repeat(64);
			const forged = lines(zip).map((line, index) => {
				const event = JSON.parse(line) as Line;
				const changed = { ...event, prev_hash: before, ...(index === 4 ? { actor_name: "Någon Annan" } : {}) };
				before = chainHash(changed);
				return JSON.stringify({ ...changed, hash: before });
			});
			setLines(zip, forged);
		});
		expect(bad).not.toContain("har ändrats efter att den skrevs");
		expect(bad).toMatch(/Händelse \d+ är inte den som fanns enligt loggens slut/);
	});

	test("the order of the trail", async () => {
		const { bad } = await saysOf((zip) => {
			const all = lines(zip);
			[all[2], all[3]] = [all[3]!, all[2]!];
			setLines(zip, all);
		});
		expect(bad).toContain("Efter händelse 2 kommer händelse 4");
		expect(bad).toContain("Händelse 3 står på fel plats, efter händelse 4");
	});

	test("an event that is gone, and the end cut off", async () => {
		const gone = await saysOf((zip) => setLines(zip, lines(zip).toSpliced(3, 1)));
		expect(gone.bad).toContain("Efter händelse 3 kommer händelse 5");
		const cut = await saysOf((zip) => setLines(zip, lines(zip).slice(0, -2)));
		expect(cut.bad).toMatch(/Händelse \d+ saknas, men fanns enligt loggens slut/);
	});

	test("a draw: another purchase among the drawn", async () => {
		const { bad } = await saysOf((zip) => {
			const record = JSON.parse(zip.text(DRAW)) as {
				strata: { items: { key: string }[]; reserves: { key: string }[] }[];
			};
			record.strata[0]!.items[0]!.key = record.strata[0]!.reserves[0]!.key;
			zip.set(DRAW, JSON.stringify(record));
		});
		expect(bad).toContain("Dragningen inkop-under-10000/2026-10/alfa");
		expect(bad).toContain("är inte det som dragningen ger");
	});

	test("a draw: another secret, or an amount in the population", async () => {
		const secret = await saysOf((zip) => zip.set(DRAW, zip.text(DRAW).replace(/"secretHex":"5a/, '"secretHex":"5b')));
		expect(secret.bad).toContain("Hemligheten är inte den som åtagandet gällde");
		expect(secret.bad).toContain("Hemligheten är inte den som loggades vid dragningen");
		const amount = await saysOf((zip) => zip.set(DRAW, zip.text(DRAW).replace(/"amountOre":\d+/, '"amountOre":1')));
		expect(amount.bad).toContain("Populationen är inte den som frystes");
	});

	test("a seal: its content, its digest, its signature, and an edition taken away", async () => {
		const name = "stangda-rapporter/utgava-1.json";
		const changed = (change: (seal: Record<string, string>) => void) =>
			saysOf((zip) => {
				const seal = JSON.parse(zip.text(name)) as Record<string, string>;
				change(seal);
				zip.set(name, JSON.stringify(seal));
			});
		const content = await changed((seal) => {
			seal.content = seal.content!.replace("Rutinen är känd.", "Rutinen är okänd.");
		});
		expect(content.bad).toContain("Innehållet är inte det som stängdes");
		const who = await changed((seal) => {
			seal.sealed_by = "någon annan";
		});
		expect(who.bad).toContain("Underskriften stämmer inte");
		const unsigned = await changed((seal) => {
			seal.signature = "";
		});
		expect(unsigned.bad).toContain("Underskriften stämmer inte");
		const gone = await saysOf((zip) => zip.delete(name));
		expect(gone.bad).toContain("Utgåva 1 finns i loggen men inte i paketet");
	});

	test("the workbook, a missing file, a file that was put in, and keys of the forger's own", async () => {
		const { bad } = await saysOf((zip) => {
			zip.set("arbetsbok/verksamhetsberattelse-2026.xlsx", "en annan arbetsbok");
			zip.set("underlag/00002-inlagt.pdf", "%PDF");
			zip.delete("las-mig.txt");
		});
		expect(bad).toContain("Arbetsboken är inte den som lämnades ut");
		expect(bad).toContain("Filen underlag/00002-inlagt.pdf hör inte till paketet");
		expect(bad).toContain("Filen las-mig.txt saknas");
		const keys = await saysOf((zip) => zip.set("nycklar.json", "[]"));
		expect(keys.bad).toContain("finns inte i paketet");
	});

	test("what is no package at all gets a sentence", async () => {
		const { page, folder } = await openVerifier();
		writeFileSync(join(folder, "annat.zip"), "inte en zip");
		await page.setInputFiles("#zip", join(folder, "annat.zip"));
		await expect.poll(() => page.locator("#progress").innerText()).toContain("ingen zip-fil");
	});
});

test("a browser without Ed25519 says what it could not check", async () => {
	const { page, folder } = await openVerifier();
	// as text: it runs in the page, where the DOM's types are
	await page.addInitScript(`{
		const { importKey } = SubtleCrypto.prototype;
		SubtleCrypto.prototype.importKey = function (format, key, how, ...rest) {
			if (how.name === "Ed25519") return Promise.reject(new Error("NotSupportedError"));
			return importKey.call(this, format, key, how, ...rest);
		};
	}`);
	await page.reload();
	const file = join(folder, "paket.zip");
	writeFileSync(file, await fetched());
	await page.setInputFiles("#zip", file);
	await page.locator("#result h2").waitFor();
	expect(await page.locator("#result h2").innerText()).toContain("så långt det kunde kontrolleras");
	expect(await page.locator("section.unsure").first().innerText()).toContain("Ed25519");
	expect(await page.locator("section.bad").count()).toBe(0);
});
