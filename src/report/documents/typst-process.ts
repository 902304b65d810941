import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { drawableWith } from "./drawable.ts";
import { TYPST_SOURCE } from "./typst-source.ts";

/** What the process is asked, one at a time. */
export interface PdfOrder {
	/** A `Paper` as JSON. */
	paper: string;
	standard: PdfStandard;
}

/** For readers: PDF/UA-1. For archives: PDF/A-2a, which is tagged too. */
export type PdfStandard = "ua-1" | "a-2a";

/** `memory_mb` is what the process holds afterwards: it grows with every document, so it is replaced now and then. */
export type PdfAnswer = { pdf: Uint8Array; memory_mb: number } | { problem: string; memory_mb: number };

/** The parts of the compiler's own `NodeCompiler` that are used here. */
interface Compiler {
	/** One document as a PDF file; throws what Typst found wrong with it. */
	pdf(
		document: { mainFileContent: string; inputs: Record<string, string> },
		options: { pdfStandard: PdfStandard },
	): Buffer;
	/** Forgets what the last `maxAge` compilations have not used. */
	evictCache(maxAge: number): void;
}

interface CompilerPackage {
	NodeCompiler: { create(options: { workspace: string; fontArgs: { fontBlobs: Buffer[] }[] }): Compiler };
}

const STYLES = ["Regular", "It", "Semibold", "SemiboldIt"];
const require = createRequire(import.meta.url);
const PACKAGE = "@myriaddreamin/typst-ts-node-compiler-linux-x64";

/** The compiler is a binary: one package for each of the two C libraries, of which npm installs the one that fits. */
function compilerPackage(): CompilerPackage {
	try {
		return require(`${PACKAGE}-gnu`);
	} catch {
		return require(`${PACKAGE}-musl`);
	}
}

function openCompiler(): { compiler: Compiler; drawable: (text: string) => string } {
	const { NodeCompiler } = compilerPackage();
	const folder = dirname(require.resolve("source-sans/package.json"));
	const fontBlobs = STYLES.map((style) => readFileSync(`${folder}/TTF/SourceSans3-${style}.ttf`));
	const compiler = NodeCompiler.create({
		workspace: dirname(fileURLToPath(import.meta.url)),
		fontArgs: [{ fontBlobs }],
	});
	return { compiler, drawable: drawableWith(fontBlobs) };
}

let opened: ReturnType<typeof openCompiler> | undefined;

function draw({ paper, standard }: PdfOrder): PdfAnswer {
	const memory_mb = () => Math.round(process.memoryUsage().rss / 1_000_000);
	try {
		opened ??= openCompiler();
		const { compiler, drawable } = opened;
		const inputs = { paper: drawable(paper) };
		const pdf = compiler.pdf({ mainFileContent: TYPST_SOURCE, inputs }, { pdfStandard: standard });
		compiler.evictCache(5);
		return { pdf, memory_mb: memory_mb() };
	} catch (error) {
		return { problem: error instanceof Error ? error.message : String(error), memory_mb: memory_mb() };
	}
}

process.on("message", (order: PdfOrder) => process.send!(draw(order)));
process.on("disconnect", () => process.exit(0));
