import { letterPage } from "./letter.tsx";

const SAYS = "Det här är ett prov. Kommer det fram kan Tillräcklig skicka påminnelser härifrån.";

function trialText({ inbox }: { inbox: string }): string {
	return `Hej!\n\n${SAYS}\n\n${inbox}`;
}

function trialHtml({ inbox }: { inbox: string }): string {
	return letterPage(
		<>
			<p>{SAYS}</p>
			<p>
				<a href={inbox}>Öppna Tillräcklig</a>
			</p>
		</>,
	);
}

/** The trial in both its forms. */
export function drawTrial(props: { inbox: string }): { text: string; html: string } {
	return { text: trialText(props), html: trialHtml(props) };
}
