import { paths } from "../../../src/paths/paths.ts";
import type { Preview } from "../../../src/checks/populations/import/preview-purchases.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/field.tsx";
import { Flash } from "../../ui/flash.tsx";
import { FieldSet, Form, FormActions } from "../../ui/form.tsx";
import { DataTable } from "../../ui/table.tsx";

/** The word that a form carries for a delimiter; "" when none has been said. */
function wordOf({ delimiters, reading }: Pick<Preview, "delimiters" | "reading">): string {
	return Object.entries(delimiters).find(([, char]) => char === reading.delimiter)?.[0] ?? "";
}

const DELIMITERS = { semicolon: "Semikolon", tab: "Tabb", comma: "Komma", pipe: "Lodstreck" } as const;

/** How the file is read, for whoever sees that the reader took it wrong. */
export function ReadAsFields({ preview, errors }: { preview: Preview; errors: Record<string, string> }) {
	const { reading, heading, summary } = preview;
	const sheets = preview.sheets?.names ?? [];
	const isText = summary === null ? preview.sheets === null : summary.delimiter.length === 1;
	const shared = (name: string) => ({
		name,
		error: errors[name],
		optional: "silent" as const,
		width: "medium" as const,
	});
	return (
		<FieldSet legend="Hur filen är läst" help="Ändra bara det som är fel.">
			{heading ? (
				<SelectField
					{...shared("heading_line")}
					label="Rad med rubriker"
					placeholder={`Som nu: rad ${heading.line}`}
					options={heading.first_rows.map(({ line, text }) => ({ value: String(line), label: `Rad ${line}: ${text}` }))}
					value={reading.heading_line === undefined ? "" : String(reading.heading_line)}
				/>
			) : null}
			{isText ? (
				<SelectField
					{...shared("delimiter")}
					label="Avgränsare"
					placeholder="Som filen visar"
					options={Object.entries(DELIMITERS).map(([value, label]) => ({ value, label }))}
					value={wordOf(preview)}
				/>
			) : null}
			{isText ? (
				<SelectField
					{...shared("encoding")}
					label="Teckenkodning"
					placeholder="Som filen visar"
					options={preview.encodings.map((name) => ({ value: name, label: name }))}
					value={reading.encoding ?? ""}
				/>
			) : null}
			{sheets.length > 1 || reading.sheet ? (
				<SelectField
					{...shared("sheet")}
					label="Kalkylblad"
					placeholder={`Som nu: ${preview.sheets?.read ?? ""}`}
					options={sheets.map((name) => ({ value: name, label: name }))}
					value={reading.sheet ?? ""}
				/>
			) : null}
		</FieldSet>
	);
}

/** What the items are numbered by; a number that may be better is asked about. */
export function Numbered({ preview: { number } }: { preview: Preview }) {
	if (!number) return null;
	const [other] = number.others;
	return (
		<>
			<p>{`Inköpen numreras efter ${number.heading} (${number.label}).`}</p>
			{other ? (
				<Flash
					tone="warn"
					announce={false}
					text={`Rubriken ”${other}” ser ut som ett verifikationsnummer men används inte. Koppla den under Ändra kolumnerna om inköpen ska numreras efter den.`}
				/>
			) : null}
		</>
	);
}

/** What has been said of the file already, so that one more thing does not undo it. */
function SaidBefore({ preview }: { preview: Preview }) {
	const { heading_line, delimiter, sheet } = preview.reading;
	return (
		<>
			{heading_line === undefined ? null : <input type="hidden" name="heading_line" value={String(heading_line)} />}
			{delimiter === undefined ? null : <input type="hidden" name="delimiter" value={wordOf(preview)} />}
			{sheet === undefined ? null : <input type="hidden" name="sheet" value={sheet} />}
		</>
	);
}

/** Damaged letters, before and after, with one button that reads the file again. */
export function Damaged({ preview, token }: { preview: Preview; token: string }) {
	const { damage } = preview;
	if (!damage) return null;
	const { suggested, samples } = damage;
	return (
		<>
			<DataTable
				caption={
					suggested ? `Namn ur filen, som de är lästa och som ${suggested}` : "Namn ur filen med förlorade bokstäver"
				}
				columns={[
					{ key: "before", label: "Läst" },
					...(suggested ? [{ key: "after", label: `Som ${suggested}` }] : []),
				]}
				rows={samples.map(({ before, after }) => ({ cells: { before, ...(after === null ? {} : { after }) } }))}
			/>
			{suggested ? (
				<Form action={paths.purchasesMapping(token)} scope="tecken">
					<input type="hidden" name="encoding" value={suggested} />
					<SaidBefore preview={preview} />
					<FormActions>
						<Button>{`Läs om filen som ${suggested}`}</Button>
					</FormActions>
				</Form>
			) : null}
		</>
	);
}
