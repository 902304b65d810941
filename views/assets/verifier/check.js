// All the checks in order. Each answers with a heading, how it went, and sentences.
import { canCheckSignatures, isSignedBy, sha256OfFile } from "./crypto.js";
import { checkDraw } from "./draws.js";
import { checkMessages } from "./messages.js";
import { checkSeal, missingSeals } from "./seals.js";
import { checkAnchors, checkTrail } from "./trail.js";
import { said, timeText } from "./words.js";

const FORMAT = "tillracklig-granskningspaket/1";
const UNSIGNED =
	"Webbläsaren kan inte kontrollera underskrifter (Ed25519). Öppna sidan i en nyare webbläsare för den delen; allt annat är kontrollerat.";

/** Everything about a package, as sections for the page: { title, state: "ok" | "bad" | "unsure", lines }. */
export async function checkPackage(files, progress) {
	const manifest = await readJson(files, "manifest.json");
	if (manifest?.format !== FORMAT) {
		return { manifest: null, sections: [section("Paketet", ["Filen manifest.json går inte att läsa."], "")] };
	}
	const signatures = await canCheckSignatures();
	const keys = new Map();
	for (const key of (await readJson(files, "nycklar.json")) ?? []) {
		if ((await sha256OfKey(key.public_key)) === key.fingerprint) keys.set(key.fingerprint, key.public_key);
	}
	const anchors = ((await text(files, "loggens-slut.jsonl")) ?? "")
		.split("\n")
		.filter(Boolean)
		.map(tryParse)
		.filter(Boolean);
	const seals = await readAll(files, "stangda-rapporter/");
	const trailFile = files.get("logg.jsonl");
	const marks = [...anchors, ...seals.map(({ value }) => ({ seq: value?.trail_seq }))];
	const trail = await checkTrail(trailFile ?? new Blob([]), marks, progress);
	const sections = [
		await unchanged(manifest, files, progress),
		await signed(manifest, files, keys, signatures),
		section("Loggen", trail.problems, `Alla ${trail.events} händelser hänger ihop, från den första till den sista.`),
		await ends(anchors, keys, trail, signatures),
		await evidence(files, trail.facts, progress),
		await messages(await readJson(files, "fragor-och-svar.json"), trail.facts),
		await draws(await readAll(files, "dragningar/"), trail.facts, progress),
		await sealed(seals, manifest, keys, trail.facts, signatures),
		await workbook(manifest, files, trail.facts),
	];
	return { manifest, keys: (await readJson(files, "nycklar.json")) ?? [], sections };
}

function section(title, problems, fine, unsure = null) {
	if (problems.length > 0) return { title, state: "bad", lines: problems };
	return unsure ? { title, state: "unsure", lines: [fine, unsure] } : { title, state: "ok", lines: [fine] };
}

async function unchanged(manifest, files, progress) {
	const problems = [];
	const known = new Set(["manifest.json", "manifest.sig", "kontroll.html"]);
	for (const [index, { path, sha256: right }] of manifest.files.entries()) {
		if (index % 25 === 0) progress(`Räknar om filernas kontrollsummor: ${index} av ${manifest.files.length}`);
		known.add(path);
		const file = files.get(path);
		if (!file) problems.push(`Filen ${path} saknas.`);
		else if ((await sha256OfFile(file)) !== right) problems.push(`Filen ${path} har ändrats.`);
	}
	for (const path of files.keys()) if (!known.has(path)) problems.push(`Filen ${path} hör inte till paketet.`);
	return section(
		"Filerna",
		problems,
		`${manifest.files.length === 1 ? "Den enda filen" : `Alla ${manifest.files.length} filer`} i förteckningen är de som lämnades ut. Utanför förteckningen ligger bara förteckningen själv, dess underskrift och den här sidan.`,
	);
}

async function signed(manifest, files, keys, signatures) {
	const signature = await readJson(files, "manifest.sig");
	const key = keys.get(signature?.key);
	const title = "Paketets underskrift";
	if (!signature) return section(title, ["Underskriften (manifest.sig) saknas."], "");
	if (!key) return section(title, ["Nyckeln som paketet är undertecknat med finns inte i paketet."], "");
	const statement = `${FORMAT}\n${await sha256OfFile(files.get("manifest.json"))}`;
	const fine = `Paketet lämnades ut ${timeText(manifest.made_at)} av ${said(manifest.made_by)}.`;
	if (!signatures) return section(title, [], fine, UNSIGNED);
	const good = await isSignedBy(key, statement, signature.signature);
	return section(title, good ? [] : ["Förteckningen (manifest.json) har ändrats: underskriften stämmer inte."], fine);
}

