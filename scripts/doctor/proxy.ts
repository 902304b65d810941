import { type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestEncrypted } from "node:https";
import type { TLSSocket } from "node:tls";
import { MAX_FILE_BYTES } from "../../src/checks/populations/import/require-importable.ts";
import { paths } from "../../src/paths/paths.ts";
import { MOST_APART_MS } from "./clock.ts";
import { type Check, type Finding, fault, ok, type Sight, warning } from "./check.ts";

const PATIENCE_MS = 5_000;
/** A certificate is renewed by itself a month before its end: one that is this old has not been. */
const RENEWED_DAYS = 14;
const DAY_MS = 86_400_000;

interface Answer {
	status: number;
	body: string;
	date: string | undefined;
	certificateEnds: number | null;
}

export const proxy: Check = {
	key: "proxy",
	title: "Proxy och TLS",
	async look(sight) {
		const { baseUrl, host, port } = sight.config;
		const own = await ask(`http://${host.includes(":") ? `[${host}]` : host}:${port}${paths.healthz()}`).catch(
			() => null,
		);
		const running: Finding[] = own
			? []
			: [
					warning(
						`Systemet svarar inte på ${host}:${port}.`,
						"Starta det och kör doctor igen. Körs det på en annan maskin eller i en behållare räcker det att adressen nedan svarar.",
					),
				];
		if (!baseUrl)
			return [...running, warning("BASE_URL är inte satt, så ingen proxy är prövad.", "Sätt BASE_URL i drift.")];
		try {
			return [
				...running,
				...judged(sight, baseUrl, await ask(`${baseUrl}${paths.healthz()}`)),
				...(await tooSmall(sight, baseUrl)),
			];
		} catch (error) {
			return [...running, unreachable(baseUrl, (error as NodeJS.ErrnoException).code ?? "")];
		}
	},
};

function judged({ now }: Sight, baseUrl: string, { status, body, date, certificateEnds }: Answer): Finding[] {
	if (status >= 502 && status <= 504)
		return [
			fault(
				`Proxyn på ${baseUrl} når inte systemet (svar ${status}).`,
				"Starta systemet, och se att proxyn skickar vidare till HOST:PORT.",
			),
		];
	if (status !== 200 || body !== "ok")
		return [
			fault(
				`På ${baseUrl} svarar något annat än Tillräcklig (svar ${status}).`,
				"Rätta BASE_URL, eller proxyns vidareskickning: alla adresser ska till systemet.",
			),
		];
	const findings: Finding[] = [ok(`${baseUrl} svarar.`)];
	const left = certificateEnds === null ? null : Math.floor((certificateEnds - now.getTime()) / DAY_MS);
	if (left !== null && left < RENEWED_DAYS)
		findings.push(
			warning(
				`Certifikatet för ${baseUrl} gäller i ${left} dygn till.`,
				"Förnya det, och se varför det inte sker av sig självt.",
			),
		);
	const apart = date === undefined ? 0 : Math.abs(Date.parse(date) - now.getTime());
	if (apart > MOST_APART_MS)
		findings.push(
			warning(
				`Proxyns klocka skiljer sig med ${Math.round(apart / 1000)} sekunder.`,
				"Synkronisera båda maskinernas klockor (NTP).",
			),
		);
	return findings;
}

/** Asks for leave to send the largest file that the product takes, and sends none of it. */
async function tooSmall({ config }: Sight, baseUrl: string): Promise<Finding[]> {
	const largest = Math.max(config.evidenceMaxBytes, MAX_FILE_BYTES);
	if ((await askToSend(`${baseUrl}${paths.healthz()}`, largest)) !== 413) return [];
	return [
		warning(
			`Proxyn tar inte emot filer på ${largest / 1_000_000} MB, som systemet gör.`,
			"Höj gränsen i proxyn (nginx: client_max_body_size, Caddy: request_body max_size).",
		),
	];
}

/** The words for why an address could not be asked. */
export function unreachable(baseUrl: string, code: string): Finding {
	if (code === "CERT_HAS_EXPIRED")
		return fault(`Certifikatet för ${baseUrl} har gått ut.`, "Förnya det, och se varför det inte sker av sig självt.");
	if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
		return fault(`Certifikatet på ${baseUrl} är utställt på ett annat namn.`, "Beställ ett för namnet i BASE_URL.");
	if (/CERT|SIGNED|SIGNATURE|ISSUER/.test(code))
		return fault(
			`Certifikatet på ${baseUrl} är inte utställt av någon som maskinen litar på (${code}).`,
			"Lägg in hela kedjan i proxyn. Har regionen en egen utfärdare: ange dess fil i NODE_EXTRA_CA_CERTS när doctor körs.",
		);
	if (code === "ENOTFOUND" || code === "EAI_AGAIN")
		return fault(`Namnet i BASE_URL (${baseUrl}) finns inte i DNS.`, "Lägg upp namnet, eller rätta BASE_URL.");
	return fault(
		`Ingen svarar på ${baseUrl} (${code || "inget svar i tid"}).`,
		"Starta proxyn, och se att brandväggen släpper fram porten.",
	);
}

function open(url: string, options: { method: string; headers?: Record<string, string> }) {
	const request = (url.startsWith("https:") ? requestEncrypted : requestPlain)(url, {
		...options,
		timeout: PATIENCE_MS,
	});
	return request.on("timeout", () => request.destroy());
}

function ask(url: string): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const request = open(url, { method: "GET" });
		request.once("error", reject).once("response", (response) => {
			const ends = (response.socket as Partial<TLSSocket>).getPeerCertificate?.()?.valid_to;
			textOf(response).then(
				(body) =>
					resolve({
						status: response.statusCode ?? 0,
						body,
						date: response.headers.date,
						certificateEnds: ends ? Date.parse(ends) : null,
					}),
				reject,
			);
		});
		request.end();
	});
}

async function textOf(response: IncomingMessage): Promise<string> {
	let text = "";
	for await (const chunk of response.setEncoding("utf8")) {
		text += chunk;
		if (text.length > 100) break; // the product says "ok"; whatever else answers may go on for ever
	}
	return text;
}

/** The status that refuses it, or null when the way is open. */
function askToSend(url: string, bytes: number): Promise<number | null> {
	return new Promise((resolve) => {
		const headers = { "Content-Length": String(bytes), Expect: "100-continue" };
		const request = open(url, { method: "POST", headers });
		const end = (status: number | null) => {
			request.destroy();
			resolve(status);
		};
		request
			.once("continue", () => end(null))
			.once("response", (response) => end(response.statusCode ?? null))
			.once("timeout", () => end(null))
			.on("error", () => end(null));
		request.flushHeaders();
	});
}
