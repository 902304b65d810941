import type { Child } from "hono/jsx";
import type { LetterProps } from "../../../src/office/notices/letter.ts";

const WHY = "Du får det här för att du har en uppgift i Tillräcklig. Svar på brevet läses inte.";
const moreText = (more: number) =>
	more === 1 ? "Och en sak till, under Att göra." : `Och ${more} saker till, under Att göra.`;

/** What a reader without HTML gets: the same words, the addresses in full. */
function letterText({ rows, more, inbox, choices }: LetterProps): string {
	return [
		"Hej!",
		...rows.map(({ title, says, href }) => [title, says, href].filter(Boolean).join("\n")),
		...(more > 0 ? [moreText(more)] : []),
		`Allt som väntar på dig finns under Att göra:\n${inbox}`,
		`${WHY}\nVälj vad du får med e-post:\n${choices}`,
	].join("\n\n");
}

/** Plain elements and no pictures: nothing is fetched when the letter is opened, so nobody learns that it was. */
export function letterPage(says: Child): string {
	const html = (
		<html lang="sv">
			<head>
				<meta charset="utf-8" />
				<title>Tillräcklig</title>
			</head>
			<body>
				<p>Hej!</p>
				{says}
			</body>
		</html>
	);
	return `<!doctype html>${String(html)}`;
}

function letterHtml({ rows, more, inbox, choices }: LetterProps): string {
	return letterPage(
		<>
			{rows.map(({ title, says, href }) => (
				<p>
					<a href={href}>{title}</a>
					<br />
					{says}
				</p>
			))}
			{more > 0 && <p>{moreText(more)}</p>}
			<p>
				<a href={inbox}>Allt som väntar på dig finns under Att göra</a>
			</p>
			<p>
				{WHY} <a href={choices}>Välj vad du får med e-post</a>.
			</p>
		</>,
	);
}

/** A letter in both its forms. */
export function drawLetter(props: LetterProps): { text: string; html: string } {
	return { text: letterText(props), html: letterHtml(props) };
}
