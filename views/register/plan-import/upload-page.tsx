import { paths } from "../../../src/paths/paths.ts";
import type { ImportPlace } from "../../../src/register/plan-import/prepare-import.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { FileField, NumberField, SelectField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";

/** The plan that a file is read into, as the pages name it. */
export function placeName(place: Pick<ImportPlace, "year" | "board_name">): string {
	return `Internkontrollplan ${place.year}, ${place.board_name}`;
}

/** Where a plan is handed in as a file: into an empty draft, or a new year of a board. */
export function UploadPage(props: {
	shell: Partial<LayoutProps>;
	form: FormState;
	boards: { id: string; name: string }[];
	place: ImportPlace | null;
}) {
	const { form, place } = props;
	const back = place?.plan_id ? paths.plan(place.plan_id) : paths.plans();
	return (
		<Layout
			{...props.shell}
			title="Läs in en plan"
			lead="En plan eller ett riskregister som fil blir ett utkast. Du ser först vad som kommer med och vad som inte gör det. Inget sparas förrän du har sagt ja."
			crumbs={[{ href: back, label: place?.plan_id ? `Internkontrollplan ${place.year}` : "Internkontrollplaner" }]}
		>
			<Form
				action={paths.planReading()}
				errors={form.errors}
				multipart
				hidden={place?.plan_id ? { plan_id: place.plan_id } : undefined}
			>
				{place ? (
					<p>{placeName(place)}</p>
				) : (
					<>
						<SelectField
							name="board_id"
							label="Nämnd"
							placeholder="Välj"
							options={props.boards.map((board) => ({ value: board.id, label: board.name }))}
							value={valueIn(form, "board_id") || (props.boards.length === 1 ? props.boards[0]!.id : "")}
							error={form.errors.board_id}
						/>
						<NumberField name="year" label="Planens år" value={valueIn(form, "year")} error={form.errors.year} />
					</>
				)}
				<FileField
					name="file"
					label="Planen som fil"
					help="Excel (.xlsx), OpenDocument (.ods), text (.csv) eller en tabell i Word (.docx), högst 20 MB. Skriv inga uppgifter om patienter i texterna."
					error={form.errors.file}
					accept=".xlsx,.ods,.csv,.txt,.docx"
				/>
				<FormActions cancel_href={back}>
					<Button>Förhandsgranska</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
