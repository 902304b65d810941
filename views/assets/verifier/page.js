// The page itself: a package is chosen, checked here, and every answer is said in words.
import { NotAPackage, openPackage } from "./archive.js";
import { checkPackage } from "./check.js";
import { said } from "./words.js";

const SAID = { ok: "Stämmer", bad: "Stämmer inte", unsure: "Delvis kontrollerat" };
const progress = document.getElementById("progress");
const result = document.getElementById("result");

for (const id of ["zip", "folder"]) {
	document.getElementById(id).addEventListener("change", (event) => void run([...event.target.files]));
}
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
	event.preventDefault();
	void run([...event.dataTransfer.files]);
});

async function run(chosen) {
	if (chosen.length === 0) return;
	result.replaceChildren();
	if (!globalThis.crypto?.subtle) {
		say("Webbläsaren kan inte räkna kontrollsummor på den här sidan. Öppna den i en nyare webbläsare.");
		return;
	}
	try {
		const files = await openPackage(chosen);
		show(await checkPackage(files, say));
		say("");
	} catch (error) {
		say(
			error instanceof NotAPackage
				? error.message
				: "Paketet går inte att läsa. Packa upp det och välj mappen i stället.",
		);
	}
}

function say(text) {
	progress.textContent = text;
}

const HEADINGS = {
	bad: "Paketet stämmer inte",
	unsure: "Paketet stämmer så långt det kunde kontrolleras",
	ok: "Paketet stämmer",
};

/** The worst any section says. */
function stateOf(sections) {
	const worst = ["bad", "unsure"].find((state) => sections.some((section) => section.state === state));
	return worst ?? "ok";
}

function show({ manifest, keys, sections }) {
	const state = stateOf(sections);
	const heading = node("h2", HEADINGS[state]);
	heading.tabIndex = -1;
	result.dataset.state = state;
	result.append(heading);
	if (manifest) {
		const { name, board, first_day, cut_off } = manifest.period ?? {};
		result.append(node("p", `${said(name)}, ${said(board)}, ${said(first_day)} till ${said(cut_off)}.`));
	}
	for (const section of sections) result.append(sectionNode(section));
	if (keys) result.append(keysNode(keys));
	heading.focus();
}

function sectionNode({ title, state, lines }) {
	const block = node("section");
	block.className = state;
	block.append(node("h3", `${title}: ${SAID[state].toLowerCase()}`));
	const list = node("ul");
	for (const line of lines) list.append(node("li", line));
	block.append(list);
	return block;
}

function keysNode(keys) {
	const block = node("section");
	block.append(node("h3", "Nycklarnas fingeravtryck"));
	block.append(
		node(
			"p",
			"Underskrifterna ovan är bara värda något om nycklarna är regionens. Jämför fingeravtrycken med dem du fått på annat sätt, till exempel på papper vid ett tidigare besök.",
		),
	);
	const list = node("dl");
	for (const key of keys) list.append(node("dt", said(key.use)), node("dd", said(key.fingerprint)));
	block.append(list);
	return block;
}

function node(name, text = "") {
	const made = document.createElement(name);
	made.textContent = text;
	return made;
}
