import { assetText } from "./asset-url.ts";

/** In the order they need each other. */
const MODULES = ["words", "crypto", "archive", "trail", "money", "draws", "seals", "messages", "check", "page"];

/**
 * The page that checks an auditor's package: one file that is opened from disk and asks nothing of any network. Its modules are put
 * into it one after the other, so that it depends on no other file.
 */
export function verifierPage(): string {
	const script = MODULES.map((name) => assetText("verifier", `${name}.js`))
		.join("\n")
		.replace(/^import .*;\n/gm, "")
		.replace(/^export /gm, "");
	return assetText("verifier", "page.html").replace("/*SCRIPT*/", () => script);
}
