import { Glyph } from "./glyph.tsx";
import { Link } from "./link.tsx";

/** Stands at every free text and upload (patient) and where a deviation is described (fraud). One wording everywhere. */
export function ConfidentialNote(props: {
	kind: "patient" | "fraud" | "both";
	fraud_href?: string | null | undefined;
	id?: string | undefined;
}) {
	return (
		<div class="confidential-note" id={props.id}>
			<Glyph name="lock" />
			<div>
				{props.kind !== "fraud" ? <p>Skriv inga uppgifter om patienter, varken i text eller i filer.</p> : null}
				{props.kind !== "patient" ? (
					<p>
						Misstänker du oegentligheter? Beskriv det inte här.{" "}
						{props.fraud_href ? (
							<Link href={props.fraud_href}>Använd den förtroliga vägen</Link>
						) : (
							"Använd regionens visselblåsarfunktion."
						)}
					</p>
				) : null}
			</div>
		</div>
	);
}
