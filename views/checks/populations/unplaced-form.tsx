import { paths } from "../../../src/paths/paths.ts";
import type { Preview } from "../../../src/checks/populations/import/preview-purchases.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox, SelectField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { countText, kronorText } from "../../ui/format.ts";
import { unitChoices } from "../../ui/choices.tsx";
import { Section } from "../../ui/section.tsx";

interface Props {
	token: string;
	preview: Preview;
	errors: Record<string, string>;
}

/** Codes of the file that no unit has, and its rows without any, each to be placed where it belongs. */
export function UnplacedForm({ token, preview, errors }: Props) {
	if (preview.unplaced.length === 0) return null;
	const options = unitChoices(preview.all_units);
	return (
		<Section
			title="Enheter att placera"
			lead="Så länge en rad saknar plats är hela dess inköp avvisat, så att en rest inte ser ut som ett mindre inköp."
		>
			<Form action={paths.purchasesPlacing(token)} scope="placera" errors={errors}>
				{preview.unplaced.map((one, index) =>
					one.unit_code === null ? (
						<SelectField
							name="unit_id"
							scope="placera"
							label="Rader utan enhet"
							help={rowsText(one)}
							placeholder="Placera inte"
							optional="silent"
							options={options}
							value={preview.unit_id}
							width="medium"
						/>
					) : (
						<>
							<input type="hidden" name="code" value={one.unit_code} />
							<SelectField
								name="unit"
								scope={`placera-${index}`}
								label={one.unit_code}
								help={`${one.unit_name && one.unit_name !== one.unit_code ? `${one.unit_name}. ` : ""}${rowsText(one)}`}
								placeholder="Placera inte"
								optional="silent"
								options={options}
								value={one.suggested_id}
								width="medium"
							/>
						</>
					),
				)}
				<Checkbox
					name="keep"
					scope="placera"
					label="Koderna gäller även kommande filer"
					help="Annars gäller de bara den här filen. Rader utan enhet placeras alltid bara för den här filen."
					checked
					error={errors.keep}
				/>
				<FormActions>
					<Button>Placera och läs filen igen</Button>
				</FormActions>
			</Form>
		</Section>
	);
}

function rowsText({ rows, sumOre }: { rows: number; sumOre: number }): string {
	return `${rows === 1 ? "1 rad" : `${countText(rows)} rader`}, ${kronorText(sumOre)}`;
}
