import { type ChildProcess, fork } from "node:child_process";
import { Invalid } from "../../ground/errors.ts";
import { cleanPaper, type Paper } from "./paper.ts";
import type { PdfAnswer, PdfOrder, PdfStandard } from "./typst-process.ts";

/** Renders papers as PDF/UA-1, or as PDF/A-2a for an archive. */
export interface PdfPress {
	/** Throws `Invalid` on a kind of machine that the compiler does not run on, and when the paper takes too long. */
	render(paper: Paper, standard?: PdfStandard): Promise<Buffer>;
	/** Ends the process at once; the next paper starts a new one. */
	stop(): void;
}

/** The one kind of machine there is a compiler for. */
const MACHINE = "linux-x64";
const MAX_PAPERS = 200;
const MAX_MEMORY_MB = 300;
/** The report of a large region's board takes six seconds of a processor that nobody else uses. */
const LONGEST_MS = 120_000;

const LATE =
	"Det tog för lång tid att göra PDF-filen, kanske för att mycket annat pågår. Försök igen om en stund, eller hämta dokumentet som Word.";

/**
 * The only child process of the product (T06): a fixed script of our own, no shell, an empty environment, and nothing a person
 * wrote on its command line; papers go over its channel. A process because a compiler that dies or swells must not take the
 * server with it. It starts with the first paper, takes one at a time, and is replaced when it has grown or grown old.
 */
export function openPdfPress(machine = `${process.platform}-${process.arch}`, longest_ms = LONGEST_MS): PdfPress {
	let child: ChildProcess | undefined;
	let papers = 0;
	let last: Promise<unknown> = Promise.resolve();

	function stop(): void {
		child?.kill("SIGKILL");
		child = undefined;
		papers = 0;
	}

	async function renderNow(order: PdfOrder): Promise<Buffer> {
		child ??= startProcess();
		const answer = await ask(child, order, longest_ms).catch((error: Error) => {
			stop();
			throw error;
		});
		papers++;
		if (papers >= MAX_PAPERS || answer.memory_mb > MAX_MEMORY_MB) stop();
		if ("problem" in answer) throw new Error(`Typst refused the paper: ${answer.problem}`);
		return Buffer.from(answer.pdf);
	}

	return {
		stop,
		async render(paper, standard = "ua-1") {
			if (machine !== MACHINE)
				throw new Invalid({
					"": "PDF kan bara göras när Tillräcklig körs på Linux med x86-64. Hämta dokumentet som Word i stället.",
				});
			const order = { paper: JSON.stringify(cleanPaper(paper)), standard };
			const rendered = last.catch(() => {}).then(() => renderNow(order));
			last = rendered;
			return rendered;
		},
	};
}

/** Starts the process. Compiled code runs directly; from source the process must first load a TypeScript reader. */
function startProcess(): ChildProcess {
	const fromSource = import.meta.url.endsWith(".ts");
	const script = new URL(fromSource ? "./typst-process.ts" : "./typst-process.js", import.meta.url);
	const child = fork(script, {
		env: {},
		execArgv: fromSource ? ["--import", "tsx"] : [],
		serialization: "advanced",
		stdio: ["ignore", "ignore", "ignore", "ipc"],
	});
	// A waiting process must not keep the server running, and it ends with the server.
	child.unref();
	child.channel?.unref();
	return child;
}

function ask(child: ChildProcess, order: PdfOrder, longest_ms: number): Promise<PdfAnswer> {
	return new Promise((resolve, reject) => {
		child.channel?.ref();
		const late = setTimeout(() => done(() => reject(new Invalid({ "": LATE }))), longest_ms);
		const answered = (answer: PdfAnswer) => done(() => resolve(answer));
		const ended = (code: number | null) => done(() => reject(new Error(`The PDF process ended with ${code}`)));
		function done(then: () => void): void {
			clearTimeout(late);
			child.off("message", answered);
			child.off("exit", ended);
			child.channel?.unref();
			then();
		}
		child.on("message", answered);
		child.on("exit", ended);
		child.send(order, (error) => error && done(() => reject(error)));
	});
}

/** The server's one press; its process starts with the first paper. */
export const press = openPdfPress();
