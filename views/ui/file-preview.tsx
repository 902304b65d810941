import type { Child } from "hono/jsx";
import { Disclosure } from "./disclosure.tsx";
import { dateText, sizeText } from "./format.ts";
import { Link } from "./link.tsx";
import { safeHref } from "./safe-href.ts";

const IMAGES = new Set(["image/jpeg", "image/png", "image/webp", "image/gif"]);

/** A piece of evidence: what it is, how to open it, and its fingerprint. Bytes always come through the file gate (`href`). */
export function FilePreview(props: {
	name: string;
	href: string;
	media_type: string;
	size: number;
	sha256: string;
	/** e.g. "Lades till av Anna Berg, 2025-11-03 kl. 14.32" */
	note?: string | undefined;
	version?: number | undefined;
	/** The day it is about. */
	about_on?: string | undefined;
	children?: Child;
}) {
	const href = safeHref(props.href);
	const other = props.media_type.startsWith("image/") ? "Bild" : "Fil";
	const what = props.media_type === "application/pdf" ? "PDF" : other;
	return (
		<figure class="file-preview">
			{href && IMAGES.has(props.media_type) ? (
				<a href={href} class="file-thumb">
					<img src={href} alt={`Öppna bilden ${props.name}`} loading="lazy" width="160" height="120" />
				</a>
			) : (
				<span class="file-thumb file-kind" aria-hidden="true">
					{what}
				</span>
			)}
			<figcaption>
				<p class="file-name">
					<Link href={props.href}>{props.name}</Link>
				</p>
				<p class="soft">
					{`${what}, ${sizeText(props.size)}`}
					{props.about_on ? `, gäller ${dateText(props.about_on)}` : ""}
					{props.version && props.version > 1 ? `, version ${props.version}` : ""}
				</p>
				{/^image\/hei[cf]/.test(props.media_type) ? (
					<p class="soft">Bilden är i formatet HEIC, som webbläsare sällan visar. Hämta den för att se den.</p>
				) : null}
				<Disclosure summary="Uppgifter">
					{props.note ? <p class="soft">{props.note}</p> : null}
					<p class="soft">
						SHA-256 <code class="hash">{props.sha256}</code>
					</p>
					{props.children}
				</Disclosure>
			</figcaption>
		</figure>
	);
}