async function ends(anchors, keys, trail, signatures) {
	const problems = await checkAnchors(anchors, keys, trail.facts, signatures);
	const last = anchors.at(-1);
	if (!last || last.seq !== trail.head.seq) problems.push("Loggens slut är inte undertecknat: något kan ha kapats.");
	const fine = `${anchors.length} undertecknade slut stämmer med loggen, det sista vid händelse ${trail.head.seq}.`;
	return section("Loggens undertecknade slut", problems, fine, signatures ? null : UNSIGNED);
}

async function evidence(files, facts, progress) {
	const rows = (await readJson(files, "underlag.json")) ?? [];
	const problems = [];
	let disposed = 0;
	for (const [index, row] of rows.entries()) {
		if (index % 25 === 0) progress(`Jämför underlagen med loggen: ${index} av ${rows.length}`);
		const what = `Underlaget ${said(row.file_name)}`;
		if (!facts.evidence.has(`${row.sha256} ${row.about_on}`))
			problems.push(`${what} finns inte i loggen med den kontrollsumman och den dagen.`);
		if (row.disposed) {
			disposed++;
			if (!facts.disposed.has(row.sha256)) problems.push(`${what} sägs vara gallrat, men loggen säger det inte.`);
			continue;
		}
		const file = files.get(row.path);
		if (!file) problems.push(`${what} saknas i paketet.`);
		else if ((await sha256OfFile(file)) !== row.sha256) {
			problems.push(`${what} (${said(row.path)}) har ändrats: det är inte den fil som lades in.`);
		}
	}
	const gone = disposed > 0 ? ` ${disposed} är gallrade enligt beslut i loggen.` : "";
	return section("Underlagen", problems, `${rows.length} underlag är de som lades in enligt loggen.${gone}`);
}

async function messages(rows, facts) {
	const title = "Frågor och svar";
	if (!Array.isArray(rows)) return section(title, ["Filen fragor-och-svar.json går inte att läsa."], "");
	const fine = `${rows.length} frågor och svar är som de skrevs enligt loggen.`;
	return section(title, await checkMessages(rows, facts), fine);
}

async function draws(records, facts, progress) {
	const problems = [];
	for (const { path, value } of records) {
		if (!value?.drawId) {
			problems.push(`${path}: ${value?.problem ?? "protokollet går inte att läsa."}`);
			continue;
		}
		progress(`Gör om dragningen ${value.drawId}`);
		const found = await checkDraw(value, facts).catch(() => ["Protokollet är ofullständigt."]);
		problems.push(...found.map((problem) => `Dragningen ${value.drawId}: ${problem}`));
	}
	return section("Dragningarna", problems, `${records.length} dragningar är gjorda om och gav samma inköp.`);
}

async function sealed(seals, manifest, keys, facts, signatures) {
	const values = seals.map(({ value }) => value).filter(Boolean);
	const problems = missingSeals(values, manifest.period.id, facts);
	for (const { path, value } of seals) {
		const found = value ? await checkSeal(value, keys, facts, signatures).catch(() => ["Den är ofullständig."]) : null;
		problems.push(...(found ?? ["Den går inte att läsa."]).map((problem) => `${path}: ${problem}`));
	}
	if (seals.length === 0 && problems.length === 0)
		return section("Stängda rapporter", [], "Rapporten är inte stängd än.");
	const fine = `${seals.length} ${seals.length === 1 ? "utgåva" : "utgåvor"} är som när de stängdes.`;
	return section("Stängda rapporter", problems, fine, signatures ? null : UNSIGNED);
}

async function workbook(manifest, files, facts) {
	const file = files.get(manifest.workbook);
	const good = file && facts.workbooks.has(await sha256OfFile(file));
	return section(
		"Arbetsboken",
		good ? [] : ["Arbetsboken är inte den som lämnades ut enligt loggen."],
		"Arbetsboken är den som lämnades ut enligt loggen.",
	);
}

async function sha256OfKey(spki) {
	const bytes = Uint8Array.from(atob(spki), (char) => char.charCodeAt(0));
	return sha256OfFile(new Blob([bytes]));
}

function tryParse(json) {
	try {
		return JSON.parse(json);
	} catch {
		return null;
	}
}

async function text(files, path) {
	return files.has(path) ? files.get(path).text() : null;
}

async function readJson(files, path) {
	return tryParse((await text(files, path)) ?? "");
}

async function readAll(files, folder) {
	const paths = [...files.keys()].filter((path) => path.startsWith(folder)).sort();
	return Promise.all(paths.map(async (path) => ({ path, value: await readJson(files, path) })));
}
